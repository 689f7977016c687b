package io.slipcover.testing;

import io.slipcover.lens.DocumentLens;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A lens for which the memory never suffices. */
public final class GreedyLens implements DocumentLens {
    @Override
    public Map<String, @Nullable Object> forward(Map<String, @Nullable Object> older) {
        throw new OutOfMemoryError("as a test wants it");
    }

    @Override
    public Map<String, @Nullable Object> backward(Map<String, @Nullable Object> newer) {
        throw new OutOfMemoryError("as a test wants it");
    }
}
