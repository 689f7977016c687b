package io.slipcover.changelog;

import io.slipcover.config.StepArguments;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A value in the older form of a conversion. */
final class ConvertSample {
    private static final Instant TIME = Instant.parse("2026-11-22T15:30:00Z");

    private ConvertSample() {}

    /** The value; null where none can be made. */
    static @Nullable JsonValue of(String name, StepArguments convert) {
        if (convert.has("pairs")) {
            return convert.list("pairs").stream()
                    .map(ConvertSample::older)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
        if (convert.has("codec")) {
            return inNotation(convert.string("codec"));
        }
        if (convert.has("date")) {
            return date(convert.inside("date"));
        }
        return convert.has("case") || convert.has("trim")
                ? JsonSlice.string(" Some " + name + " ")
                : JsonValue.of("12.3456");
    }

    private static @Nullable JsonValue older(JsonValue pair) {
        return pair.kind() == JsonKind.ARRAY
                ? pair.asArray().get(0)
                : pair.asObject().get(JsonName.of("older"));
    }

    private static JsonValue inNotation(String codec) {
        return switch (codec) {
            case "number-string" -> JsonValue.of("12.5");
            case "string-number" -> JsonSlice.string("12.5");
            case "millis-iso8601" -> JsonSlice.number(TIME.toEpochMilli());
            default -> JsonSlice.string(TIME.toString());
        };
    }

    private static @Nullable JsonValue date(StepArguments date) {
        return switch (date.string("older")) {
            case "millis" -> JsonSlice.number(TIME.toEpochMilli());
            case "seconds" -> JsonSlice.number(TIME.getEpochSecond());
            case "iso8601" -> JsonSlice.string(TIME.toString());
            default -> written(date);
        };
    }

    private static @Nullable JsonValue written(StepArguments date) {
        Locale locale = date.has("locale") ? Locale.forLanguageTag(date.string("locale")) : Locale.ENGLISH;
        ZoneId zone = date.has("zone") ? ZoneId.of(date.string("zone")) : ZoneOffset.UTC;
        try {
            return JsonSlice.string(DateTimeFormatter.ofPattern(date.string("older"), locale)
                    .withZone(zone)
                    .format(TIME));
        } catch (DateTimeException unusual) {
            return null;
        }
    }
}
