package io.slipcover.config;

import io.slipcover.config.YamlValue.Entry;
import io.slipcover.config.YamlValue.Kind;
import io.slipcover.config.YamlValue.Mapping;
import io.slipcover.config.YamlValue.Scalar;
import io.slipcover.config.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * One YAML file as a tree of values with places. Scalars are told apart by YAML 1.2's core schema; anchors,
 * aliases and merge keys are followed.
 */
final class YamlFile {
    private static final CoreSchema SCHEMA = new CoreSchema();

    private final String name;
    private final @Nullable Variables variables;
    private final Problems problems;
    private final IdentityHashMap<Node, YamlValue> converted = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Boolean> open = new IdentityHashMap<>();

    private YamlFile(String name, @Nullable Variables variables, Problems problems) {
        this.name = name;
        this.variables = variables;
        this.problems = problems;
    }

    /**
     * The file's only value, or null where there is none that can be read, which is reported.
     *
     * @param variables what stands for environment variables in scalars; null where they are not looked for
     */
    static @Nullable YamlValue read(String name, byte[] content, @Nullable Variables variables, Problems problems) {
        String text = Utf8.decode(name, content, problems);
        return text == null ? null : new YamlFile(name, variables, problems).read(text);
    }

    private @Nullable YamlValue read(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setSchema(SCHEMA)
                .setAllowNonScalarKeys(true)
                .build();
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                problems.add(Place.startOf(name), "the file is empty");
                return null;
            }
            return convert(root.get());
        } catch (MarkedYamlEngineException e) {
            String context = e.getContext() == null ? "" : e.getContext() + ": ";
            problems.add(place(e.getProblemMark().or(e::getContextMark)), "YAML: " + context + e.getProblem());
        } catch (ReaderException e) {
            problems.add(
                    placeOf(text, e.getPosition()),
                    "YAML: the character U+%04X may not stand in a YAML file".formatted(e.getCodePoint()));
        } catch (YamlEngineException e) {
            problems.add(Place.startOf(name), "YAML: " + e.getMessage());
        }
        return null;
    }

    private YamlValue convert(Node node) {
        Place place = place(node.getStartMark());
        if (open.containsKey(node)) {
            problems.add(place, "this value contains an alias of itself");
            return new Scalar(place, Kind.NULL, "null");
        }
        YamlValue known = converted.get(node);
        if (known != null) {
            return known;
        }
        open.put(node, true);
        YamlValue value;
        if (node instanceof MappingNode mapping) {
            value = mapping(place, mapping);
        } else if (node instanceof SequenceNode sequence) {
            value = sequence(place, sequence);
        } else {
            value = scalar(place, (ScalarNode) node);
        }
        open.remove(node);
        converted.put(node, value);
        return value;
    }

    private YamlValue mapping(Place place, MappingNode node) {
        expectTag(node.getTag(), Tag.MAP, place);
        List<Entry> entries = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Place keyPlace = place(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(
                        keyPlace,
                        "expected a name before ':', found "
                                + convert(tuple.getKeyNode()).description());
                continue;
            }
            Place first = seen.putIfAbsent(key.getValue(), keyPlace);
            YamlValue value = convert(tuple.getValueNode());
            if (first == null) {
                entries.add(new Entry(keyPlace, key.getValue(), value));
            } else {
                problems.add(
                        keyPlace,
                        "'" + key.getValue() + "' stands here a second time, the first is at line " + first.line());
            }
        }
        return new Mapping(place, entries);
    }

    private YamlValue sequence(Place place, SequenceNode node) {
        expectTag(node.getTag(), Tag.SEQ, place);
        List<YamlValue> elements = new ArrayList<>();
        node.getValue().forEach(element -> elements.add(convert(element)));
        return new Sequence(place, elements);
    }

    private YamlValue scalar(Place place, ScalarNode node) {
        String text = variables == null ? node.getValue() : variables.expand(node.getValue(), place);
        if (text == null) {
            return new Scalar(place, Kind.BROKEN, node.getValue());
        }
        Tag tag = node.getTag();
        if (node.isPlain() && !text.equals(node.getValue())) {
            tag = SCHEMA.getScalarResolver().resolve(text, true);
        }
        if (tag.equals(Tag.ENV_TAG)) {
            // What the library takes for a variable of its own.
            return new Scalar(place, Kind.STRING, text);
        }
        if (tag.equals(Tag.NULL)) {
            return new Scalar(place, Kind.NULL, text);
        }
        if (tag.equals(Tag.BOOL)) {
            return new Scalar(place, Kind.BOOLEAN, text);
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return new Scalar(place, Kind.NUMBER, text);
        }
        expectTag(tag, Tag.STR, place);
        return new Scalar(place, Kind.STRING, text);
    }

    private void expectTag(Tag tag, Tag expected, Place place) {
        if (!tag.equals(expected)) {
            problems.add(place, "the YAML tag '" + tag.getValue() + "' means nothing here");
        }
    }

    private Place place(Optional<Mark> mark) {
        return mark.map(found -> new Place(name, found.getLine() + 1, found.getColumn() + 1))
                .orElseGet(() -> Place.startOf(name));
    }

    private Place placeOf(String text, int codePoints) {
        int end = text.offsetByCodePoints(0, Math.min(codePoints, text.codePointCount(0, text.length())));
        return Utf8.endOf(name, text.substring(0, end));
    }
}
