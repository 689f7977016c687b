package io.slipcover.lens;

import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonNumber;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Two notations of one thing, as {@link ConvertCodec} leads between them; its name has the older side's first. */
public enum Codec {
    /** A number, and the string with its shortest plain decimal. */
    NUMBER_STRING("number-string", Notation.NUMBER, Notation.DECIMAL, true),
    /** The mirror image of {@link #NUMBER_STRING}. */
    STRING_NUMBER("string-number", Notation.DECIMAL, Notation.NUMBER, false),
    /** An RFC 3339 date and time with a zone, and milliseconds since 1970. */
    ISO8601_MILLIS("iso8601-millis", Notation.DATE_TIME, Notation.MILLISECONDS, false),
    /** The mirror image of {@link #ISO8601_MILLIS}. */
    MILLIS_ISO8601("millis-iso8601", Notation.MILLISECONDS, Notation.DATE_TIME, true);

    private final String text;
    private final Notation older;
    private final Notation newer;
    private final boolean needsBase;

    Codec(String text, Notation older, Notation newer, boolean needsBase) {
        this.text = text;
        this.older = older;
        this.newer = newer;
        this.needsBase = needsBase;
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

    boolean needsBase() {
        return needsBase;
    }

    /** What the older side is expected to hold. */
    String older() {
        return older.text;
    }

    /** What the newer side is expected to hold. */
    String newer() {
        return newer.text;
    }

    /** The newer side's notation, or null where the value is not in the older side's. */
    @Nullable
    JsonValue toNewer(JsonSlice value) {
        return translate(value, older);
    }

    /** The older side's notation, or null where the value is not in the newer side's. */
    @Nullable
    JsonValue toOlder(JsonSlice value) {
        return translate(value, newer);
    }

    private static @Nullable JsonValue translate(JsonSlice value, Notation from) {
        if (value.kind() != from.kind) {
            return null;
        }
        return switch (from) {
            case NUMBER -> {
                String plain = plain(value.asNumber(), value.toString());
                yield plain == null ? null : JsonSlice.string(plain);
            }
            case DECIMAL -> {
                String plain = number(value.asString());
                yield plain == null ? null : JsonValue.of(plain);
            }
            case DATE_TIME -> {
                long milliseconds = Timestamps.parse(value.asString());
                yield milliseconds == Timestamps.NONE ? null : JsonSlice.number(milliseconds);
            }
            case MILLISECONDS -> {
                String dateTime = dateTime(value.asNumber());
                yield dateTime == null ? null : JsonSlice.string(dateTime);
            }
        };
    }

    private static @Nullable String number(String text) {
        try {
            return plain(JsonNumber.parse(text), text);
        } catch (JsonFormatException noNumber) {
            return null;
        }
    }

    /** Null where that takes so many digits more than were written that a short document could become a very long one. */
    private static @Nullable String plain(JsonNumber number, String written) {
        if (!NumberBounds.hold(number, Notation.MOST_DIGITS, Notation.MOST_DIGITS)) {
            return null;
        }
        long before = Math.max(1, number.exponent() + 1);
        long after = Math.max(0, number.digits() - 1 - number.exponent());
        boolean isShort = before + after <= Math.max(Notation.MOST_DIGITS_BY_EXPONENT, digits(written));
        return isShort ? number.toPlainString() : null;
    }

    /** How many digits are written, but for the exponent's. */
    private static int digits(String written) {
        int digits = 0;
        for (int i = 0; i < written.length() && written.charAt(i) != 'e' && written.charAt(i) != 'E'; i++) {
            if (written.charAt(i) >= '0' && written.charAt(i) <= '9') {
                digits++;
            }
        }
        return digits;
    }

    /** Digits finer than milliseconds are cut here too. */
    private static @Nullable String dateTime(JsonNumber milliseconds) {
        if (!NumberBounds.hold(milliseconds, Notation.MOST_DIGITS, Notation.MOST_DIGITS)) {
            return null;
        }
        BigDecimal whole = milliseconds.toBigDecimal().setScale(0, RoundingMode.FLOOR);
        return whole.precision() > 18 ? null : Timestamps.format(whole.longValueExact());
    }

    private enum Notation {
        NUMBER(JsonKind.NUMBER, "a number of at most 1,000 digits, 40 with an exponent"),
        DECIMAL(JsonKind.STRING, "a string with a JSON number of at most 1,000 digits, 40 with an exponent"),
        DATE_TIME(JsonKind.STRING, "an RFC 3339 date and time with a zone, of the years 0000 to 9999"),
        MILLISECONDS(JsonKind.NUMBER, "milliseconds of the years 0000 to 9999");

        static final int MOST_DIGITS = 1_000;

        /** How many digits a number may be spelt out with that was written with fewer, and an exponent. */
        static final int MOST_DIGITS_BY_EXPONENT = 40;

        private final JsonKind kind;
        private final String text;

        Notation(JsonKind kind, String text) {
            this.kind = kind;
            this.text = text;
        }
    }
}
