package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.slipcover.config.Configuration;
import io.slipcover.json.JsonObject;
import io.slipcover.lens.LensException;
import io.slipcover.lens.LensPath;
import io.slipcover.testbed.NodePackages;
import io.slipcover.testing.KitTests;
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

/** The lens engine of {@code clients/js}, with the npm package for JSONata, does with the expressions of the documentation what Java does. */
final class JsonataEngineIT {
    private static final List<Path> PAGES = List.of(Path.of("../docs/jsonata.md"), Path.of("../docs/lenses.md"));
    private static final Pattern EXAMPLE =
            Pattern.compile("```yaml\\n(- jsonata:.*?)```\\n+```text\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINE = Pattern.compile("(\\{.*?}|\\{.*})\\s+([⇄→←+])\\s+(.*?)(?:\\s+⇒.*)?");
    /** An operator that the npm package has since its version 2, which answers too late for an engine that answers at once. */
    private static final String OF_VERSION_2 = "??";

    private static final String LENS = """
            type: note
            from: 1
            to: 2
            lens:
            """;

    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>();

    @Test
    void engineInJavaScript_expressionsOfTheDocumentation_answersAsJava() throws Exception {
        assumeTrue(NodePackages.isNodeInstalled(), "no node or npm on the PATH");
        Path packages = NodePackages.install(PouchPluginIT.class, "pouch-plugin");
        for (Path page : PAGES) {
            Matcher example = EXAMPLE.matcher(Files.readString(page));
            while (example.find()) {
                if (example.group(1).contains(OF_VERSION_2)) {
                    continue;
                }
                Configuration configuration = configuration(example.group(1));
                for (String line : example.group(2).lines().toList()) {
                    add(configuration, line);
                }
            }
        }

        assertThat(lines).hasSizeGreaterThan(20);
        assertThat(differences(packages.resolve("node_modules/jsonata")))
                .isEqualToIgnoringNewLines(lines.size() + " cases, 0 differences");
    }

    private Configuration configuration(String operations) throws IOException {
        Files.writeString(
                Files.createDirectories(folder.resolve("lenses")).resolve("note.1-2.yaml"),
                LENS + operations.indent(2));
        Path file = Files.writeString(folder.resolve("slipcover.yaml"), """
                upstream: http://127.0.0.1:5984
                documents:
                  type: { field: type }
                  version: { field: version }
                releases:
                  - { name: "1", clients: "1.x", types: { note: 1 } }
                  - { name: "2", clients: ">=2.0.0", types: { note: 2 } }
                """);
        return Configuration.load(file, Map.of());
    }

    private void add(Configuration configuration, String line) {
        Matcher sides = LINE.matcher(line);
        assertThat(sides.matches()).as(line).isTrue();
        String operations = configuration.facts().written().get(0).operations().toString();
        LensPath up = configuration.catalog().path("note", 1, 2);
        LensPath down = configuration.catalog().path("note", 2, 1);
        String arrow = sides.group(2);
        if ("⇄→".contains(arrow)) {
            add(operations, "forward", "", sides.group(1), up::apply);
        }
        if ("⇄←".contains(arrow)) {
            add(operations, "backward", "", sides.group(3), down::apply);
        }
        if (arrow.equals("+")) {
            JsonObject base = JsonObject.of(sides.group(1));
            add(operations, "put", "\"base\":" + base + ",", sides.group(3), view -> up.put(base, view));
        }
    }

    private interface Leading {
        void lead(JsonObject document);
    }

    private void add(String operations, String asked, String base, String document, Leading path) {
        JsonObject led = JsonObject.of(document);
        String answer;
        try {
            path.lead(led);
            answer = "\"result\":" + led;
        } catch (LensException refusal) {
            answer = "\"refused\":true";
        }
        lines.add(
                "{\"operations\":%s,\"reserved\":[[\"type\"],[\"version\"]],\"cases\":[{\"asked\":\"%s\",%s\"document\":%s,%s}]}"
                        .formatted(operations, asked, base, document, answer));
    }

    private String differences(Path jsonata) throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("jsonata.jsonl"), lines);
        return KitTests.differences("corpus.mjs", file, Map.of("JSONATA", jsonata.toString()));
    }
}
