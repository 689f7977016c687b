package io.slipcover.lens;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an engine needs beside operations in JSON, as lens files have them, to do what this one does with them: {@code tables} beside the
 * forms of a date, and the {@code program} of a pattern.
 */
public final class OperationTables {
    private static final JsonName LENS = JsonName.of("lens");
    private static final JsonName DATE = JsonName.of("date");
    private static final JsonName MATCHING = JsonName.of("matching");

    private OperationTables() {}

    /** Adds what is needed to operations, also to those inside of others. */
    public static void addTo(JsonArray operations) {
        for (int i = 0; i < operations.size(); i++) {
            JsonObject operation = operations.object(i);
            if (operation != null) {
                addTo(operation);
            }
        }
    }

    private static void addTo(JsonObject operation) {
        String name = operation.name(0).text();
        JsonObject arguments = operation.object(0);
        if (arguments == null) {
            return;
        }
        switch (name) {
            case "convert" -> addTables(arguments.object(DATE));
            case "nest", "unnest" -> addProgram(arguments);
            case "in", "map", "when", "everywhere" -> addInside(arguments.array(LENS));
            default -> {} // Its arguments say all.
        }
    }

    private static void addInside(@Nullable JsonArray lens) {
        if (lens != null) {
            addTo(lens);
        }
    }

    private static void addTables(@Nullable JsonObject date) {
        if (date == null) {
            return;
        }
        String zone = date.string(JsonName.of("zone"));
        String locale = date.string(JsonName.of("locale"));
        JsonObject tables = DateTables.of(
                text(date, "older"),
                text(date, "newer"),
                zone == null ? null : ZoneId.of(zone),
                locale == null ? Locale.ENGLISH : Locale.forLanguageTag(locale));
        if (!tables.isEmpty()) {
            date.add(JsonName.of("tables"), tables);
        }
    }

    private static String text(JsonObject date, String name) {
        String text = date.string(JsonName.of(name));
        if (text == null) {
            throw new IllegalArgumentException("a date without " + name);
        }
        return text;
    }

    private static void addProgram(JsonObject arguments) {
        String pattern = arguments.string(MATCHING);
        if (pattern != null) {
            arguments.add(JsonName.of("program"), new MemberChoice.Matching(pattern).program());
        }
    }
}
