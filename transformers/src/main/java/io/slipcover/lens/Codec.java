package io.slipcover.lens;

import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Two notations of one thing, as {@link ConvertCodec} leads between them; its name has the older side's first. */
public enum Codec {
    /** A number, and the string with its shortest plain decimal. */
    NUMBER_STRING("number-string", Notation.NUMBER, Notation.DECIMAL, true, ""),
    /** The mirror image of {@link #NUMBER_STRING}. */
    STRING_NUMBER(
            "string-number",
            Notation.DECIMAL,
            Notation.NUMBER,
            false,
            "the spelling of a number in a string is not stored: '1.50' reads as '1.5' afterwards"),
    /** An RFC 3339 date and time with a zone, and milliseconds since 1970. */
    ISO8601_MILLIS(
            "iso8601-millis",
            Notation.DATE_TIME,
            Notation.MILLISECONDS,
            false,
            "digits of a second past the third, and the zone, are not stored"),
    /** The mirror image of {@link #ISO8601_MILLIS}. */
    MILLIS_ISO8601(
            "millis-iso8601",
            Notation.MILLISECONDS,
            Notation.DATE_TIME,
            true,
            "fractions of a millisecond are not stored");

    private final String text;
    private final Notation older;
    private final Notation newer;
    private final boolean needsBase;
    private final String lost;

    Codec(String text, Notation older, Notation newer, boolean needsBase, String lost) {
        this.text = text;
        this.older = older;
        this.newer = newer;
        this.needsBase = needsBase;
        this.lost = lost;
    }

    /** The codec that a lens file calls so. */
    public static Optional<Codec> named(String text) {
        for (Codec codec : values()) {
            if (codec.text.equals(text)) {
                return Optional.of(codec);
            }
        }
        return Optional.empty();
    }

    /** What a lens file calls it: {@code number-string}. */
    public String text() {
        return text;
    }

    /** What is not stored of a value that an older client writes, in words; empty where all of it is. */
    public String lost() {
        return lost;
    }

    boolean needsBase() {
        return needsBase;
    }

    /** What the older side is expected to hold. */
    Notation older() {
        return older;
    }

    /** What the newer side is expected to hold. */
    Notation newer() {
        return newer;
    }

    /** The newer side's notation, or null where the value is not in the older side's. */
    @Nullable
    JsonValue toNewer(JsonSlice value) {
        return older.translate(value);
    }

    /** The older side's notation, or null where the value is not in the newer side's. */
    @Nullable
    JsonValue toOlder(JsonSlice value) {
        return newer.translate(value);
    }
}
