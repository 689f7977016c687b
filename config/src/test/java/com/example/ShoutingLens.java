package com.example;

import io.slipcover.lens.DocumentLens;
import java.util.Locale;
import java.util.Map;

/** A lens as somebody might write one: newer releases shout their titles. */
public final class ShoutingLens implements DocumentLens {
    @Override
    public Map<String, Object> forward(Map<String, Object> older) {
        older.computeIfPresent("title", (name, title) -> title.toString().toUpperCase(Locale.ROOT));
        return older;
    }

    @Override
    public Map<String, Object> backward(Map<String, Object> newer) {
        newer.computeIfPresent("title", (name, title) -> title.toString().toLowerCase(Locale.ROOT));
        return newer;
    }
}
