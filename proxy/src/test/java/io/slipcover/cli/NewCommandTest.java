package io.slipcover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpServer;
import io.slipcover.config.Configuration;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class NewCommandTest {
    private static final String CONFIGURATION = """
            # The notes.
            documents:
              type: { field: type }
              version: { field: version }
            releases:
              - { name: "1", clients: 1.x, types: { note: 1, other: 4 } }  # the first

            # What is stored
            store: "1"
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @BeforeEach
    void layOut() throws IOException {
        write("slipcover.yaml", CONFIGURATION);
        write("old.json", """
                {"_id":"a","_rev":"1-a","type":"note","version":1,"title":"Tea","done":true}
                {"_id":"b","_rev":"1-b","type":"note","title":"Mate","done":false}
                {"_id":"x","type":"other","title":"not of the type"}
                """);
        write("new.json", """
                {"_id":"b","type":"note","version":2,"text":"Mate","done":false,"tags":[]}
                {
                  "_id": "a", "_rev": "2-a", "type": "note", "version": 2,
                  "text": "Tea", "done": true, "tags": []
                }
                """);
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        return Files.writeString(file, text);
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private int run(String from, String to, String... more) {
        return run("note", from, to, more);
    }

    private int run(String type, String from, String to, String[] more) {
        List<String> arguments = new ArrayList<>(
                List.of("new", type, "-c", folder.resolve("slipcover.yaml").toString()));
        arguments.addAll(List.of(
                "--from",
                folder.resolve(from).toString(),
                "--to",
                folder.resolve(to).toString()));
        arguments.addAll(List.of(more));
        return execute(arguments);
    }

    private int execute(List<String> arguments) {
        CommandLine commandLine = Slipcover.commandLine(arguments.toArray(String[]::new));
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments.toArray(String[]::new));
    }

    @Test
    void new_documentsPairedById_writesLensAndRelease() throws IOException {
        assertThat(run("old.json", "new.json")).as(err::toString).isZero();

        assertThat(read("lenses/note.1-2.yaml")).isEqualTo("""
                # Guessed by slipcover new from 2 examples. Of these, 2 lead to their newer sides, 2 lead back to their older sides,
                # and 2 stay as they are when an older client writes back what it was shown.
                type: note
                from: 1
                to: 2
                lens:
                  - rename: { source: title, destination: text }    # sure: 2 of 2 examples
                  - add: { name: tags, default: [] }    # sure: 2 of 2 examples
                """);
        assertThat(read("slipcover.yaml"))
                .isEqualTo(CONFIGURATION.replace(
                        "# the first\n",
                        "# the first\n  - { name: \"2\", clients: \">=2\", types: { note: 2, other: 4 } }\n"));
        assertThat(out.toString())
                .contains("note.1-2.yaml: 2 operations, 0 TODOs", "'store' goes on naming 1")
                .contains("proved on 2 examples: 2 forward, 2 back, 2 kept by an edit");
        assertThat(Configuration.load(folder.resolve("slipcover.yaml"), Map.of())
                        .catalog()
                        .path("note", 1, 2)
                        .text())
                .contains("rename", "add");
    }

    /** Runs with documents that a little CouchDB holds. */
    private int runOn(Map<String, String> stored, String to) throws IOException {
        HttpServer couch = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        couch.createContext("/notes", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(UTF_8));
            exchange.close();
        });
        couch.createContext("/notes/", exchange -> {
            String document = stored.get(exchange.getRequestURI().getPath().substring("/notes/".length()));
            byte[] answer =
                    (document == null ? "{\"error\":\"not_found\",\"reason\":\"missing\"}" : document).getBytes(UTF_8);
            exchange.sendResponseHeaders(document == null ? 404 : 200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        couch.start();
        try {
            return execute(List.of(
                    "new",
                    "note",
                    "-c",
                    folder.resolve("slipcover.yaml").toString(),
                    "--database",
                    "http://127.0.0.1:" + couch.getAddress().getPort() + "/notes",
                    "--to",
                    folder.resolve(to).toString()));
        } finally {
            couch.stop(0);
        }
    }

    @Test
    void new_documentsOfADatabase_arePairedByTheirIds() throws IOException {
        write("to.json", "{\"_id\":\"a/b c\",\"text\":\"Tea\"}{\"_id\":\"d\",\"text\":\"Mate\"}");
        Map<String, String> stored = Map.of(
                "a/b c", "{\"_id\":\"a/b c\",\"_rev\":\"1-a\",\"type\":\"note\",\"title\":\"Tea\"}",
                "d", "{\"_id\":\"d\",\"_rev\":\"1-d\",\"type\":\"note\",\"title\":\"Mate\"}");

        assertThat(runOn(stored, "to.json")).as(err::toString).isZero();
        assertThat(read("lenses/note.1-2.yaml")).contains("rename: { source: title, destination: text }");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"text\":\"Tea\"} | expected an _id, by which the older document is found in the database",
                "{\"_id\":\"x\",\"text\":\"Tea\"} | the database has no document 'x'",
                "{\"_id\":\"o\",\"text\":\"Tea\"} | the document 'o' of the database is of another type",
                "{\"_id\":\"o\",\"type\":\"other\"} | there is no document of the type in",
                "{\"_id\":\"\",\"text\":\"Tea\"} | expected an _id",
                "{\"_id\":\"v\",\"text\":\"Tea\"} | v: note 7: no release names this version",
            })
    void new_documentThatTheDatabaseHasNoPartnerFor_isToldAndNothingWritten(String to, String said) throws IOException {
        write("to.json", to);

        assertThat(runOn(
                        Map.of(
                                "o", "{\"_id\":\"o\",\"type\":\"other\"}",
                                "v", "{\"_id\":\"v\",\"type\":\"note\",\"version\":7}"),
                        "to.json"))
                .isEqualTo(2);
        assertThat(err.toString()).contains(said);
        assertThat(folder.resolve("lenses")).doesNotExist();
    }

    @Test
    void new_neitherFilesNorADatabase_isWrong() {
        String configuration = folder.resolve("slipcover.yaml").toString();

        assertThat(execute(List.of("new", "note", "-c", configuration, "--to", "x")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("expected either --from FILE or --database URL");
        assertThat(execute(
                        List.of("new", "note", "-c", configuration, "--to", "x", "--database", "http://me:pw@host/x")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("a name or a password in the URL").doesNotContain("pw@");
    }

    @Test
    void new_typeWithSeveralNames_mayGetAnotherName() throws IOException {
        write("slipcover.yaml", CONFIGURATION.replace("{ field: type }", "{ field: type, names: { note: [memo] } }"));
        write("old.json", "{\"type\":\"memo\",\"title\":\"Tea\"}{\"type\":\"memo\",\"title\":\"Mate\"}");
        write("new.json", "{\"type\":\"note\",\"title\":\"Tea\"}{\"type\":\"note\",\"title\":\"Mate\"}");

        assertThat(run("old.json", "new.json")).as(err::toString).isZero();
        assertThat(read("lenses/note.1-2.yaml"))
                .contains("convert: { name: type, pairs: [[memo, note]], partial: true }");
    }

    @Test
    void new_foldersAndANamedRelease_areTaken() throws IOException {
        write("old/1.json", "{\"title\":\"Tea\"}");
        write("old/2.json", "{\"title\":\"Mate\"}");
        write("new/1.json", "{\"text\":\"Tea\"}");
        write("new/2.json", "{\"text\":\"Mate\"}");

        assertThat(run("old", "new", "--release", "spring", "--clients", "^2.1"))
                .isZero();
        assertThat(read("slipcover.yaml"))
                .contains("{ name: \"spring\", clients: \"^2.1\", types: { note: 2, other: 4 } }");
        assertThat(read("lenses/note.1-2.yaml")).contains("rename: { source: title, destination: text }");
    }

    @Test
    void new_typeThatLooksLikeNoString_isWrittenAsOne() throws IOException {
        write("slipcover.yaml", CONFIGURATION.replace("types: { note: 1", "types: { \"true\": 1"));
        write("old.json", "{\"type\":\"true\",\"title\":\"Tea\"}");
        write("new.json", "{\"type\":\"true\",\"text\":\"Tea\"}");

        assertThat(run("true", "old.json", "new.json", new String[0]))
                .as(err::toString)
                .isZero();
        assertThat(read("slipcover.yaml")).contains("types: { \"true\": 2, other: 4 }");
        assertThat(read("lenses/true.1-2.yaml")).contains("type: \"true\"\n");
    }

    @Test
    void new_whatNothingExplains_isMarkedAndExits1() throws IOException {
        write("old.json", "{\"_id\":\"a\",\"total\":12}{\"_id\":\"b\",\"total\":30}");
        write("new.json", "{\"_id\":\"a\",\"total\":15}{\"_id\":\"b\",\"total\":31}");

        assertThat(run("old.json", "new.json")).isEqualTo(1);
        assertThat(read("lenses/note.1-2.yaml"))
                .contains("lens: []\n  # TODO total: was 12, is 15 in 'a'; nothing explains it (2 of 2 examples)\n");
        assertThat(out.toString()).contains("0 forward", "'a' forward: total is 12, expected 15");
    }

    @Test
    void new_pairs_leaveOtherwiseToDecide_andExit0() throws IOException {
        write("old.json", "{\"_id\":\"a\",\"n\":\"1\",\"done\":true}{\"_id\":\"b\",\"n\":\"2\",\"done\":false}");
        write("new.json", "{\"_id\":\"a\",\"n\":\"1\",\"done\":\"yes\"}{\"_id\":\"b\",\"n\":\"2\",\"done\":\"no\"}");

        assertThat(run("old.json", "new.json")).isZero();
        assertThat(read("lenses/note.1-2.yaml")).containsOnlyOnce("# TODO otherwise");
        assertThat(out.toString()).contains("1 operation, 1 TODO");
    }

    @Test
    void new_dryRun_writesNothing() throws IOException {
        assertThat(run("old.json", "new.json", "--dry-run")).isZero();

        assertThat(out.toString()).contains("- rename: { source: title", "- { name: \"2\", clients: \">=2\"");
        assertThat(read("slipcover.yaml")).isEqualTo(CONFIGURATION);
        assertThat(folder.resolve("lenses")).doesNotExist();
    }

    @Test
    void new_lensFileThatIsThere_isNotOverwritten() throws IOException {
        write("lenses/note.1-2.yaml", "type: note\nfrom: 1\nto: 2\nlens: []\n");

        assertThat(run("old.json", "new.json")).isEqualTo(2);
        assertThat(read("lenses/note.1-2.yaml")).endsWith("lens: []\n");
        assertThat(read("slipcover.yaml")).isEqualTo(CONFIGURATION);
    }

    @Test
    void new_wrongUsage_exits2AndWritesNothing() throws IOException {
        write("one.json", "{\"title\":\"Tea\"}");
        write("broken.json", "{}\n{\"a\":01}");

        assertThat(run("one.json", "new.json")).isEqualTo(2);
        assertThat(err.toString()).contains("found 1 older and 2 newer");
        assertThat(run("broken.json", "new.json")).isEqualTo(2);
        assertThat(err.toString()).contains("broken.json:2: ");
        assertThat(run("nowhere.json", "new.json")).isEqualTo(2);
        assertThat(run("old.json", "new.json", "--release", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("there is a release '1' already");
        assertThat(run("old.json", "new.json", "--release", "spring")).isEqualTo(2);
        assertThat(err.toString()).contains("--clients");
        assertThat(read("slipcover.yaml")).isEqualTo(CONFIGURATION);
        assertThat(folder.resolve("lenses")).doesNotExist();
    }

    /** The configuration, whose last release ends in the range of its clients, a text in a block. */
    private static String endingInABlock(String style, String behind) {
        return CONFIGURATION
                .replace("{ name: \"1\", clients: 1.x, types: { note: 1, other: 4 } }  # the first", """
                        name: "1"
                            types: { note: 1, other: 4 }
                            %s
                              1.x""".formatted(
                                style))
                .replace("\n\n# What is stored\n", behind + "databases:\n  - notes\n");
    }

    @Test
    void new_lastReleaseEndsInABlock_putsTheReleaseBehindIt() throws IOException {
        write("slipcover.yaml", endingInABlock("clients: |-", "\n"));

        assertThat(run("old.json", "new.json")).isZero();
        assertThat(read("slipcover.yaml"))
                .contains("      1.x\n  - { name: \"2\"")
                .contains("} }\ndatabases:\n");
    }

    @Test
    void new_lastReleaseEndsInABlockThatKeepsItsBlankLines_writesNothing() throws IOException {
        String text = endingInABlock("clients: |+", "\n\n\n");
        write("slipcover.yaml", text);

        assertThat(run("old.json", "new.json")).isEqualTo(2);
        assertThat(err.toString()).contains("add the release by hand: - { name: \"2\"");
        assertThat(read("slipcover.yaml")).isEqualTo(text);
        assertThat(folder.resolve("lenses")).doesNotExist();
    }

    @Test
    void new_configurationWouldHaveMistakes_writesNothing() throws IOException {
        assertThat(run("old.json", "new.json", "--release", "", "--clients", "2.x"))
                .isEqualTo(2);

        assertThat(err.toString()).contains("nothing was written, since", "slipcover.yaml:");
        assertThat(read("slipcover.yaml")).isEqualTo(CONFIGURATION);
        assertThat(folder.resolve("lenses")).doesNotExist();
    }

    @Test
    void new_folderOfLensesComesFromAVariable_isTheOneThatIsRead() throws IOException {
        write("slipcover.yaml", CONFIGURATION + "lenses: ${SLIPCOVER_TEST_FOLDER:-steps}\n");
        Files.createDirectory(folder.resolve("steps"));

        assertThat(run("old.json", "new.json")).as(err::toString).isZero();
        assertThat(folder.resolve("steps/note.1-2.yaml")).exists();
    }

    @Test
    void new_linkToTheConfiguration_staysALinkAndTheFileKeepsItsPermissions() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real")).resolve("notes.yaml");
        Files.move(folder.resolve("slipcover.yaml"), real);
        Files.createSymbolicLink(folder.resolve("slipcover.yaml"), real);
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));

        assertThat(run("old.json", "new.json")).as(err::toString).isZero();
        assertThat(folder.resolve("slipcover.yaml")).isSymbolicLink();
        assertThat(real).content().contains("name: \"2\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
                .isEqualTo("rw-r-----");
        assertThat(real.getParent()).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void write_configurationWasChangedMeanwhile_staysAndTheLensGoes() throws IOException {
        Path file = folder.resolve("slipcover.yaml");
        Path lens = folder.resolve("lenses/note.1-2.yaml");
        String after = CONFIGURATION.replace(
                "# the first\n", "\n  - { name: \"2\", clients: 2.x, types: { note: 2, other: 4 } }\n");
        LensAndRelease both =
                new LensAndRelease(lens, "type: note\nfrom: 1\nto: 2\nlens: []\n", file, CONFIGURATION, after);
        write("slipcover.yaml", CONFIGURATION + "# of somebody else\n");

        assertThatIOException().isThrownBy(() -> both.write(Map.of())).withMessageContaining("was changed meanwhile");
        assertThat(file).content().endsWith("# of somebody else\n");
        assertThat(folder.resolve("lenses")).doesNotExist();
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void write_readerHasTheFileOpen_readsTheOldTextToItsEnd() throws IOException {
        Path file = folder.resolve("slipcover.yaml");
        try (InputStream open = Files.newInputStream(file)) {
            new ReplacedText(file, CONFIGURATION).by("short");

            assertThat(open).hasContent(CONFIGURATION);
        }
        assertThat(file).hasContent("short");
    }
}
