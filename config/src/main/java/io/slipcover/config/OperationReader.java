package io.slipcover.config;

import io.slipcover.config.YamlValue.Entry;
import io.slipcover.config.YamlValue.Mapping;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.Add;
import io.slipcover.lens.Copy;
import io.slipcover.lens.Everywhere;
import io.slipcover.lens.Fill;
import io.slipcover.lens.Head;
import io.slipcover.lens.Hoist;
import io.slipcover.lens.Join;
import io.slipcover.lens.Merge;
import io.slipcover.lens.MixedHead;
import io.slipcover.lens.MixedWrap;
import io.slipcover.lens.Operation;
import io.slipcover.lens.Plunge;
import io.slipcover.lens.Remove;
import io.slipcover.lens.Rename;
import io.slipcover.lens.ReservedNames;
import io.slipcover.lens.Split;
import io.slipcover.lens.When;
import io.slipcover.lens.Wrap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads operations: the keys of each, and what its constructor refuses, told at its place. */
final class OperationReader {
    /** All operations, in the order in which a message lists them. */
    static final List<String> NAMES = List.of(
            "rename",
            "add",
            "fill",
            "copy",
            "merge",
            "remove",
            "convert",
            "hoist",
            "plunge",
            "nest",
            "unnest",
            "wrap",
            "head",
            "from-entries",
            "to-entries",
            "to-flags",
            "from-flags",
            "split",
            "join",
            "in",
            "map",
            "when",
            "everywhere",
            "jsonata",
            "java");

    private final Problems problems;
    private final JsonFromYaml json;
    private final Map<String, Function<OperationFields, ParsedOperation>> operations = new HashMap<>();

    OperationReader(ReservedNames reserved, Problems problems) {
        this.problems = problems;
        this.json = new JsonFromYaml(problems);
        ConditionReader conditions = new ConditionReader(json, problems);
        ConvertReader convert = new ConvertReader(json);
        NestedReader nested = new NestedReader(this, problems);
        CodeReader code = new CodeReader(reserved);
        operations.put("rename", OperationReader::rename);
        operations.put("add", this::add);
        operations.put("fill", this::fill);
        operations.put("copy", OperationReader::copy);
        operations.put("merge", OperationReader::merge);
        operations.put("remove", this::remove);
        operations.put("convert", convert::read);
        operations.put("hoist", fields -> hosted(fields, Hoist::new, true));
        operations.put("plunge", fields -> hosted(fields, Plunge::new, false));
        NestReader nest = new NestReader(reserved);
        operations.put("nest", nest::nest);
        operations.put("unnest", nest::unnest);
        operations.put("wrap", OperationReader::wrap);
        operations.put("head", OperationReader::head);
        operations.put("from-entries", FormReader::fromEntries);
        operations.put("to-entries", FormReader::toEntries);
        operations.put("to-flags", FormReader::toFlags);
        operations.put("from-flags", FormReader::fromFlags);
        operations.put("split", OperationReader::split);
        operations.put("join", OperationReader::join);
        operations.put("in", nested::in);
        operations.put("when", fields -> nested.conditional(fields, conditions, When::new));
        operations.put("everywhere", fields -> everywhere(fields, nested, conditions, reserved));
        operations.put("jsonata", code::jsonata);
        operations.put("java", code::java);
    }

    private static ParsedOperation everywhere(
            OperationFields fields, NestedReader nested, ConditionReader conditions, ReservedNames ofDocument) {
        ReservedNames closed = fields.isNested() ? ReservedNames.NONE : ofDocument;
        return nested.conditional(fields, conditions, (condition, lens) -> new Everywhere(condition, lens, closed));
    }

    /** The operations of a list, of a whole document. */
    List<ParsedOperation> readAll(List<YamlValue> elements) {
        return readAll(elements, false);
    }

    /** @param nested whether they are inside a member */
    List<ParsedOperation> readAll(List<YamlValue> elements, boolean nested) {
        List<ParsedOperation> parsed = new ArrayList<>();
        for (YamlValue element : elements) {
            Entry entry = entry(element);
            ParsedOperation operation = entry == null ? null : read(entry, nested);
            if (operation != null) {
                parsed.add(operation);
            }
        }
        return parsed;
    }

    /** The only entry of an element. */
    private @Nullable Entry entry(YamlValue element) {
        if (!(element instanceof Mapping mapping) || mapping.entries().isEmpty()) {
            problems.add(
                    element.place(),
                    "expected an operation, such as 'rename: {source: …, destination: …}', found "
                            + element.description());
            return null;
        }
        if (mapping.entries().size() > 1) {
            problems.add(
                    mapping.entries().get(1).place(),
                    "expected one operation in each element of the list, found " + String.join(", ", mapping.names()));
            return null;
        }
        return mapping.entries().get(0);
    }

    private @Nullable ParsedOperation read(Entry entry, boolean nested) {
        if (entry.name().equals("map")) {
            problems.add(entry.place(), "map: stands only as the one operation under 'in', which names the array");
            return null;
        }
        Function<OperationFields, ParsedOperation> reader = operations.get(entry.name());
        if (reader == null) {
            problems.add(
                    entry.place(), "unknown operation '" + entry.name() + "'" + NearestName.hint(entry.name(), NAMES));
            return null;
        }
        Fields fields = Fields.of(entry.name(), entry.place(), entry.value(), problems);
        return fields == null ? null : reader.apply(new OperationFields(entry.name(), fields, nested));
    }

    private static ParsedOperation rename(OperationFields fields) {
        JsonName source = fields.member("source");
        JsonName destination = fields.member("destination");
        Operation operation =
                fields.make(() -> source == null || destination == null ? null : new Rename(source, destination));
        return fields.parsed(
                operation,
                source == null || destination == null || source.equals(destination)
                        ? NameFlow.opaqueFlow()
                        : NameFlow.moves(List.of(source), List.of(destination)));
    }

