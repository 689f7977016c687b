package io.slipcover.usage;

import io.slipcover.json.JsonSlice;

/** A name that may come from a stranger's file, in a form that neither ends a line nor steers a terminal. */
public final class ShownName {
    private ShownName() {}

    public static String of(String name) {
        return name.matches("[\\p{L}\\p{N}._-]{1,60}")
                ? name
                : JsonSlice.string(name).toString();
    }
}
