package io.slipcover.changelog;

import io.slipcover.config.LensStep;
import io.slipcover.config.StepArguments;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.Change;
import io.slipcover.lens.MemberSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The members of the older shape that one operation wants, with values that it takes. */
final class OlderSample {
    private static final String KEY = "a";
    private static final String DETAIL = "detail";
    private static final Pattern DIGITS = Pattern.compile("(?:\\[0-9]|\\\\d)[+*?]?");
    private static final Pattern NO_LETTER = Pattern.compile("[\\\\^$().*+?]");

    private final LensStep step;
    private final StepArguments arguments;
    private final JsonObject sample = JsonObject.empty();

    private OlderSample(LensStep step) {
        this.step = step;
        this.arguments = step.arguments();
    }

    /** The members; none where the operation brings members by itself, or where it is code. */
    static JsonObject of(LensStep step) {
        OlderSample made = new OlderSample(step);
        made.fill();
        return made.sample;
    }

    private void fill() {
        switch (step.name()) {
            case "rename", "copy" -> text(string("source"));
            case "merge" -> merged();
            case "remove" -> removed();
            case "convert" -> put(string("name"), ConvertSample.of(string("name"), arguments));
            case "hoist" -> put(string("host"), one(string("name"), words(string("name"))));
            case "plunge", "wrap" -> text(string("name"));
            case "nest" -> selected().forEach(this::text);
            case "unnest" -> unnested();
            case "head" -> put(string("name"), list(words(string("name"))));
            case "from-entries" -> put(string("name"), list(entry()));
            case "to-entries" -> put(string("name"), one(KEY, entryValue()));
            case "to-flags" -> put(string("name"), list(JsonSlice.string(KEY)));
            case "from-flags" -> put(string("name"), one(KEY, JsonSlice.TRUE));
            case "split" ->
                put(string("name"), JsonSlice.string(String.join(string("separator"), arguments.names("into"))));
            case "join" -> arguments.names("names").forEach(this::text);
            case "in" -> inside();
            case "when", "everywhere" -> conditioned();
            default -> {
                // It brings its members itself, as add and fill do, or it is code.
            }
        }
    }

    /** Gives the one thing a name that it does not keep, so that the example shows something. */
    private void merged() {
        arguments.names("names").stream()
                .filter(name -> !name.equals(string("into")))
                .findFirst()
                .ifPresent(this::text);
    }

    private void removed() {
        JsonValue told = arguments.get("default");
        put(string("name"), told == null ? words(string("name")) : told);
    }

    private void unnested() {
        int prefix = arguments.has("prefix") ? string("prefix").length() : 0;
        JsonObject host = JsonObject.empty();
        for (String outer : selected()) {
            String inner = outer.substring(prefix);
            host.add(JsonName.of(inner), words(inner));
        }
        put(string("host"), host);
    }

    /** Members that move between a host and its object, by the names that they have outside of the host. */
    private List<String> selected() {
        MemberSelection selection = selection();
        if (selection == null || arguments.has("names")) {
            return arguments.names("names");
        }
        List<String> candidates = new ArrayList<>(List.of(selection.prefix() + DETAIL));
        if (arguments.has("matching")) {
            String digits = DIGITS.matcher(string("matching")).replaceAll("1");
            candidates.add(selection.prefix() + NO_LETTER.matcher(digits).replaceAll(""));
        }
        return candidates.stream()
                .filter(name -> !name.isEmpty() && selection.holds(JsonName.of(name)))
                .limit(1)
                .toList();
    }

    private @Nullable MemberSelection selection() {
        for (Change change :
                List.of(step.operation().upwards(), step.operation().downwards())) {
            if (change instanceof Change.MovedAllInto into) {
                return into.selection();
            }
        }
        return null;
    }

    /** An entry of a list: its key, and its value or another member. */
    private JsonObject entry() {
        JsonObject entry = one(string("key"), JsonSlice.string(KEY));
        MadeUpDocument.merge(arguments.has("value") ? one(string("value"), entryValue()) : detail(), entry);
        return entry;
    }

    private JsonValue entryValue() {
        return arguments.has("value") ? words(string("value")) : detail();
    }

    private static JsonObject detail() {
        return one(DETAIL, words(DETAIL));
    }

    private void inside() {
        JsonObject inner = MadeUpDocument.of(step.inner());
        StepArguments map = arguments.map();
        if (map == null) {
            put(string("name"), inner);
            return;
        }
        JsonValue element = map.has("as") ? inner.get(JsonName.of(map.string("as"))) : inner;
        put(string("name"), element == null ? null : map.isTrue("values") ? one(KEY, element) : list(element));
    }

    private void conditioned() {
        condition(arguments, sample);
        MadeUpDocument.merge(MadeUpDocument.of(step.inner()), sample);
    }

    private static void condition(StepArguments condition, JsonObject into) {
        if (condition.has("equals")) {
            MadeUpDocument.merge(condition.inside("equals").json(), into);
        }
        condition.names("has").forEach(name -> MadeUpDocument.merge(one(name, words(name)), into));
        JsonObject inside = condition.has("in") ? condition.inside("in").json() : JsonObject.empty();
        for (int index = 0; index < inside.size(); index++) {
            JsonObject host = JsonObject.empty();
            condition(new StepArguments(inside.value(index).asObject()), host);
            MadeUpDocument.merge(one(inside.name(index).text(), host), into);
        }
    }

    private String string(String key) {
        return arguments.string(key);
    }

    private void text(String name) {
        put(name, words(name));
    }

    private void put(String name, @Nullable JsonValue value) {
        if (value != null) {
            sample.put(JsonName.of(name), value.copy());
        }
    }

    private static JsonValue words(String name) {
        return JsonSlice.string("some " + name);
    }

    private static JsonObject one(String name, JsonValue value) {
        JsonObject object = JsonObject.empty();
        object.add(JsonName.of(name), value.copy());
        return object;
    }

    private static JsonArray list(JsonValue element) {
        JsonArray array = JsonArray.empty();
        array.add(element.copy());
        return array;
    }
}
