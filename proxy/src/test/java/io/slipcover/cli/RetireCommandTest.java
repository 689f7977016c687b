package io.slipcover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.config.Configuration;
import io.slipcover.document.ReleaseView;
import io.slipcover.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Which release can go, and what is left of the configuration then. */
final class RetireCommandTest {
    private static final String TEXT = """
            # What everybody reads.
            upstream: ${COUCH:-http://127.0.0.1:1}
            documents:
              type: { field: t }
              version: { field: v }
              recognise:   # by members
                a:
                  1: { has: [x] }   # the first
                  2: { has: [y] }
              oldest-stored: { a: 1 }

            releases:   # oldest first
              # The first release.
              - name: "1"
                clients: 1.x
                types: { a: 1, b: 1 }
                defaults: { b: { colour: white } }

              # The second release.
              - name: "2"   # two
                clients: 2.x
                types: { a: 2, b: 1 }
              - { name: "3", clients: ">=3", types: { a: 3, b: 1 } } # three
            lenses: lenses   # the folder
            """;

    @TempDir
    private Path folder;

    private Path log;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("old/lenses"));
        Files.createDirectories(folder.resolve("old/schemas"));
        Files.writeString(folder.resolve("old/slipcover.yaml"), TEXT);
        Files.writeString(folder.resolve("old/schemas/a.1.schema.json"), "{}");
        Files.writeString(folder.resolve("old/schemas/a.3.schema.json"), "{}");
        Files.writeString(
                folder.resolve("old/lenses/one.yaml"),
                "type: a\nfrom: 1\nto: 2\nlens:\n  - rename: { source: x, destination: y }\n");
        Files.writeString(
                folder.resolve("old/lenses/two.yaml"),
                "type: a\nfrom: 2\nto: 3\nlens:\n  - rename: { source: y, destination: z }\n");
        log = folder.resolve("log");
        Files.writeString(log, line("1", "1.0", 40) + line("2", "2.0", 35) + line("2", "2.0", 2) + line("3", "3.0", 0));
    }

    private static String line(String release, String version, int daysAgo) {
        return "{\"time\":\"" + Instant.now().minus(Duration.ofDays(daysAgo))
                + "\",\"route\":\"document\",\"release\":\"" + release + "\",\"client_version\":\"" + version
                + "\",\"duration_ms\":1}\n";
    }

    private String run(String... words) {
        String[] all = new String[words.length + 3];
        all[0] = "retire";
        all[1] = "-c";
        all[2] = folder.resolve("old/slipcover.yaml").toString();
        System.arraycopy(words, 0, all, 3, words.length);
        StringWriter out = new StringWriter();
        CommandLine line = Slipcover.commandLine(all);
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(out));
        return "exit " + line.execute(all) + "\n" + out;
    }

    private String written() throws IOException {
        return Files.readString(folder.resolve("new/slipcover.yaml"));
    }

    @Test
    void releaseWhoseShapesMayBeStored_staysForReading_andItsClientsAreRefused() throws IOException {
        assertThat(run("1", log.toString(), "--out", folder.resolve("new").toString()))
                .startsWith("exit 0\nrelease 1 can go\n")
                .contains("it stays in the configuration", "no mistakes", "to go back, serve ");
        assertThat(written().replaceAll("\n    sunset: [0-9-]+(?=\n)", "")).isEqualTo(TEXT);
        Configuration after = Configuration.load(folder.resolve("new/slipcover.yaml"), Map.of());
        assertThat(after.catalog().release("1").orElseThrow().sunset()).isNotNull();
        byte[] stored = "{\"t\":\"a\",\"v\":1,\"x\":5}".getBytes(StandardCharsets.UTF_8);
        assertThat(new ReleaseView(after.catalog(), after.catalog().release("3").orElseThrow())
                        .view(JsonObject.parse(stored, 0, stored.length)))
                .hasToString("{\"t\":\"a\",\"v\":3,\"z\":5}");
    }

    @Test
    void releaseWhoseShapesAreNotStored_goes_withAllThatItAloneNeeded() throws IOException {
        Configuration before = Configuration.load(folder.resolve("old/slipcover.yaml"), Map.of());
        RetiredConfiguration made = new Retirement(
                        before,
                        folder.resolve("old/slipcover.yaml"),
                        before.catalog().release("1").orElseThrow(),
                        true,
                        Map.of())
                .make(folder.resolve("new"));

        assertThat(made.leftOut()).containsExactly("schemas/a.1.schema.json", "lenses/one.yaml");
        assertThat(written()).isEqualTo("""
                # What everybody reads.
                upstream: ${COUCH:-http://127.0.0.1:1}
                documents:
                  type: { field: t }
                  version: { field: v }
                  recognise:   # by members
                    a:
                      2: { has: [y] }
                  oldest-stored: { a: 2 }

                releases:   # oldest first
                  # The second release.
                  - name: "2"   # two
                    clients: 2.x
                    types: { a: 2, b: 1 }
                    defaults: {"b":{"colour":"white"}}
                  - { name: "3", clients: ">=3", types: { a: 3, b: 1 } } # three
                lenses: lenses   # the folder
                """);
        assertThat(folder.resolve("new/lenses/one.yaml")).doesNotExist();
        assertThat(folder.resolve("new/lenses/two.yaml")).exists();
        assertThat(folder.resolve("new/schemas/a.3.schema.json")).exists();
        made.checked()
                .catalog()
                .releases()
                .forEach(release -> release.types()
                        .keySet()
                        .forEach(type -> assertThat(made.checked().catalog().defaults(release, type))
                                .hasToString(before.catalog()
                                        .defaults(
                                                before.catalog()
                                                        .release(release.name())
                                                        .orElseThrow(),
                                                type)
                                        .toString())));
    }

    @Test
    void releaseInUse_cannotGo_andNothingIsWritten() {
        assertThat(run("2", log.toString(), "--out", folder.resolve("new").toString()))
                .startsWith("exit 1\nrelease 2 cannot go yet:\n")
                .contains(
                        "it is in use: 2 requests, the last at ",
                        "by clients of 2.0.0 (2)",
                        "before: set 'deprecated'");
        assertThat(folder.resolve("new")).doesNotExist();
        assertThat(run("2", log.toString(), "--idle-for", "24h")).startsWith("exit 0");
    }

    @Test
    void clientsThatAnotherReleaseServesAfterwards_areTold() throws IOException {
        Files.writeString(
                folder.resolve("old/slipcover.yaml"), TEXT.replace("clients: 2.x", "clients: \">=1.5.0 <3.0.0\""));
        Files.writeString(log, line("2", "1.6", 40) + line("3", "3.0", 0));

        assertThat(run("2", log.toString()))
                .startsWith("exit 0")
                .contains("note: clients of 1.6.0 are served by release 1 afterwards");
    }

    @Test
    void storeRelease_cannotGo() {
        assertThat(run("3", log.toString())).startsWith("exit 1").contains("it is the store release");
    }

    @Test
    void whatIsNotKnown_speaksAgainstIt() throws IOException {
        assertThat(run("1")).startsWith("exit 1").contains("nobody says who uses it");
        Files.writeString(log, line("3", "3", 5));
        assertThat(run("1", log.toString()))
                .startsWith("exit 1")
                .contains("what is known begins only at ", "what is known ends at ");
    }

    @Test
    void sunsetThatIsToCome_isWaitedFor() throws IOException {
        Files.writeString(
                folder.resolve("old/slipcover.yaml"),
                TEXT.replace("clients: 1.x", "clients: 1.x\n    sunset: 2199-01-01"));
        assertThat(run("1", log.toString())).startsWith("exit 1").contains("its sunset is only on 2199-01-01");
    }

    @Test
    void wrongUsage_isStatus2() throws IOException {
        assertThat(run("9", log.toString())).startsWith("exit 2").contains("there is no release '9', only 1, 2, 3");
        Files.createDirectory(folder.resolve("new"));
        Files.writeString(folder.resolve("new/x"), "");
        assertThat(run("1", log.toString(), "--out", folder.resolve("new").toString()))
                .startsWith("exit 2")
                .contains("expected a new folder");
        assertThat(run("1", folder.resolve("nothing").toString())).startsWith("exit 2");
    }

    @Test
    void configurationThatCannotBeChanged_isLeftAlone() throws IOException {
        Files.writeString(
                folder.resolve("old/slipcover.yaml"),
                TEXT.replace("documents:\n", "client-version: { when-absent: 1.0 }\ndocuments:\n")
                        .replace("a: 2, b: 1", "a: 1, b: 1")
                        .replace("2: { has: [y] }", ""));
        assertThat(run("1", log.toString(), "--out", folder.resolve("new").toString()))
                .startsWith("exit 1")
                .contains("change it by hand", "when-absent: no release serves");
        assertThat(folder.resolve("new")).doesNotExist();
    }
}
