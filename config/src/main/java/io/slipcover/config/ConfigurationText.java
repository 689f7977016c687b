package io.slipcover.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The text of a configuration that can be read. A release is written into it, and everything else stays as it is, comments included. */
public record ConfigurationText(String text) {
    private static final String RELEASES = "releases";
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setSchema(new CoreSchema()).build();

    /** Whether the text says which release is stored, so that a new one is not stored by itself. */
    public boolean namesStore() {
        return value("store") != null;
    }

    /**
     * The text with one more release behind the last one.
     *
     * @param release the release in YAML's flow style, on one line
     * @throws IllegalArgumentException where the releases are no list in which a text can be put, such as an alias, and where the text would
     *     then say anything else but one release more
     */
    public String withRelease(String release) {
        String with = put(release);
        if (!saysOneMore(with, release)) {
            throw new IllegalArgumentException(
                    "no line can be put behind the last release, since that ends in a value of"
                            + " several lines; add the release by hand: - " + release);
        }
        return with;
    }

    /** Whether a text says what this one says, and one release more. */
    private boolean saysOneMore(String with, String release) {
        try {
            if (!(loaded(text) instanceof Map<?, ?> before) || !(before.get(RELEASES) instanceof List<?> releases)) {
                return false;
            }
            List<@Nullable Object> more = new ArrayList<>(releases);
            more.add(loaded(release));
            Map<@Nullable Object, @Nullable Object> expected = new LinkedHashMap<>(before);
            expected.put(RELEASES, more);
            return expected.equals(loaded(with));
        } catch (YamlEngineException e) {
            return false;
        }
    }

    private static @Nullable Object loaded(String yaml) {
        return new Load(SETTINGS).loadFromString(yaml);
    }

    private String put(String release) {
        if (!(value(RELEASES) instanceof SequenceNode releases)
                || releases.getValue().isEmpty()) {
            throw new IllegalArgumentException("expected a list of releases in the file");
        }
        List<Node> elements = releases.getValue();
        Node last = elements.get(elements.size() - 1);
        Mark begin = mark(releases.getStartMark());
        Mark end = endOf(last);
        if (releases.getFlowStyle() == FlowStyle.FLOW) {
            int at = index(end);
            return text.substring(0, at) + ", " + release + text.substring(at);
        }
        int lineEnd = text.indexOf('\n', index(end));
        int at = lineEnd < 0 ? text.length() : lineEnd;
        return text.substring(0, at) + "\n" + " ".repeat(begin.getColumn()) + "- " + release + text.substring(at);
    }

    private @Nullable Node value(String key) {
        Optional<Node> root = new Compose(SETTINGS).composeString(text);
        if (root.isPresent() && root.get() instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key)) {
                    return entry.getValueNode();
                }
            }
        }
        return null;
    }

    /** The end of a node without the comments and the white space behind it, which a block counts as its own. */
    private static Mark endOf(Node node) {
        if (node instanceof MappingNode mapping
                && mapping.getFlowStyle() == FlowStyle.BLOCK
                && !mapping.getValue().isEmpty()) {
            List<NodeTuple> entries = mapping.getValue();
            return endOf(entries.get(entries.size() - 1).getValueNode());
        }
        if (node instanceof SequenceNode sequence
                && sequence.getFlowStyle() == FlowStyle.BLOCK
                && !sequence.getValue().isEmpty()) {
            return endOf(sequence.getValue().get(sequence.getValue().size() - 1));
        }
        return mark(node.getEndMark());
    }

    private static Mark mark(Optional<Mark> mark) {
        return mark.orElseThrow(() -> new IllegalArgumentException("expected a place of a node"));
    }

    /** The place of a mark among the letters: marks count code points. */
    private int index(Mark mark) {
        return text.offsetByCodePoints(0, mark.getIndex());
    }
}
