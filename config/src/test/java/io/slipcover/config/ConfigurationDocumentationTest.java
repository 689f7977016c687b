package io.slipcover.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads the YAML that docs/configuration.md and docs/lenses.md show. */
final class ConfigurationDocumentationTest {
    private static final Path CONFIGURATION = Path.of("../docs/configuration.md");
    private static final Path LENSES = Path.of("../docs/lenses.md");
    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern KEY = Pattern.compile("unknown key '.*'; expected one of (.*)");

    @TempDir
    private Path folder;

    private static List<String> yaml(Path file) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = YAML.matcher(Files.readString(file));
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }

    private Configuration load(String configuration, String lens) throws IOException {
        Files.createDirectories(folder.resolve("lenses"));
        Files.writeString(folder.resolve("lenses/todo-item.1-2.yaml"), lens);
        Files.writeString(
                folder.resolve("lenses/todo-item.2-3.yaml"),
                "{ type: todo-item, from: 2, to: 3, lens: [ rename: { source: title, destination: text } ] }");
        Path file = folder.resolve("slipcover.yaml");
        Files.writeString(file, configuration);
        return Configuration.load(file, Map.of());
    }

    @Test
    void documentation_wholeFileAndFirstLens_load() throws IOException {
        Configuration configuration =
                load(yaml(CONFIGURATION).get(0), yaml(LENSES).get(0));

        assertThat(configuration.warnings()).isEmpty();
        assertThat(configuration.catalog().releases()).hasSize(4);
        assertThat(configuration.settings().eventLoops()).isEqualTo(2);
    }

    @Test
    void documentation_environmentVariables_load() throws IOException {
        String variables = yaml(CONFIGURATION).stream()
                .filter(block -> block.contains("${PORT"))
                .findFirst()
                .orElseThrow();
        String whole = yaml(CONFIGURATION).get(0).replaceFirst("listen: .*\\nupstream: .*\\n", "");

        Configuration configuration = load(variables + whole, yaml(LENSES).get(0));

        assertThat(configuration.settings().listen()).isEqualTo(new Address("0.0.0.0", 5985));
    }

    @Test
    void documentation_whatTellsTheType_loads() throws IOException {
        List<String> blocks = yaml(CONFIGURATION).stream()
                .filter(block -> block.startsWith("documents:"))
                .toList();

        assertThat(blocks).hasSize(5);
        for (String block : blocks) {
            Path file = folder.resolve("slipcover.yaml");
            Files.writeString(file, block);
            assertThat(Configuration.load(file, Map.of()).warnings()).isEmpty();
        }
    }

    @Test
    void documentation_everyLimit_isExplained() throws IOException {
        String text = Files.readString(CONFIGURATION);
        Path file = folder.resolve("slipcover.yaml");
        Files.writeString(file, "limits: { xxxxxxxxxxxxxxxx: 1 }\n");
        String report = "";
        try {
            Configuration.load(file, Map.of());
        } catch (ConfigurationException e) {
            report = e.getMessage();
        }
        Matcher known = KEY.matcher(report);

        assertThat(known.find()).isTrue();
        assertThat(known.group(1).split(", "))
                .hasSizeGreaterThan(10)
                .allSatisfy(key -> assertThat(text).contains("| `" + key + "` |"));
    }

    @Test
    void documentation_everyTopLevelKey_isExplained() throws IOException {
        String text = Files.readString(CONFIGURATION);
        Path file = folder.resolve("slipcover.yaml");
        Files.writeString(file, "xxxxxxxxxxxxxxxx: 1\n");
        String report = "";
        try {
            Configuration.load(file, Map.of());
        } catch (ConfigurationException e) {
            report = e.getMessage();
        }
        Matcher known = KEY.matcher(report);

        assertThat(known.find()).isTrue();
        assertThat(known.group(1).split(", "))
                .hasSizeGreaterThan(10)
                .allSatisfy(key -> assertThat(text).contains(key));
    }
}
