package io.slipcover.config;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** A text in YAML, and where its nodes stand in it. */
record YamlText(String text) {
    static final LoadSettings SETTINGS =
            LoadSettings.builder().setSchema(new CoreSchema()).build();

    /** The value of these keys, each inside of the one before; null where there is none. */
    @Nullable
    Node value(String... keys) {
        Node node = new Compose(SETTINGS).composeString(text).orElse(null);
        for (String key : keys) {
            NodeTuple entry = node == null ? null : entry(node, key);
            node = entry == null ? null : entry.getValueNode();
        }
        return node;
    }

    /** The entry of a map; null where there is none, or where the node is no map. */
    static @Nullable NodeTuple entry(Node node, String key) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key)) {
                    return entry;
                }
            }
        }
        return null;
    }

    int startColumn(Node node) {
        return mark(node.getStartMark()).getColumn();
    }

    /** The end of a node without the comments and the white space behind it, which a block counts as its own. */
    int end(Node node) {
        if (node instanceof MappingNode mapping
                && mapping.getFlowStyle() == FlowStyle.BLOCK
                && !mapping.getValue().isEmpty()) {
            List<NodeTuple> entries = mapping.getValue();
            return end(entries.get(entries.size() - 1).getValueNode());
        }
        if (node instanceof SequenceNode sequence
                && sequence.getFlowStyle() == FlowStyle.BLOCK
                && !sequence.getValue().isEmpty()) {
            return end(sequence.getValue().get(sequence.getValue().size() - 1));
        }
        return index(mark(node.getEndMark()));
    }

    /** The end of the line in which a place is, before the line break. */
    int lineEnd(int place) {
        int lineEnd = text.indexOf('\n', place);
        return lineEnd < 0 ? text.length() : lineEnd;
    }

    private static Mark mark(Optional<Mark> mark) {
        return mark.orElseThrow(() -> new IllegalArgumentException("expected a place of a node"));
    }

    /** The place of a mark among the letters: marks count code points. */
    private int index(Mark mark) {
        return text.offsetByCodePoints(0, mark.getIndex());
    }

    /** The text with another text between two places. */
    YamlText with(int from, int to, String other) {
        return new YamlText(text.substring(0, from) + other + text.substring(to));
    }
}
