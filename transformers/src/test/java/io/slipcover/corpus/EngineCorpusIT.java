package io.slipcover.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The lens engine of {@code clients/js} gives the answers that this one gives: results, and errors. {@code -Dslipcover.seed} names the seed
 * of random cases.
 */
final class EngineCorpusIT {
    private static final Path TESTS = Path.of("../clients/js/test").toAbsolutePath();
    private static final long SEED = Long.getLong("slipcover.seed", 20_261_130);
    private static final int MINUTES = 5;

    private static final List<String> FILES = List.of(
            "add",
            "convert-codec",
            "convert-date",
            "convert-multiply",
            "convert-pairs",
            "convert-tidying",
            "copy",
            "everywhere",
            "fill",
            "from-entries",
            "from-flags",
            "head-mixed",
            "head",
            "hoist",
            "in",
            "join",
            "map-elements",
            "map-values",
            "merge",
            "mixed",
            "nest",
            "plunge",
            "remove",
            "rename",
            "split",
            "to-entries",
            "to-flags",
            "unnest",
            "when",
            "wrap-mixed",
            "wrap");

    @Test
    void engineInJavaScript_examplesAndRandomCases_answersAsThisOne() throws Exception {
        assumeTrue(isNodeInstalled(), "no node on the PATH");
        Path file = Files.createDirectories(Path.of("target")).resolve("engine-corpus.jsonl");

        int cases = write(file);

        assertThat(cases).isGreaterThan(100_000);
        assertThat(output("engine-corpus.txt", TESTS.resolve("corpus.mjs").toString(), file.toString()))
                .isEqualTo(cases + " cases, 0 differences\n");
    }

    @Test
    void valuesAndSchemaInJavaScript_theirOwnTests_pass() throws Exception {
        assumeTrue(isNodeInstalled(), "no node on the PATH");

        assertThat(output(
                        "lens-values.txt",
                        "--test",
                        "--test-reporter=tap",
                        TESTS.resolve("lens-values.test.mjs").toString(),
                        TESTS.resolve("schema.test.mjs").toString()))
                .contains("# fail 0")
                .containsPattern("# pass [1-9]");
    }

    private static int write(Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, UTF_8)) {
            Corpus corpus = new Corpus(out);
            FILES.forEach(name -> ExampleCases.write(name + ".txt", corpus));
            Random random = new Random(SEED);
            RandomLenses lenses = new RandomLenses(random);
            DateCases dates = new DateCases(random);
            PatternCases patterns = new PatternCases(random);
            NumberCases numbers = new NumberCases(random);
            for (int count = 0; count < 21_000; count++) {
                lenses.write(corpus);
            }
            for (int count = 0; count < 1_500; count++) {
                patterns.write(corpus);
                numbers.write(corpus);
            }
            for (int count = 0; count < 800; count++) {
                dates.write(corpus);
            }
            return corpus.written();
        }
    }

    private static boolean isNodeInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException none) {
            return false;
        }
    }

    private static String output(String name, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createDirectories(Path.of("target")).resolve(name);
        List<String> command = new ArrayList<>(List.of("node"));
        command.addAll(List.of(arguments));
        Process node = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = node.waitFor(MINUTES, TimeUnit.MINUTES);
        node.destroyForcibly();
        assertThat(ended).as("node ends").isTrue();
        return Files.readString(output);
    }
}
