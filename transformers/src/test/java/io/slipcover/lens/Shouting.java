package io.slipcover.lens;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A lens to loud text, which the older side cannot hear the volume of. */
public final class Shouting implements DocumentLens {
    @Override
    public Map<String, @Nullable Object> forward(Map<String, @Nullable Object> older) {
        Object text = older.remove("text");
        if (!(text instanceof String quiet)) {
            throw new IllegalArgumentException("text is no string");
        }
        older.put("shout", quiet.toUpperCase(Locale.ROOT));
        return older;
    }

    @Override
    public Map<String, @Nullable Object> backward(Map<String, @Nullable Object> newer) {
        newer.remove("volume");
        Object loud = newer.remove("shout");
        newer.put("text", String.valueOf(loud).toLowerCase(Locale.ROOT));
        return newer;
    }

    @Override
    public String revision() {
        return "2";
    }
}
