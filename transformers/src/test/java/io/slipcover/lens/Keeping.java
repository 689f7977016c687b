package io.slipcover.lens;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A lens with a put of its own, and bad manners on the way up. */
public final class Keeping implements DocumentLens {
    @Override
    public Map<String, @Nullable Object> forward(Map<String, @Nullable Object> older) {
        return Map.of("_id", "mine");
    }

    @Override
    public Map<String, @Nullable Object> backward(Map<String, @Nullable Object> newer) {
        newer.remove("seen");
        return newer;
    }

    @Override
    public Map<String, @Nullable Object> put(Map<String, @Nullable Object> base, Map<String, @Nullable Object> view) {
        view.put("seen", base.get("seen"));
        view.put("from", "base");
        return view;
    }
}
