package io.slipcover.lens;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonSlice;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The forms of dates on both sides, which fit together. */
public final class DateForms {
    /** Points in time that have something of everything, in zones of all sorts: summer and winter, half hours, seconds. */
    private static final List<ZonedDateTime> SAMPLES = List.of(
            ZonedDateTime.parse("2023-11-14T15:16:17.123456789Z"),
            ZonedDateTime.parse("1987-06-05T04:03:02.987Z"),
            ZonedDateTime.parse("2024-02-29T23:59:59.999999999+05:30"),
            ZonedDateTime.parse("2024-07-01T00:00:00.5+02:00[Europe/Berlin]"),
            ZonedDateTime.parse("1880-12-31T12:34:56.7Z").withZoneSameLocal(ZoneId.of("Europe/Berlin")));

    private static final Pattern TWO_DIGITS_OF_A_YEAR = Pattern.compile("(?<![yu])(yy|uu)(?![yu])");

    private final DateForm older;
    private final DateForm newer;
    private final String text;
    private final ZoneId zone;

    /**
     * @param older a pattern, or {@code iso8601}, {@code millis} or {@code seconds}
     * @param newer likewise
     * @param zone for the side that tells none; null where it needs none
     * @param locale for names of months and days
     * @throws IllegalArgumentException where one of the forms is none, or they do not fit together
     */
    public DateForms(String older, String newer, @Nullable ZoneId zone, Locale locale) {
        this.older = form("older", older, zone, locale);
        this.newer = form("newer", newer, zone, locale);
        this.zone = zone == null ? ZoneOffset.UTC : zone;
        if (zone == null && this.older.tellsZone() != this.newer.tellsZone()) {
            String without = this.older.tellsZone() ? "newer" : "older";
            throw new IllegalArgumentException("'" + (without.equals("older") ? older : newer) + "' of the " + without
                    + " side tells no zone, and the other side does; expected 'zone', such as 'zone: Europe/Berlin'");
        }
        if (zone != null && !this.older.tellsZone() && !this.newer.tellsZone()) {
            throw new IllegalArgumentException("zone changes nothing, since neither side tells a zone");
        }
        for (ZonedDateTime sample : SAMPLES) {
            checkReadsAsWritten(sample);
        }
        this.text = new OperationText("date")
                .with("older", older)
                .with("newer", newer)
                .with("zone", this.zone.getId())
                .with("locale", locale.toLanguageTag())
                .end();
    }

    private static DateForm form(String side, String text, @Nullable ZoneId zone, Locale locale) {
        if (side.equals("newer") && TWO_DIGITS_OF_A_YEAR.matcher(text).find()) {
            throw new IllegalArgumentException(
                    side + ": two digits of a year do not tell the century; expected yyyy, found '" + text + "'");
        }
        try {
            return DateForm.of(text, zone, locale);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(side + ": " + e.getMessage(), e);
        }
    }

    /** What the older side is shown and writes back has to read as it was written. */
    private void checkReadsAsWritten(ZonedDateTime sample) {
        JsonSlice shown = shown(sample);
        Instant written = shown == null ? null : older.read(shown);
        JsonSlice stored = written == null ? null : newer.write(written);
        Instant read = stored == null ? null : newer.read(stored);
        JsonSlice again = read == null ? null : older.write(read);
        if (shown != null && (again == null || !again.sameAs(shown))) {
            throw new IllegalArgumentException(
                    older + " and " + newer + " do not fit together: what the older side writes as " + shown
                            + " is stored as " + stored + " and reads as " + again + " afterwards");
        }
    }

    /** What the older side is shown of a sample as the newer side writes it, in the sample's own zone where that can be told. */
    private @Nullable JsonSlice shown(ZonedDateTime sample) {
        String inItsZone = newer instanceof DatePattern pattern && newer.tellsZone() ? pattern.text(sample) : null;
        JsonSlice stored = inItsZone == null ? newer.write(sample.toInstant()) : JsonSlice.string(inItsZone);
        if (stored == null) {
            return null;
        }
        Instant time = newer.read(stored);
        if (time == null) {
            throw new IllegalArgumentException("the newer side writes " + stored + " and cannot read it back");
        }
        return older.write(time);
    }

    DateForm older() {
        return older;
    }

    DateForm newer() {
        return newer;
    }

    /** What the newer side does not store of what the older side writes, in words. */
    public List<String> lost() {
        Map<String, TemporalField> parts = new LinkedHashMap<>();
        parts.put("the year", ChronoField.YEAR);
        parts.put("the month", ChronoField.MONTH_OF_YEAR);
        parts.put("the day", ChronoField.DAY_OF_MONTH);
        parts.put("the hour", ChronoField.HOUR_OF_DAY);
        parts.put("the minute", ChronoField.MINUTE_OF_HOUR);
        parts.put("the second", ChronoField.SECOND_OF_MINUTE);
        parts.put("fractions of a second", ChronoField.NANO_OF_SECOND);
        List<String> lost = new ArrayList<>();
        parts.forEach((name, part) -> {
            if (SAMPLES.stream().anyMatch(sample -> isLost(sample, part))) {
                lost.add(name);
            }
        });
        if (older.tellsZone() && older.kind() == JsonKind.STRING) {
            lost.add("the zone");
        }
        return lost;
    }

    private boolean isLost(ZonedDateTime sample, TemporalField part) {
        JsonSlice given = older.write(sample.toInstant());
        Instant written = given == null ? null : older.read(given);
        JsonSlice stored = written == null ? null : newer.write(written);
        Instant read = stored == null ? null : newer.read(stored);
        return written != null
                && (read == null
                        || written.atZone(zone).get(part) != read.atZone(zone).get(part));
    }

    /** All of it, spelled canonically. */
    String text() {
        return text;
    }
}
