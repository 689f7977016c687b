package io.slipcover.lens;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Java knows of a locale's names and of a zone's clocks, as far as the forms of a date need it, in JSON. An engine that has neither
 * reads dates exactly as this one does with it.
 */
public final class DateTables {
    /** A quoted text, or one letter as often as it stands there. */
    private static final Pattern RUN = Pattern.compile("'[^']*'|([A-Za-z])\\1*");

    private static final int SECONDS_OF_DAY = 86_400;

    private DateTables() {}

    /**
     * The tables: {@code names} by the letters that ask for them, from the field's least value on, and {@code zone}, where there is one.
     *
     * @param older a form as {@link DateForms} takes it
     * @param newer likewise
     */
    public static JsonObject of(String older, String newer, @Nullable ZoneId zone, Locale locale) {
        JsonObject names = JsonObject.empty();
        for (String form : List.of(older, newer)) {
            if (NamedDateForm.named(form).isEmpty()) {
                RUN.matcher(form).results().map(MatchResult::group).forEach(run -> addNames(run, locale, names));
            }
        }
        JsonObject tables = JsonObject.empty();
        if (!names.isEmpty()) {
            tables.add(JsonName.of("names"), names);
        }
        if (zone != null) {
            tables.add(JsonName.of("zone"), zone(zone.getRules()));
        }
        return tables;
    }

    private static void addNames(String run, Locale locale, JsonObject names) {
        List<TemporalAccessor> values = named(run);
        if (values.isEmpty() || names.has(JsonName.of(run))) {
            return;
        }
        DateTimeFormatter formatter = DateTimeFormatter.ofPattern(run, locale);
        JsonArray texts = JsonArray.empty();
        values.forEach(value -> texts.add(JsonSlice.string(formatter.format(value))));
        names.add(JsonName.of(run), texts);
    }

    /** A date or time for each value that the letters spell as a name; none where they spell no names. */
    private static List<TemporalAccessor> named(String run) {
        List<TemporalAccessor> values = new ArrayList<>();
        int count = run.length();
        switch (run.charAt(0)) {
            case 'M', 'L' -> addDates(values, count >= 3 && count <= 5 ? 12 : 0, 1, 0);
            case 'Q', 'q' -> addDates(values, count >= 3 && count <= 5 ? 4 : 0, 3, 0);
            case 'E' -> addDates(values, count <= 5 ? 7 : 0, 0, 1);
            case 'c', 'e' -> addDates(values, count >= 3 && count <= 5 ? 7 : 0, 0, 1);
            case 'G' -> {
                if (count <= 5) {
                    values.addAll(List.of(LocalDate.of(0, 1, 1), LocalDate.of(1, 1, 1)));
                }
            }
            case 'a' -> {
                if (count == 1) {
                    values.addAll(List.of(LocalTime.MIDNIGHT, LocalTime.NOON));
                }
            }
            default -> {} // Numbers, offsets, and quoted texts.
        }
        return values;
    }

    /** Adds so many dates, from the first of January on, which was a Monday in this year. */
    private static void addDates(List<TemporalAccessor> values, int count, int months, int days) {
        for (int i = 0; i < count; i++) {
            values.add(LocalDate.of(2024, 1, 1).plusMonths((long) i * months).plusDays((long) i * days));
        }
    }

    private static JsonObject zone(ZoneRules rules) {
        List<ZoneOffsetTransition> known = rules.getTransitions();
        ZoneOffset first = known.isEmpty()
                ? rules.getOffset(LocalDate.EPOCH.atStartOfDay())
                : known.get(0).getOffsetBefore();
        JsonArray transitions = JsonArray.empty();
        known.forEach(transition -> transitions.add(
                numbers(transition.toEpochSecond(), transition.getOffsetAfter().getTotalSeconds())));
        JsonArray yearly = JsonArray.empty();
        rules.getTransitionRules().forEach(rule -> yearly.add(rule(rule)));
        JsonObject zone = JsonObject.empty();
        zone.add(JsonName.of("first"), JsonSlice.number(first.getTotalSeconds()));
        zone.add(JsonName.of("transitions"), transitions);
        zone.add(JsonName.of("rules"), yearly);
        return zone;
    }

    /**
     * Month, day of the month (below 0 from its end), day of the week on or after it, or before it (0 for none), second of the day, what to
     * subtract for the second of UTC, and the offsets before and after.
     */
    private static JsonArray rule(ZoneOffsetTransitionRule rule) {
        int before = rule.getOffsetBefore().getTotalSeconds();
        return numbers(
                rule.getMonth().getValue(),
                rule.getDayOfMonthIndicator(),
                Optional.ofNullable(rule.getDayOfWeek())
                        .map(day -> day.getValue())
                        .orElse(0),
                rule.isMidnightEndOfDay() ? SECONDS_OF_DAY : rule.getLocalTime().toSecondOfDay(),
                switch (rule.getTimeDefinition()) {
                    case UTC -> 0;
                    case STANDARD -> rule.getStandardOffset().getTotalSeconds();
                    case WALL -> before;
                },
                before,
                rule.getOffsetAfter().getTotalSeconds());
    }

    private static JsonArray numbers(long... numbers) {
        JsonArray array = JsonArray.empty();
        for (long number : numbers) {
            array.add(JsonSlice.number(number));
        }
        return array;
    }
}