    private ParsedOperation add(OperationFields fields) {
        JsonName name = fields.member("name");
        JsonValue value = defaultValue(fields.keys().required("default"));
        Operation operation = fields.make(() -> name == null || value == null ? null : new Add(name, value));
        fields.brings(name, value);
        return fields.parsed(operation, name == null ? NameFlow.opaqueFlow() : NameFlow.adds(name));
    }

    private ParsedOperation fill(OperationFields fields) {
        JsonName name = fields.member("name");
        JsonValue value = defaultValue(fields.keys().required("default"));
        Operation operation = fields.make(() -> name == null || value == null ? null : new Fill(name, value));
        fields.brings(name, value);
        if (name != null && value != null) {
            fields.loses("a document without '" + name.text() + "' is stored with " + value);
        }
        return fields.parsed(operation, name == null ? NameFlow.opaqueFlow() : NameFlow.adds(name));
    }

    private static ParsedOperation copy(OperationFields fields) {
        JsonName source = fields.member("source");
        JsonName destination = fields.member("destination");
        Operation operation =
                fields.make(() -> source == null || destination == null ? null : new Copy(source, destination));
        return fields.parsed(
                operation,
                source == null || destination == null || operation == null
                        ? NameFlow.opaqueFlow()
                        : NameFlow.copies(source, destination));
    }

    private static ParsedOperation merge(OperationFields fields) {
        List<JsonName> names = fields.members("names");
        JsonName into = fields.member("into");
        Operation operation = fields.make(() -> names == null || into == null ? null : new Merge(names, into));
        if (names == null || into == null) {
            return fields.parsed(operation, NameFlow.opaqueFlow());
        }
        fields.loses("where several of %s are there, the first is stored alone"
                .formatted(String.join(", ", names.stream().map(JsonName::text).toList())));
        return fields.parsed(
                operation, names.contains(into) ? NameFlow.merges(names, into) : NameFlow.moves(names, List.of(into)));
    }

    private ParsedOperation remove(OperationFields fields) {
        JsonName name = fields.member("name");
        YamlValue told = fields.keys().optional("default");
        JsonValue value = defaultValue(told);
        Operation operation =
                fields.make(() -> name == null || (told != null && value == null) ? null : new Remove(name, value));
        fields.brings(name, value);
        if (name != null) {
            fields.loses("'" + name.text() + "' is not stored");
        }
        return fields.parsed(
                operation, name == null ? NameFlow.opaqueFlow() : NameFlow.moves(List.of(name), List.of()));
    }

    private @Nullable JsonValue defaultValue(@Nullable YamlValue value) {
        return value == null ? null : json.value(value);
    }

    /** Makes an operation of two members. */
    private interface Hosting {
        Operation of(JsonName host, JsonName name);
    }

    private static ParsedOperation hosted(OperationFields fields, Hosting hosting, boolean hoist) {
        JsonName host = fields.member("host");
        JsonName name = fields.member("name");
        Operation operation = fields.make(() -> host == null || name == null ? null : hosting.of(host, name));
        if (host == null || name == null || host.equals(name)) {
            return fields.parsed(operation, NameFlow.opaqueFlow());
        }
        List<JsonName> names = List.of(name);
        return fields.parsed(operation, hoist ? NameFlow.unnests(host, names) : NameFlow.nests(host, names));
    }

    private static ParsedOperation wrap(OperationFields fields) {
        boolean mixed = Boolean.TRUE.equals(fields.keys().flag("mixed"));
        if (mixed) {
            fields.loses("a list of one element reads as the element afterwards, and the empty list as null");
        }
        return single(fields, name -> mixed ? new MixedWrap(name) : new Wrap(name));
    }

    private static ParsedOperation head(OperationFields fields) {
        boolean mixed = Boolean.TRUE.equals(fields.keys().flag("mixed"));
        fields.loses("elements past the first are not stored");
        if (mixed) {
            fields.loses("a value that is no list reads as a list afterwards");
        }
        return single(fields, name -> mixed ? new MixedHead(name) : new Head(name));
    }

    static ParsedOperation single(OperationFields fields, Function<JsonName, @Nullable Operation> maker) {
        JsonName name = fields.member("name");
        Operation operation = fields.make(() -> name == null ? null : maker.apply(name));
        return fields.parsed(operation, name == null ? NameFlow.opaqueFlow() : NameFlow.changes(name));
    }

    /** The operation, for data of which some has the newer form already where the lens file says so. */
    private static @Nullable Operation mixed(OperationFields fields, @Nullable Operation operation) {
        return Boolean.TRUE.equals(fields.keys().flag("mixed")) ? fields.mixed(operation) : operation;
    }

    private static ParsedOperation split(OperationFields fields) {
        JsonName name = fields.member("name");
        List<JsonName> into = fields.members("into");
        String separator = fields.separator();
        Operation operation = mixed(
                fields,
                fields.make(() ->
                        name == null || into == null || separator == null ? null : new Split(name, into, separator)));
        return fields.parsed(
                operation, name == null || into == null ? NameFlow.opaqueFlow() : NameFlow.moves(List.of(name), into));
    }

    private static ParsedOperation join(OperationFields fields) {
        List<JsonName> names = fields.members("names");
        JsonName into = fields.member("into");
        String separator = fields.separator();
        Operation operation = mixed(
                fields,
                fields.make(() ->
                        names == null || into == null || separator == null ? null : new Join(names, into, separator)));
        return fields.parsed(
                operation,
                names == null || into == null ? NameFlow.opaqueFlow() : NameFlow.moves(names, List.of(into)));
    }
}
