package io.slipcover.config;

import static java.util.Objects.requireNonNull;

import io.slipcover.json.JsonValue;

/**
 * A key of the configuration, and what it comes to.
 *
 * @param key as {@link ToldKeys} spells it
 * @param value with {@link ToldKeys#MASK} in place of secrets
 */
public record EffectiveKey(String key, JsonValue value, Origin origin) {
    /** Who says what a key comes to. */
    public enum Origin {
        FILE("file"),
        FLAG("command line"),
        DEFAULT("default");

        private final String label;

        Origin(String label) {
            this.label = label;
        }

        /** What people are told. */
        public String label() {
            return label;
        }
    }

    public EffectiveKey {
        requireNonNull(key, "key");
        requireNonNull(value, "value");
        requireNonNull(origin, "origin");
    }

    /** The key at the top of the file. */
    public String top() {
        int colon = key.indexOf(':');
        return colon < 0 ? key : key.substring(0, colon);
    }
}
