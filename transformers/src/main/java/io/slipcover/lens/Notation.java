package io.slipcover.lens;

import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonNumber;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** How a number, or a point in time, is written. Each notation has a counterpart, in which the same is written another way. */
public enum Notation {
    /** A JSON number. */
    NUMBER(JsonKind.NUMBER, "a number of at most 1,000 digits, 40 with an exponent"),
    /** A string with a JSON number, which comes out of {@link #NUMBER} as the shortest plain decimal. */
    DECIMAL(JsonKind.STRING, "a string with a JSON number of at most 1,000 digits, 40 with an exponent"),
    /** A string with a date and time of RFC 3339, which comes out of {@link #MILLISECONDS} as {@code 2026-11-22T15:37:00.000Z}. */
    DATE_TIME(JsonKind.STRING, "an RFC 3339 date and time with a zone, of the years 0000 to 9999"),
    /** The number of milliseconds since 1970. */
    MILLISECONDS(JsonKind.NUMBER, "milliseconds of the years 0000 to 9999");

    private static final int MOST_DIGITS = 1_000;

    /** How many digits a number may be spelt out with that was written with fewer, and an exponent. */
    private static final int MOST_DIGITS_BY_EXPONENT = 40;

    private final JsonKind kind;
    private final String text;

    Notation(JsonKind kind, String text) {
        this.kind = kind;
        this.text = text;
    }

    /** What kind of value it is written as. */
    public JsonKind kind() {
        return kind;
    }

    /** The other notation of the same thing. */
    public Notation counterpart() {
        return switch (this) {
            case NUMBER -> DECIMAL;
            case DECIMAL -> NUMBER;
            case DATE_TIME -> MILLISECONDS;
            case MILLISECONDS -> DATE_TIME;
        };
    }

    /** What is expected, in words. */
    String text() {
        return text;
    }

    /** The same thing in the {@linkplain #counterpart counterpart}'s notation, or null where the value is not in this one. */
    public @Nullable JsonValue translate(JsonSlice value) {
        if (value.kind() != kind) {
            return null;
        }
        return switch (this) {
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
        if (!NumberBounds.hold(number, MOST_DIGITS, MOST_DIGITS)) {
            return null;
        }
        long before = Math.max(1, number.exponent() + 1);
        long after = Math.max(0, number.digits() - 1 - number.exponent());
        boolean isShort = before + after <= Math.max(MOST_DIGITS_BY_EXPONENT, digits(written));
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
        if (!NumberBounds.hold(milliseconds, MOST_DIGITS, MOST_DIGITS)) {
            return null;
        }
        BigDecimal whole = milliseconds.toBigDecimal().setScale(0, RoundingMode.FLOOR);
        return whole.precision() > 18 ? null : Timestamps.format(whole.longValueExact());
    }
}
