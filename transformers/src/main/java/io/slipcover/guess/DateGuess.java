package io.slipcover.guess;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonNumber;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The forms in which people write dates, of which two may be those of a member. The zone of a date that tells none is taken to be UTC. */
final class DateGuess {
    private static final List<String> PATTERNS = List.of(
            "yyyy-MM-dd",
            "yyyy/MM/dd",
            "yyyyMMdd",
            "dd.MM.yyyy",
            "d.M.yyyy",
            "dd/MM/yyyy",
            "MM/dd/yyyy",
            "M/d/yyyy",
            "MMM d, yyyy",
            "d MMM yyyy",
            "MMMM d, yyyy",
            "d MMMM yyyy",
            "yyyy-MM-dd HH:mm",
            "yyyy-MM-dd HH:mm:ss",
            "yyyy-MM-dd'T'HH:mm",
            "yyyy-MM-dd'T'HH:mm:ss");
    private static final JsonNumber LEAST_SECONDS = JsonNumber.of(100_000_000L);
    private static final JsonNumber LEAST_MILLIS = JsonNumber.of(100_000_000_000L);

    private DateGuess() {}

    /** The steps from a form in which all older values are written to one in which all newer values are. */
    static void add(JsonName name, Column older, Column newer, Possibilities<Step> steps) {
        if (older.present() == 0 || newer.present() == 0) {
            return;
        }
        List<String> newerForms = forms(newer);
        for (String from : newerForms.isEmpty() ? List.<String>of() : forms(older)) {
            for (String to : newerForms) {
                if (!from.equals(to)) {
                    steps.add(() -> Step.date(name, from, to, false));
                    steps.add(() -> Step.date(name, from, to, true));
                }
            }
        }
    }

    /** The forms in which all values of a column may be written; {@code null} may be there, too. */
    private static List<String> forms(Column column) {
        List<String> forms = new ArrayList<>();
        if (column.all(value -> value.isNull() || isNumberFrom(value, LEAST_MILLIS))) {
            forms.add("millis");
        } else if (column.all(value -> value.isNull() || isNumberFrom(value, LEAST_SECONDS))) {
            forms.add("seconds");
        } else if (column.all(value -> value.isNull() || isTimestamp(value))) {
            forms.add("iso8601");
        } else {
            for (String pattern : PATTERNS) {
                DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
                if (column.all(value -> value.isNull() || isWritten(value, formatter))) {
                    forms.add(pattern);
                }
            }
        }
        return forms;
    }

    private static boolean isNumberFrom(JsonValue value, JsonNumber least) {
        return value.kind() == JsonKind.NUMBER && ((JsonSlice) value).asNumber().compareTo(least) >= 0;
    }

    private static boolean isTimestamp(JsonValue value) {
        if (value.kind() != JsonKind.STRING) {
            return false;
        }
        try {
            OffsetDateTime.parse(((JsonSlice) value).asString());
            return true;
        } catch (DateTimeParseException other) {
            return false;
        }
    }

    private static boolean isWritten(JsonValue value, DateTimeFormatter formatter) {
        if (value.kind() != JsonKind.STRING) {
            return false;
        }
        String text = ((JsonSlice) value).asString();
        ParsePosition position = new ParsePosition(0);
        try {
            return formatter.parseUnresolved(text, position) != null
                    && position.getErrorIndex() < 0
                    && position.getIndex() == text.length();
        } catch (DateTimeException other) {
            return false;
        }
    }
}
