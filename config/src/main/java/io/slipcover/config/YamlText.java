package io.slipcover.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
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

    private static final Set<ScalarStyle> BLOCKS = Set.of(ScalarStyle.LITERAL, ScalarStyle.FOLDED);

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

    int start(Node node) {
        return index(mark(node.getStartMark()));
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
        int end = index(mark(node.getEndMark()));
        if (node instanceof ScalarNode scalar && BLOCKS.contains(scalar.getScalarStyle())) {
            // A text in a block ends where the next thing begins.
            while (end > start(node) && Character.isWhitespace(text.charAt(end - 1))) {
                end--;
            }
        }
        return end;
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

    /** The text with one entry less of a list or map, which takes its comments along. */
    YamlText without(Node collection, Node first, Node last, int number, List<? extends Node> firsts) {
        boolean flow = collection instanceof SequenceNode sequence
                ? sequence.getFlowStyle() == FlowStyle.FLOW
                : collection instanceof MappingNode mapping && mapping.getFlowStyle() == FlowStyle.FLOW;
        return flow ? withoutInFlow(first, last, number, firsts) : withoutLines(start(first), end(last));
    }

    private YamlText withoutInFlow(Node first, Node last, int number, List<? extends Node> firsts) {
        if (number + 1 < firsts.size()) {
            return with(start(first), start(firsts.get(number + 1)), "");
        }
        int comma = number == 0 ? -1 : text.lastIndexOf(',', start(first));
        return with(comma < 0 ? start(first) : comma, end(last), "");
    }

    /** The text without the lines of an entry, the comments right above it and a blank line that follows it. */
    private YamlText withoutLines(int from, int to) {
        int begin = text.lastIndexOf('\n', from - 1) + 1;
        boolean comment = true;
        while (comment && begin > 0) {
            int above = text.lastIndexOf('\n', begin - 2) + 1;
            String line = text.substring(above, begin);
            comment = line.strip().startsWith("#") && Character.isWhitespace(line.charAt(0));
            begin = comment ? above : begin;
        }
        int end = Math.min(text.length(), lineEnd(to) + 1);
        if (end < text.length() && text.substring(end, lineEnd(end)).isBlank()) {
            end = Math.min(text.length(), lineEnd(end) + 1);
        }
        return with(begin, end, "");
    }
}
