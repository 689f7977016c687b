package io.slipcover.config;

import org.jspecify.annotations.Nullable;

/** Reads the limits of the configuration file, its key {@code limits}. */
final class LimitsReader {
    /** The longest array that Java has is a little longer. */
    private static final long LARGEST_ARRAY = 1L << 30;

    private final Fields fields;

    private LimitsReader(Fields fields) {
        this.fields = fields;
    }

    /**
     * The limits; where one is missing or wrong, its default stands for it.
     *
     * @param fields the keys below {@code limits}, or null where the file has no such key
     */
    static Limits read(@Nullable Fields fields) {
        if (fields == null) {
            return Limits.DEFAULTS;
        }
        Limits read = new LimitsReader(fields).read();
        fields.finish();
        return read;
    }

    private Limits read() {
        Limits absent = Limits.DEFAULTS;
        return new Limits(
                memory(absent.memory()),
                bytes("document", absent.document()),
                bytes("held", absent.held()),
                nesting(absent.nesting()),
                count("members", absent.members()),
                new HeadLimits(
                        bytes("first-line", absent.head().firstLine()),
                        bytes("url", absent.head().url()),
                        bytes("head", absent.head().headers()),
                        count("headers", absent.head().count())),
                new ConnectionLimits(
                        count("connections", absent.connections().inAll()),
                        count("connections-per-address", absent.connections().perAddress()),
                        count("waiting", absent.connections().waiting()),
                        count("ahead", absent.connections().ahead())),
                new UnpackingLimits(
                        size("unpacked", absent.unpacking().bytes()),
                        count("unpacked-ratio", absent.unpacking().ratio())));
    }

    private MemoryShare memory(MemoryShare absent) {
        YamlValue value = fields.optional("memory");
        String text = fields.string("memory", MemoryShare.EXPECTED, value);
        if (value == null || text == null) {
            return absent;
        }
        if (MemoryShare.isPercent(text)) {
            MemoryShare told = fields.parsed("memory", value, text, MemoryShare::parse);
            return told == null ? absent : told;
        }
        Long told = fields.size("memory", value);
        return told == null ? absent : MemoryShare.ofBytes(told);
    }

    private int nesting(int absent) {
        YamlValue value = fields.optional("nesting");
        Integer told = fields.integer("nesting", value, 1);
        if (value != null && told != null && told > Limits.LARGEST_NESTING) {
            fields.expected("nesting", "a whole number from 1 to " + Limits.LARGEST_NESTING, value);
            return absent;
        }
        return told == null ? absent : told;
    }

    private int count(String name, int absent) {
        Integer told = fields.integer(name, fields.optional(name), 1);
        return told == null ? absent : told;
    }

    private long size(String name, long absent) {
        Long told = fields.size(name, fields.optional(name));
        return told == null ? absent : told;
    }

    /** A size that an array can have. */
    private int bytes(String name, int absent) {
        long told = size(name, absent);
        YamlValue value = fields.optional(name);
        if (told > LARGEST_ARRAY && value != null) {
            fields.expected(name, "a size up to 1GB", value);
            return absent;
        }
        return (int) told;
    }
}
