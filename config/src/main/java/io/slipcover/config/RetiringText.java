package io.slipcover.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The text of a configuration out of which a release is taken. Everything else stays as it is, comments included.
 *
 * <p>Each method throws an {@link IllegalArgumentException} where the text has no such place, and where the changed text would say
 * anything else than what is meant. The message is for the file's author, who then changes the file by hand.
 */
public record RetiringText(String text) {
    private static final String RELEASES = "releases";
    private static final String DOCUMENTS = "documents";
    private static final String RECOGNISE = "recognise";
    private static final String OLDEST = "oldest-stored";
    private static final String VARIABLE = "${";

    /** @throws IllegalArgumentException where the text is no YAML, or has an anchor or an alias, behind which one place is several */
    public RetiringText {
        try {
            for (Event event : new Parse(YamlText.SETTINGS).parseString(text)) {
                if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
                    int line =
                            event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
                    throw new IllegalArgumentException("line " + line + ": a file with an anchor or an alias, such as '"
                            + node.getAnchor().get() + "' here, is not changed");
                }
            }
        } catch (YamlEngineException noYaml) {
            throw new IllegalArgumentException("the file is no YAML before its variables are put in", noYaml);
        }
    }

    /** The text without a release, and without the comments that are the release's. */
    public RetiringText withoutRelease(String name) {
        YamlText yaml = new YamlText(text);
        SequenceNode releases = releases(yaml);
        List<Node> elements = releases.getValue();
        Node release = release(releases, name);
        int number = elements.indexOf(release);
        return changed(
                yaml.without(releases, release, release, number, elements).text(), RELEASES, before -> {
                    List<@Nullable Object> others = new ArrayList<>((List<?>) before);
                    others.remove(number);
                    return others;
                });
    }

    /**
     * The text with a value of a release.
     *
     * @param value in YAML's flow style, on one line
     */
    public RetiringText withValue(String release, String key, String value) {
        YamlText yaml = new YamlText(text);
        SequenceNode releases = releases(yaml);
        Node node = release(releases, release);
        int number = releases.getValue().indexOf(node);
        return changed(put(yaml, node, key, value), RELEASES, before -> {
            List<@Nullable Object> all = new ArrayList<>((List<?>) before);
            all.set(number, with(all.get(number), key, any -> loaded(value)));
            return all;
        });
    }

    private static String put(YamlText yaml, Node node, String key, String value) {
        NodeTuple entry = YamlText.entry(node, key);
        if (entry != null) {
            return replaced(yaml, entry.getValueNode(), value);
        }
        if (!(node instanceof MappingNode mapping) || mapping.getValue().isEmpty()) {
            throw new IllegalArgumentException("expected a map for each release");
        }
        List<NodeTuple> entries = mapping.getValue();
        int end = yaml.end(entries.get(entries.size() - 1).getValueNode());
        if (mapping.getFlowStyle() == FlowStyle.FLOW) {
            return yaml.with(end, end, ", " + key + ": " + value).text();
        }
        int at = yaml.lineEnd(end);
        String indent = " ".repeat(yaml.startColumn(entries.get(0).getKeyNode()));
        return yaml.with(at, at, "\n" + indent + key + ": " + value).text();
    }

    private static String replaced(YamlText yaml, Node node, String value) {
        int start = yaml.start(node);
        int end = yaml.end(node);
        return yaml.with(start, end, start == end ? " " + value : value).text();
    }

    /** Whether a value of a release, as the file spells it, has a variable of the environment in it. */
    public boolean hasVariable(String release, String key) {
        YamlText yaml = new YamlText(text);
        NodeTuple entry = YamlText.entry(release(releases(yaml), release), key);
        return entry != null
                && text.substring(yaml.start(entry.getValueNode()), yaml.end(entry.getValueNode()))
                        .contains(VARIABLE);
    }

    /** The text with another value of one of the file's own keys, which stands there already. */
    public RetiringText withKey(String key, String value) {
        YamlText yaml = new YamlText(text);
        Node node = yaml.value(key);
        if (node == null) {
            throw new IllegalArgumentException("expected the key '" + key + "' in the file");
        }
        return changed(replaced(yaml, node, value), key, any -> loaded(value));
    }

    /** The text without the rule that recognises a version, where there is one. */
    public RetiringText withoutRecognition(String type, int version) {
        return withoutInDocuments(RECOGNISE, type, Integer.toString(version));
    }

    /** The text with another oldest stored version of a type, where it names that version; null: none. */
    public RetiringText withOldestStored(String type, int version, @Nullable Integer other) {
        YamlText yaml = new YamlText(text);
        Node node = yaml.value(DOCUMENTS, OLDEST, type);
        if (!(node instanceof ScalarNode scalar) || !scalar.getValue().equals(Integer.toString(version))) {
            return this;
        }
        if (other == null) {
            return withoutInDocuments(OLDEST, type);
        }
        return changed(
                replaced(yaml, node, other.toString()),
                DOCUMENTS,
                before -> with(before, OLDEST, oldest -> with(oldest, type, any -> other)));
    }

    /** The text without a place inside of {@code documents}, and without the maps that are empty then. */
    private RetiringText withoutInDocuments(String... keys) {
        String[] path = new String[keys.length + 1];
        path[0] = DOCUMENTS;
        System.arraycopy(keys, 0, path, 1, keys.length);
        if (new YamlText(text).value(path) == null) {
            return this;
        }
        String without = text;
        for (int length = path.length; length > 1; length--) {
            without =
                    length == path.length || isEmpty(without, path, length) ? removed(without, path, length) : without;
        }
        return changed(without, DOCUMENTS, before -> withoutPath(before, keys, 0));
    }

    private static boolean isEmpty(String text, String[] path, int length) {
        Node node = new YamlText(text).value(Arrays.copyOf(path, length));
        return node instanceof MappingNode mapping
                ? mapping.getValue().isEmpty()
                : node instanceof ScalarNode scalar && scalar.getValue().isEmpty();
    }

    private static String removed(String text, String[] path, int length) {
        YamlText yaml = new YamlText(text);
        Node parent = yaml.value(Arrays.copyOf(path, length - 1));
        NodeTuple entry = parent == null ? null : YamlText.entry(parent, path[length - 1]);
        if (entry == null || !(parent instanceof MappingNode mapping)) {
            return text;
        }
        List<Node> names =
                mapping.getValue().stream().map(NodeTuple::getKeyNode).toList();
        return yaml.without(
                        mapping,
                        entry.getKeyNode(),
                        entry.getValueNode(),
                        mapping.getValue().indexOf(entry),
                        names)
                .text();
    }

    private static @Nullable Object withoutPath(@Nullable Object map, String[] keys, int depth) {
        Map<Object, @Nullable Object> changed =
                with(map, keys[depth], inner -> depth + 1 == keys.length ? null : withoutPath(inner, keys, depth + 1));
        return changed.isEmpty() ? null : changed;
    }

    /** The changed text, if it says what this one says, with a change of one of the file's own keys. */
    private RetiringText changed(String other, String key, Function<@Nullable Object, @Nullable Object> change) {
        boolean says;
        try {
            says = with(loaded(text), key, change).equals(loaded(other));
        } catch (YamlEngineException | ClassCastException unreadable) {
            says = false;
        }
        if (!says) {
            throw new IllegalArgumentException(
                    "'" + key + "' is written in a way in which nothing can be changed without changing more");
        }
        return new RetiringText(other);
    }

    /** A map with another value of a key. A value that is null is left out. */
    private static Map<Object, @Nullable Object> with(
            @Nullable Object map, String key, Function<@Nullable Object, @Nullable Object> change) {
        Map<Object, @Nullable Object> changed = new LinkedHashMap<>((Map<?, ?>) map);
        Object found = changed.keySet().stream()
                .filter(name -> String.valueOf(name).equals(key))
                .findFirst()
                .orElse(key);
        Object value = change.apply(changed.get(found));
        if (value == null) {
            changed.remove(found);
        } else {
            changed.put(found, value);
        }
        return changed;
    }

    private static @Nullable Object loaded(String yaml) {
        return new Load(YamlText.SETTINGS).loadFromString(yaml);
    }

    private static SequenceNode releases(YamlText yaml) {
        if (yaml.value(RELEASES) instanceof SequenceNode releases) {
            return releases;
        }
        throw new IllegalArgumentException("expected a list of releases in the file");
    }

    private static Node release(SequenceNode releases, String name) {
        for (Node element : releases.getValue()) {
            NodeTuple entry = YamlText.entry(element, "name");
            if (entry != null
                    && entry.getValueNode() instanceof ScalarNode scalar
                    && scalar.getValue().equals(name)) {
                return element;
            }
        }
        throw new IllegalArgumentException("the file has no line that names the release '" + name + "'");
    }
}
