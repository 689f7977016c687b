package io.slipcover.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The text of a configuration that can be read. A release is written into it, and everything else stays as it is, comments included. */
public record ConfigurationText(String text) {
    private static final String RELEASES = "releases";

    /** Whether the text says which release is stored, so that a new one is not stored by itself. */
    public boolean namesStore() {
        return new YamlText(text).value("store") != null;
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
        return new Load(YamlText.SETTINGS).loadFromString(yaml);
    }

    private String put(String release) {
        YamlText yaml = new YamlText(text);
        if (!(yaml.value(RELEASES) instanceof SequenceNode releases)
                || releases.getValue().isEmpty()) {
            throw new IllegalArgumentException("expected a list of releases in the file");
        }
        List<Node> elements = releases.getValue();
        Node last = elements.get(elements.size() - 1);
        int end = yaml.end(last);
        if (releases.getFlowStyle() == FlowStyle.FLOW) {
            return yaml.with(end, end, ", " + release).text();
        }
        int at = yaml.lineEnd(end);
        String indent = " ".repeat(yaml.startColumn(releases));
        return yaml.with(at, at, "\n" + indent + "- " + release).text();
    }
}
