package io.slipcover.lens;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonNumber;
import io.slipcover.json.JsonSlice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A form of points in time that needs no pattern. What is finer than it can write is cut. */
enum NamedDateForm implements DateForm {
    /** A date and time of RFC 3339. */
    ISO8601("iso8601", JsonKind.STRING, "an RFC 3339 date and time with a zone, of the years 0000 to 9999"),
    /** The number of milliseconds since 1970. */
    MILLIS("millis", JsonKind.NUMBER, "milliseconds of the years 0000 to 9999"),
    /** The number of seconds since 1970. */
    SECONDS("seconds", JsonKind.NUMBER, "seconds of the years 0000 to 9999");

    private static final int MOST_DIGITS = 1_000;

    /** More than a long has, which no point in time needs. */
    private static final int MOST_WHOLE_DIGITS = 18;

    private final String text;
    private final JsonKind kind;
    private final String expected;

    NamedDateForm(String text, JsonKind kind, String expected) {
        this.text = text;
        this.kind = kind;
        this.expected = expected;
    }

    static Optional<NamedDateForm> named(String text) {
        for (NamedDateForm form : values()) {
            if (form.text.equals(text)) {
                return Optional.of(form);
            }
        }
        return Optional.empty();
    }

    @Override
    public JsonKind kind() {
        return kind;
    }

    @Override
    public @Nullable Instant read(JsonSlice value) {
        return switch (this) {
            case ISO8601 -> {
                long milliseconds = Timestamps.parse(value.asString());
                yield milliseconds == Timestamps.NONE ? null : Instant.ofEpochMilli(milliseconds);
            }
            case MILLIS -> milliseconds(value.asNumber(), 0);
            case SECONDS -> milliseconds(value.asNumber(), 3);
        };
    }

    private static @Nullable Instant milliseconds(JsonNumber number, int shift) {
        if (!NumberBounds.hold(number, MOST_DIGITS, MOST_DIGITS)) {
            return null;
        }
        BigDecimal whole = number.toBigDecimal().movePointRight(shift).setScale(0, RoundingMode.FLOOR);
        if (whole.precision() > MOST_WHOLE_DIGITS) {
            return null;
        }
        Instant time = Instant.ofEpochMilli(whole.longValueExact());
        return Timestamps.isInRange(time.toEpochMilli()) ? time : null;
    }

    @Override
    public @Nullable JsonSlice write(Instant time) {
        long milliseconds = time.toEpochMilli();
        String dateTime = Timestamps.format(milliseconds);
        if (dateTime == null) {
            return null;
        }
        return switch (this) {
            case ISO8601 -> JsonSlice.string(dateTime);
            case MILLIS -> JsonSlice.number(milliseconds);
            case SECONDS -> JsonSlice.number(Math.floorDiv(milliseconds, 1000));
        };
    }

    @Override
    public boolean tellsZone() {
        return true;
    }

    @Override
    public String expected() {
        return expected;
    }

    @Override
    public String toString() {
        return text;
    }
}
