package io.slipcover.lens;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A lens that refuses every document and says what is in it. */
public final class Telltale implements DocumentLens {
    @Override
    public Map<String, @Nullable Object> forward(Map<String, @Nullable Object> older) {
        throw new IllegalStateException("found " + older);
    }

    @Override
    public Map<String, @Nullable Object> backward(Map<String, @Nullable Object> newer) {
        throw new IllegalStateException("found " + newer);
    }
}
