package io.slipcover.config;

import io.slipcover.lens.DocumentLens;
import java.util.Map;

/** A lens that nobody can make out of its name alone. */
public final class ConstructorlessLens implements DocumentLens {
    private final String argument;

    public ConstructorlessLens(String argument) {
        this.argument = argument;
    }

    @Override
    public Map<String, Object> forward(Map<String, Object> older) {
        older.put(argument, true);
        return older;
    }

    @Override
    public Map<String, Object> backward(Map<String, Object> newer) {
        newer.remove(argument);
        return newer;
    }
}
