package io.slipcover.lens;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonSlice;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A form of dates, or of points in time, by a pattern of {@link DateTimeFormatter}, which is read strictly. A part of a date that the
 * pattern does not have is the first there is: January, the first of the month, the start of the day. {@code y} is the year, as {@code u}
 * is, unless the pattern has an era.
 */
final class DatePattern implements DateForm {
    private static final int LONGEST_TEXT = 200;
    private static final Instant SAMPLE = Instant.parse("2023-11-14T15:16:17.123456789Z");

    private final String pattern;
    private final ZoneId zone;
    private final DateTimeFormatter formatter;
    private final boolean tellsZone;

    /**
     * @param zone of a date and time without a zone, and what a time is written in
     * @throws IllegalArgumentException where what the pattern writes cannot be read by it
     */
    DatePattern(String pattern, ZoneId zone, Locale locale) {
        this.pattern = pattern;
        this.zone = zone;
        this.formatter = formatter(pattern, locale);
        String written = text(SAMPLE);
        if (written == null) {
            throw new IllegalArgumentException("'" + pattern + "' asks for more than a date, a time and a zone");
        }
        Instant read = read(written);
        if (read == null || !written.equals(text(read))) {
            throw new IllegalArgumentException("'" + pattern + "' does not tell enough: '" + written
                    + "', which it writes, does not read as the same date");
        }
        this.tellsZone = formatter.parse(written).query(TemporalQueries.zone()) != null;
    }

    private static DateTimeFormatter formatter(String pattern, Locale locale) {
        try {
            return DateTimeFormatter.ofPattern(withProlepticYears(pattern), locale)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + pattern + "' is neither iso8601, millis or seconds nor a pattern: " + e.getMessage(), e);
        }
    }

    /** A year of an era tells no date by itself where a pattern is read strictly. */
    private static String withProlepticYears(String pattern) {
        StringBuilder text = new StringBuilder(pattern);
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            quoted ^= letter == '\'';
            if (!quoted && letter == 'G') {
                return pattern;
            }
            if (!quoted && letter == 'y') {
                text.setCharAt(i, 'u');
            }
        }
        return text.toString();
    }

    @Override
    public JsonKind kind() {
        return JsonKind.STRING;
    }

    @Override
    public @Nullable Instant read(JsonSlice value) {
        return read(value.asString());
    }

    private @Nullable Instant read(String text) {
        if (text.length() > LONGEST_TEXT) {
            return null;
        }
        try {
            Instant time = isWithinRanges(text) ? time(formatter.parse(text)) : null;
            return time == null || !Timestamps.isInRange(time.toEpochMilli()) ? null : time;
        } catch (DateTimeException | ArithmeticException noDate) {
            return null;
        }
    }

    /**
     * Whether the text has the pattern's form, with numbers that months, days and clocks have. A list may hold many texts that are no dates
     * and pass, and an exception for each would cost more than all else.
     */
    private boolean isWithinRanges(String text) {
        ParsePosition position = new ParsePosition(0);
        TemporalAccessor unresolved = formatter.parseUnresolved(text, position);
        if (unresolved == null || position.getIndex() < text.length()) {
            return false;
        }
        for (ChronoField field : ChronoField.values()) {
            if (unresolved.isSupported(field) && !field.range().isValidValue(unresolved.getLong(field))) {
                return false;
            }
        }
        if (!unresolved.isSupported(ChronoField.YEAR)) {
            return true; // A year of an era, or none: who resolves the text says whether there is such a day.
        }
        int year = number(unresolved, ChronoField.YEAR);
        int month = number(unresolved, ChronoField.MONTH_OF_YEAR);
        return YearMonth.of(year, month).isValidDay(number(unresolved, ChronoField.DAY_OF_MONTH));
    }

    /** A number that was read, or the first that each year and each month have where none was. */
    private static int number(TemporalAccessor unresolved, ChronoField field) {
        return unresolved.isSupported(field) ? (int) unresolved.getLong(field) : 1;
    }

    private @Nullable Instant time(TemporalAccessor parsed) {
        LocalDate date = date(parsed);
        if (date == null) {
            return null;
        }
        LocalTime time = parsed.query(TemporalQueries.localTime());
        ZoneId told = parsed.query(TemporalQueries.zone());
        if (time == null) {
            return date.atStartOfDay(told == null ? zone : told).toInstant();
        }
        if (told != null) {
            return Instant.from(parsed);
        }
        LocalDateTime local = date.atTime(time);
        // No clock shows this time where clocks were set forward over it.
        return zone.getRules().getValidOffsets(local).isEmpty()
                ? null
                : local.atZone(zone).toInstant();
    }

    private static @Nullable LocalDate date(TemporalAccessor parsed) {
        LocalDate date = parsed.query(TemporalQueries.localDate());
        if (date != null || !parsed.isSupported(ChronoField.YEAR)) {
            return date;
        }
        int month = parsed.isSupported(ChronoField.MONTH_OF_YEAR) ? parsed.get(ChronoField.MONTH_OF_YEAR) : 1;
        return LocalDate.of(parsed.get(ChronoField.YEAR), month, 1);
    }

    @Override
    public @Nullable JsonSlice write(Instant time) {
        String text = Timestamps.isInRange(time.toEpochMilli()) ? text(time) : null;
        return text == null ? null : JsonSlice.string(text);
    }

    private @Nullable String text(Instant time) {
        return text(time.atZone(zone));
    }

    /** A time in a zone of its own, as the pattern writes it; null where the pattern asks for more. */
    @Nullable
    String text(ZonedDateTime time) {
        try {
            return formatter.format(time);
        } catch (DateTimeException | ArrayIndexOutOfBoundsException asksForMore) {
            return null; // The second is what Java 17 says to a year of more than ten letters.
        }
    }

    @Override
    public boolean tellsZone() {
        return tellsZone;
    }

    @Override
    public String expected() {
        return "a date as '" + pattern + "'";
    }

    @Override
    public String toString() {
        return pattern;
    }
}
