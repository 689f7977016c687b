package io.slipcover.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.slipcover.json.JsonObject;
import io.slipcover.lens.Lens;
import io.slipcover.lens.LensException;
import io.slipcover.lens.LensPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The lens engine of {@code clients/js} does with the examples of docs/lenses.md what this engine does. */
final class LensExamplesEngineIT {
    private static final Path RUNNER = Path.of("../clients/js/test/corpus.mjs").toAbsolutePath();
    private static final int MINUTES = 2;

    private final List<String> lines = new ArrayList<>();
    private int cases;

    @Test
    void engineInJavaScript_examplesOfTheDocumentation_answersAsThisOne() throws Exception {
        assumeTrue(isNodeInstalled(), "no node on the PATH");
        for (LensExamplesTest.Example example : LensExamplesTest.examples()) {
            String operations = example.operations();
            if (!operations.contains("- java:") && !operations.contains("- jsonata:")) {
                add(example);
            }
        }
        Path file = Files.createDirectories(Path.of("target")).resolve("lens-examples.jsonl");
        Files.write(file, lines);

        assertThat(cases).isGreaterThan(100);
        assertThat(differences(file)).isEqualTo(cases + " cases, 0 differences\n");
    }

    private void add(LensExamplesTest.Example example) {
        Lens lens = LensExamplesTest.lens(example.operations());
        LensPath up = LensPath.compile(List.of(lens), 1, 2);
        LensPath down = LensPath.compile(List.of(lens), 2, 1);
        YamlValue written = requireNonNull(
                YamlFile.read("lens.yaml", example.operations().getBytes(UTF_8), null, new Problems("lens.yaml")));
        String operations =
                OperationsJson.of(((YamlValue.Sequence) written).elements()).toString();
        LensExamplesTest.Sides sides = example.sides();
        if ("⇄→".contains(sides.arrow())) {
            add(operations, "forward", "", sides.left(), up::apply);
        }
        if ("⇄←".contains(sides.arrow())) {
            add(operations, "backward", "", sides.right(), down::apply);
        }
        if (sides.arrow().equals("+")) {
            JsonObject base = JsonObject.of(sides.left());
            add(operations, "put", "\"base\":" + base + ",", sides.right(), view -> up.put(base, view));
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
        lines.add("{\"operations\":%s,\"cases\":[{\"asked\":\"%s\",%s\"document\":%s,%s}]}"
                .formatted(operations, asked, base, document, answer));
        cases++;
    }

    private static boolean isNodeInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException none) {
            return false;
        }
    }

    private static String differences(Path file) throws IOException, InterruptedException {
        Path output = file.resolveSibling("lens-examples.txt");
        Process node = new ProcessBuilder("node", RUNNER.toString(), file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = node.waitFor(MINUTES, TimeUnit.MINUTES);
        node.destroyForcibly();
        assertThat(ended).as("node ends").isTrue();
        return Files.readString(output);
    }
}
