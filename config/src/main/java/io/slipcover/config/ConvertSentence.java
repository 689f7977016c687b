package io.slipcover.config;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonValue;
import java.util.List;

/** The sentence that tells of a conversion, in each of its forms. */
final class ConvertSentence {
    private ConvertSentence() {}

    static String of(StepArguments words) {
        String name = words.member("name");
        String form = ConvertReader.FORMS.stream()
                .filter(words::has)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no sentence tells of the conversion of " + name));
        return switch (form) {
            case "pairs" -> pairs(name, words);
            case "multiply" -> "The number in " + name + " is multiplied by " + words.value("multiply") + ".";
            case "codec" -> name + codec(words.string("codec"));
            case "date" -> date(name, words.inside("date"));
            case "case" ->
                name + " is in " + (words.string("case").equals("lower") ? "small" : "large") + " letters now.";
            case "trim" -> name + " has no white space at its ends now.";
            case "digits" -> digits(name, String.valueOf(words.get("digits")));
            default -> throw new IllegalArgumentException("no sentence tells of a conversion with " + form);
        };
    }

    private static String codec(String codec) {
        return switch (codec) {
            case "number-string" -> " is a string now, and was a number.";
            case "string-number" -> " is a number now, and was a string.";
            case "iso8601-millis" -> " is milliseconds since 1970 now, and was a date and time in a string.";
            case "millis-iso8601" -> " is a date and time in a string now, and was milliseconds since 1970.";
            default -> throw new IllegalArgumentException("no sentence tells of the codec " + codec);
        };
    }

    private static String date(String name, StepArguments date) {
        String forms = "The date in %s is written as %s now, and was written as %s."
                .formatted(name, dateForm(date, "newer"), dateForm(date, "older"));
        return date.has("zone") ? forms + " The zone is " + date.text("zone") + "." : forms;
    }

    private static String dateForm(StepArguments date, String side) {
        return switch (date.string(side)) {
            case "iso8601" -> "a date and time with a zone (RFC 3339)";
            case "millis" -> "milliseconds since 1970";
            case "seconds" -> "seconds since 1970";
            default -> date.text(side);
        };
    }

    private static String digits(String name, String digits) {
        return switch (digits) {
            case "0" -> name + " is a whole number now.";
            case "1" -> name + " has at most 1 digit behind the point now.";
            default -> name + " has at most " + digits + " digits behind the point now.";
        };
    }

    private static String pairs(String name, StepArguments words) {
        List<String> changes = words.list("pairs").stream()
                .map(pair -> side(pair, 0) + " becomes " + side(pair, 1))
                .toList();
        String sentence = "The value of " + name + " changes: " + InlineCode.joined(changes) + ".";
        JsonValue otherwise = words.get("otherwise");
        if (otherwise == null) {
            return sentence + " There are no other values.";
        }
        if (otherwise.kind() == JsonKind.STRING) {
            return sentence + " Other values stay.";
        }
        return "%s Other values become %s, and older clients read %s for other newer values."
                .formatted(sentence, side(otherwise, 1), side(otherwise, 0));
    }

    /** The older side of a pair, which is 0, or the newer side. */
    private static String side(JsonValue pair, int side) {
        JsonValue value = pair.kind() == JsonKind.ARRAY
                ? pair.asArray().get(side)
                : pair.asObject().get(JsonName.of(side == 0 ? "older" : "newer"));
        return value == null ? "no member" : InlineCode.value(value);
    }
}
