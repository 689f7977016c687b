package io.slipcover.config;

import org.jspecify.annotations.Nullable;

/** Reads the limits of the configuration file, its key {@code limits}. */
final class LimitsReader {
    private LimitsReader() {}

    /**
     * The limits; where one is missing or wrong, its default stands for it.
     *
     * @param fields the keys below {@code limits}, or null where the file has no such key
     */
    static Limits read(@Nullable Fields fields) {
        if (fields == null) {
            return Limits.DEFAULTS;
        }
        YamlValue value = fields.optional("nesting");
        Integer nesting = fields.integer("nesting", value, 1);
        if (value != null && nesting != null && nesting > Limits.LARGEST_NESTING) {
            fields.expected("nesting", "a whole number from 1 to " + Limits.LARGEST_NESTING, value);
            nesting = null;
        }
        fields.finish();
        return new Limits(nesting == null ? Limits.DEFAULTS.nesting() : nesting);
    }
}
