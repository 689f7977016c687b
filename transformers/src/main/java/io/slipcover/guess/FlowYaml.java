package io.slipcover.guess;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values in the flow style of YAML: words without quotes where YAML reads them as strings, everything else as JSON. */
public final class FlowYaml {
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");
    private static final Set<String> NO_STRINGS =
            Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf");

    private FlowYaml() {}

    static String of(JsonName name) {
        return word(name.text());
    }

    static String of(List<JsonName> names) {
        return names.stream().map(FlowYaml::of).collect(Collectors.joining(", ", "[", "]"));
    }

    static String of(JsonValue value) {
        if (value.kind() == JsonKind.STRING) {
            return word(((JsonSlice) value).asString());
        }
        List<String> parts = new ArrayList<>();
        if (value.kind() == JsonKind.OBJECT) {
            JsonObject object = value.asObject();
            for (int i = 0; i < object.size(); i++) {
                parts.add(of(object.name(i)) + ": " + of(object.value(i)));
            }
            return parts.isEmpty() ? "{}" : "{ " + String.join(", ", parts) + " }";
        }
        if (value.kind() == JsonKind.ARRAY) {
            JsonArray array = value.asArray();
            for (int i = 0; i < array.size(); i++) {
                parts.add(of(array.get(i)));
            }
            return "[" + String.join(", ", parts) + "]";
        }
        return value.toString();
    }

    /** A string. */
    public static String word(String text) {
        return WORD.matcher(text).matches() && !NO_STRINGS.contains(text.toLowerCase(Locale.ROOT))
                ? text
                : JsonSlice.string(text).toString();
    }
}
