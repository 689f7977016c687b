package io.slipcover.lens;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Operations as they stand in a lens file, but in JSON: {@code {"rename":{"source":"a","destination":"b"}}}. */
public final class OperationReader {
    private static final ReservedNames RESERVED =
            ReservedNames.ofDocument(Set.of(JsonName.of("schema"), JsonName.of("version")));

    private final String operation;
    private final JsonObject arguments;

    private OperationReader(String operation, JsonObject arguments) {
        this.operation = operation;
        this.arguments = arguments;
    }

    public static Operation read(String json) {
        return read(JsonObject.of(json));
    }

    private static Operation read(JsonObject json) {
        return new OperationReader(json.name(0).text(), json.value(0).asObject()).read();
    }

    private static List<Operation> readAll(JsonArray json) {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            operations.add(read(json.get(i).asObject()));
        }
        return operations;
    }

    private DocumentLens documentLens() {
        try {
            Class<?> type = Class.forName(text("class"));
            return type.asSubclass(DocumentLens.class).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Operation read() {
        return switch (operation) {
            case "rename" -> new Rename(name("source"), name("destination"));
            case "add" -> new Add(name("name"), value("default"));
            case "copy" -> new Copy(name("source"), name("destination"));
            case "merge" -> new Merge(names("names"), name("into"));
            case "fill" -> new Fill(name("name"), value("default"));
            case "remove" -> new Remove(name("name"), has("default") ? value("default") : null);
            case "convert" -> convert();
            case "hoist" -> new Hoist(name("host"), name("name"));
            case "plunge" -> new Plunge(name("host"), name("name"));
            case "wrap" -> has("mixed") ? new MixedWrap(name("name")) : new Wrap(name("name"));
            case "head" -> has("mixed") ? new MixedHead(name("name")) : new Head(name("name"));
            case "from-entries" -> new FromEntries(name("name"), name("key"), optionalName("value"));
            case "to-entries" -> new ToEntries(name("name"), name("key"), optionalName("value"));
            case "to-flags" -> new ToFlags(name("name"));
            case "from-flags" -> new FromFlags(name("name"));
            case "split" -> new Split(name("name"), names("into"), text("separator"));
            case "join" -> new Join(names("names"), name("into"), text("separator"));
            case "in" -> in();
            case "when" -> new When(condition(), readAll(value("lens").asArray()));
            case "everywhere" ->
                new Everywhere(condition(), readAll(value("lens").asArray()), RESERVED);
            case "jsonata" -> new Jsonata(text("forward"), text("backward"), RESERVED);
            case "java" -> new Java(text("class"), documentLens(), RESERVED);
            default -> throw new IllegalArgumentException(operation);
        };
    }

    private ObjectCondition condition() {
        Map<JsonName, JsonValue> equal = new LinkedHashMap<>();
        if (has("equals")) {
            JsonObject members = value("equals").asObject();
            for (int i = 0; i < members.size(); i++) {
                equal.put(members.name(i), members.value(i));
            }
        }
        return new ObjectCondition(
                equal, has("has") ? names("has") : List.of(), has("lacks") ? names("lacks") : List.of());
    }

    private Operation convert() {
        if (has("multiply")) {
            return new ConvertMultiply(name("name"), ((JsonSlice) value("multiply")).asNumber());
        }
        if (has("codec")) {
            return new ConvertCodec(name("name"), Codec.named(text("codec")).orElseThrow());
        }
        List<ConvertPairs.Pair> pairs = new ArrayList<>();
        JsonArray array = value("pairs").asArray();
        for (int i = 0; i < array.size(); i++) {
            pairs.add(pair(array.get(i)));
        }
        if (has("otherwise") && value("otherwise").kind() == JsonKind.STRING) {
            return ConvertPairs.keepingOthers(name("name"), pairs);
        }
        return new ConvertPairs(name("name"), pairs, has("otherwise") ? pair(value("otherwise")) : null);
    }

    private static ConvertPairs.Pair pair(JsonValue value) {
        if (value.kind() == JsonKind.OBJECT) {
            JsonObject sides = value.asObject();
            return new ConvertPairs.Pair(sides.get(JsonName.of("older")), sides.get(JsonName.of("newer")));
        }
        JsonArray array = value.asArray();
        return new ConvertPairs.Pair(array.get(0), array.get(1));
    }

    private Operation in() {
        JsonArray lens = value("lens").asArray();
        JsonObject first = lens.size() == 1 ? lens.get(0).asObject() : JsonObject.empty();
        if (!first.has(JsonName.of("map"))) {
            return new In(name("name"), readAll(lens));
        }
        OperationReader map = new OperationReader("map", first.value(0).asObject());
        ElementLens element =
                new ElementLens(readAll(map.value("lens").asArray()), map.has("as") ? map.name("as") : null);
        return map.has("values")
                ? new In(name("name"), new MapValues(element))
                : new In(name("name"), new MapElements(element, map.has("key") ? map.name("key") : null));
    }

    private boolean has(String argument) {
        return arguments.has(JsonName.of(argument));
    }

    private JsonValue value(String argument) {
        @Nullable JsonValue value = arguments.get(JsonName.of(argument));
        if (value == null) {
            throw new IllegalArgumentException(operation + " without " + argument);
        }
        return value;
    }

    private String text(String argument) {
        return ((JsonSlice) value(argument)).asString();
    }

    private JsonName name(String argument) {
        return JsonName.of(text(argument));
    }

    private @Nullable JsonName optionalName(String argument) {
        return has(argument) ? name(argument) : null;
    }

    private List<JsonName> names(String argument) {
        JsonArray array = value(argument).asArray();
        List<JsonName> names = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            names.add(JsonName.of(((JsonSlice) array.get(i)).asString()));
        }
        return names;
    }
}
