package io.slipcover.changelog;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** JSON for readers: on one line where there is room, else a member or an element a line. */
final class PrettyJson {
    private static final int WIDTH = 100;
    private static final String STEP = "  ";

    private PrettyJson() {}

    static String of(JsonValue value) {
        return text(value, "", 0);
    }

    /** @param taken how many letters stand on the line already */
    private static String text(JsonValue value, String indent, int taken) {
        return switch (value.kind()) {
            case OBJECT -> object(value.asObject(), indent, taken);
            case ARRAY -> array(value.asArray(), indent, taken);
            case STRING, NUMBER, BOOLEAN, NULL -> value.toString();
        };
    }

    private static String object(JsonObject object, String indent, int taken) {
        List<String> members = new ArrayList<>();
        for (int index = 0; index < object.size(); index++) {
            String name = JsonSlice.string(object.name(index).text()) + ": ";
            members.add(
                    name + text(object.value(index), indent + STEP, indent.length() + STEP.length() + name.length()));
        }
        return joined(members, "{", "}", " ", indent, taken);
    }

    private static String array(JsonArray array, String indent, int taken) {
        List<String> elements = new ArrayList<>();
        for (int index = 0; index < array.size(); index++) {
            elements.add(text(array.get(index), indent + STEP, indent.length() + STEP.length()));
        }
        return joined(elements, "[", "]", "", indent, taken);
    }

    private static String joined(List<String> parts, String open, String close, String room, String indent, int taken) {
        if (parts.isEmpty()) {
            return open + close;
        }
        String line = open + room + String.join(", ", parts) + room + close;
        if (taken + line.length() <= WIDTH && line.indexOf('\n') < 0) {
            return line;
        }
        String start = "\n" + indent + STEP;
        return open + start + String.join("," + start, parts) + "\n" + indent + close;
    }
}
