package io.slipcover.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The text of a configuration out of which a release is taken. Everything else stays as it is, comments included.
 *
 * <p>Each method throws an {@link IllegalArgumentException} where the text has no such place, for instance because it is written with
 * aliases.
 */
public record RetiringText(String text) {
    private static final String DOCUMENTS = "documents";
    private static final String RECOGNISE = "recognise";
    private static final String OLDEST = "oldest-stored";

    /** The text without a release, and without the comments right above it. */
    public RetiringText withoutRelease(String name) {
        YamlText yaml = new YamlText(text);
        SequenceNode releases = releases(yaml);
        List<Node> elements = releases.getValue();
        Node release = release(releases, name);
        return new RetiringText(yaml.without(releases, release, release, elements.indexOf(release), elements)
                .text());
    }

    /**
     * The text with a value of a release.
     *
     * @param value in YAML's flow style, on one line
     */
    public RetiringText withValue(String release, String key, String value) {
        YamlText yaml = new YamlText(text);
        Node node = release(releases(yaml), release);
        NodeTuple entry = YamlText.entry(node, key);
        if (entry != null) {
            return new RetiringText(yaml.with(yaml.start(entry.getValueNode()), yaml.end(entry.getValueNode()), value)
                    .text());
        }
        if (!(node instanceof MappingNode mapping) || mapping.getValue().isEmpty()) {
            throw new IllegalArgumentException("expected a map for the release '" + release + "'");
        }
        List<NodeTuple> entries = mapping.getValue();
        int end = yaml.end(entries.get(entries.size() - 1).getValueNode());
        if (mapping.getFlowStyle() == FlowStyle.FLOW) {
            return new RetiringText(
                    yaml.with(end, end, ", " + key + ": " + value).text());
        }
        int at = yaml.lineEnd(end);
        String indent = " ".repeat(yaml.startColumn(entries.get(0).getKeyNode()));
        return new RetiringText(
                yaml.with(at, at, "\n" + indent + key + ": " + value).text());
    }

    /** The text without the rule that recognises a version, where there is one. */
    public RetiringText withoutRecognition(String type, int version) {
        RetiringText without = without(Integer.toString(version), DOCUMENTS, RECOGNISE, type);
        return without.withoutIfEmpty(type, DOCUMENTS, RECOGNISE).withoutIfEmpty(RECOGNISE, DOCUMENTS);
    }

    /** The text with another oldest stored version of a type, where it names that version; null: none. */
    public RetiringText withOldestStored(String type, int version, @Nullable Integer other) {
        YamlText yaml = new YamlText(text);
        Node node = yaml.value(DOCUMENTS, OLDEST, type);
        if (!(node instanceof ScalarNode scalar) || !scalar.getValue().equals(Integer.toString(version))) {
            return this;
        }
        return other == null
                ? without(type, DOCUMENTS, OLDEST).withoutIfEmpty(OLDEST, DOCUMENTS)
                : new RetiringText(yaml.with(yaml.start(node), yaml.end(node), other.toString())
                        .text());
    }

    private RetiringText withoutIfEmpty(String key, String... keys) {
        YamlText yaml = new YamlText(text);
        Node parent = yaml.value(keys);
        NodeTuple entry = parent == null ? null : YamlText.entry(parent, key);
        boolean empty = entry != null
                && (entry.getValueNode() instanceof MappingNode mapping
                        ? mapping.getValue().isEmpty()
                        : entry.getValueNode() instanceof ScalarNode scalar
                                && scalar.getValue().isEmpty());
        return empty ? without(key, keys) : this;
    }

    private RetiringText without(String key, String... keys) {
        YamlText yaml = new YamlText(text);
        Node parent = yaml.value(keys);
        NodeTuple entry = parent == null ? null : YamlText.entry(parent, key);
        if (entry == null || !(parent instanceof MappingNode mapping)) {
            return this;
        }
        List<Node> names =
                mapping.getValue().stream().map(NodeTuple::getKeyNode).toList();
        return new RetiringText(yaml.without(
                        mapping,
                        entry.getKeyNode(),
                        entry.getValueNode(),
                        mapping.getValue().indexOf(entry),
                        names)
                .text());
    }

    private static SequenceNode releases(YamlText yaml) {
        try {
            if (yaml.value("releases") instanceof SequenceNode releases) {
                return releases;
            }
        } catch (YamlEngineException noYaml) {
            throw new IllegalArgumentException("the file is no YAML before its variables are put in", noYaml);
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
