package io.slipcover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class TransformCommandTest {
    private static final String TODO = "../examples/todo/slipcover.yaml";

    private final ByteArrayOutputStream documents = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String input, String... arguments) {
        CommandLine commandLine =
                new CommandLine(new TransformCommand(new ByteArrayInputStream(input.getBytes(UTF_8)), documents));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    @Test
    void transform_olderToNewer_leadsUp() {
        int status = run("""
                {"_id":"todo:1","schema":"todo-item","title":"Tea","isDone":true}
                """, "-c", TODO, "--from", "1", "--to", "3");

        assertThat(status).isZero();
        assertThat(documents.toString(UTF_8)).isEqualTo("""
                        {"_id":"todo:1","schema":"todo-item","text":"Tea","status":"done","groupName":"default","assignees":[],"version":3,"isImportant":false}
                        """);
    }

    @Test
    void transform_newerToOlder_leadsDownAndFillsDefaults() {
        int status = run("""
                {"schema":"todo-item","text":"Tea","status":"done","groupName":"work","assignees":["ada","bob"],"n":1.50}
                """, "-c", TODO, "--from", "3", "--to", "1.1");

        assertThat(status).isZero();
        assertThat(documents.toString(UTF_8)).isEqualTo("""
                        {"schema":"todo-item","title":"Tea","isDone":true,"n":1.50,"version":1,"isImportant":false}
                        """);
    }

    @Test
    void transform_betweenOlderReleases_doesNotGoThroughTheStore() {
        int status = run("""
                {"schema":"todo-item","title":"Tea","isDone":false,"text":"of its own"}
                """, "-c", TODO, "--from", "1", "--to", "2");

        assertThat(err.toString()).isEmpty();
        assertThat(status).isZero();
        assertThat(documents.toString(UTF_8)).contains("\"text\":\"of its own\"", "\"status\":\"active\"");
    }

    @Test
    void transform_prettyPrinted_comesOutOneALine() {
        int status = run("""
                {
                  "schema" : "settings",
                  "theme" : { "colour" : "a \\" b",
                              "sizes" : [ 1.50, 2 ] }
                }{"schema":"settings","n":2}

                 { "schema": "settings",
                   "n": 3 }""", "-c", TODO, "--from", "1", "--to", "3");

        assertThat(status).isZero();
        assertThat(documents.toString(UTF_8).lines())
                .containsExactly(
                        "{\"schema\":\"settings\",\"theme\":{\"colour\":\"a \\\" b\",\"sizes\":[1.50,2]},\"version\":1}",
                        "{\"schema\":\"settings\",\"n\":2,\"version\":1}",
                        "{\"schema\":\"settings\",\"n\":3,\"version\":1}");
    }

    @Test
    void transform_documentsThatCannotBeLed_areNamed_othersComeOut_exits1() {
        int status = run("""
                {"_id":"a","schema":"todo-item","version":1,"title":"Tea","isDone":true,"status":1}
                [1]
                {"_id":"b","schema":"todo-item","version":7,"title":"Tea"}
                {"_id":"c","schema":"settings"}
                """, "-c", TODO, "--from", "1", "--to", "2");

        assertThat(status).isEqualTo(1);
        assertThat(documents.toString(UTF_8)).isEqualTo("{\"_id\":\"c\",\"schema\":\"settings\",\"version\":1}\n");
        assertThat(err.toString().lines().toList())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("stdin:1: document 1: 'a': ")
                                .contains("rename isDone to status"),
                        second ->
                                assertThat(second).isEqualTo("stdin:2: document 2: expected an object, found an array"),
                        third -> assertThat(third).startsWith("stdin:3: document 3: 'b': "));
    }

    @Test
    void transform_malformedJson_stopsThere_exits1() {
        int status = run("""
                {"schema":"settings"}
                {"schema":"settings",
                 "n": 01}
                {"schema":"settings"}
                """, "-c", TODO, "--from", "1", "--to", "2");

        assertThat(status).isEqualTo(1);
        assertThat(documents.toString(UTF_8)).isEqualTo("{\"schema\":\"settings\",\"version\":1}\n");
        assertThat(err.toString()).startsWith("stdin:3: document 2: ");
    }

    @Test
    void transform_truncatedInput_exits1() {
        assertThat(run("{\"schema\":", "-c", TODO, "--from", "1", "--to", "2")).isEqualTo(1);
        assertThat(err.toString()).startsWith("stdin:1: document 1: ");
    }

    @Test
    void transform_file_isRead() throws Exception {
        Path file = folder.resolve("documents.json");
        Files.writeString(file, "{\"schema\":\"settings\",\"ü\":\"\\u00fc\"}\n".repeat(10_000));

        assertThat(run("", "-c", TODO, "--from", "3", "--to", "1", file.toString()))
                .isZero();
        assertThat(documents.toString(UTF_8).lines())
                .hasSize(10_000)
                .containsOnly("{\"schema\":\"settings\",\"ü\":\"\\u00fc\",\"version\":1}");
    }

    @Test
    void transform_typesByDatabase_asksForTheDatabase() throws Exception {
        Path file = Files.writeString(folder.resolve("slipcover.yaml"), """
                documents:
                  type: { database: { "notes-*": note } }
                  version: { field: version }
                releases:
                  - { name: "1", clients: 1.x, types: { note: 1 } }
                  - { name: "2", clients: 2.x, types: { note: 2 } }
                """);
        Files.writeString(
                Files.createDirectory(folder.resolve("lenses")).resolve("note.yaml"),
                "{ type: note, from: 1, to: 2, lens: [ rename: { source: title, destination: text } ] }");
        String[] arguments = {"-c", file.toString(), "--from", "1", "--to", "2", "--database", "notes-ann"};

        assertThat(run("{\"title\":\"Tea\"}", Arrays.copyOf(arguments, 6))).isEqualTo(2);
        assertThat(err.toString())
                .contains("--database: missing, since the configuration tells types by the documents' database");
        assertThat(run("{\"title\":\"Tea\"}", arguments)).isZero();
        assertThat(documents.toString(UTF_8)).isEqualTo("{\"text\":\"Tea\",\"version\":2}\n");
    }

    @Test
    void transform_wrongUsage_exits2() {
        assertThat(run("", "-c", TODO, "--from", "1.2", "--to", "3")).isEqualTo(2);
        assertThat(err.toString()).contains("--from: no release is called '1.2'; expected one of 1, 1.1, 2, 3");
        assertThat(run("", "-c", TODO, "--from", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("--to");
        assertThat(run("", "-c", TODO, "--from", "1", "--to", "2", "nowhere.json"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("there is no file nowhere.json");
    }

    @Test
    void transform_outputThatBreaks_isToldInALine_exits1() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int next) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        InputStream input = new ByteArrayInputStream("{}".getBytes(UTF_8));
        CommandLine commandLine = new CommandLine(new TransformCommand(input, broken));
        commandLine.setErr(new PrintWriter(err, true));
        commandLine.setExecutionExceptionHandler(Slipcover.commandLine().getExecutionExceptionHandler());

        assertThat(commandLine.execute("-c", TODO, "--from", "1", "--to", "2")).isEqualTo(1);
        assertThat(err.toString().lines()).containsExactly("transform: Broken pipe");
    }

    @Test
    void transform_nothing_isNothing() {
        assertThat(run(" \n\n", "-c", TODO, "--from", "1", "--to", "2")).isZero();
        assertThat(documents.size()).isZero();
    }

    @Test
    void transform_moreThanABatch_keepsTheOrderAndTellsEachFailureAtItsLine() {
        StringBuilder input = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        String text = "x".repeat(1_000);
        for (int number = 1; number <= 2_000; number++) {
            boolean sound = number % 500 != 0;
            String type = sound ? "settings" : "todo-item";
            input.append("{\"_id\":\"%d\",\"schema\":\"%s\",\n\"version\":1,\"isDone\":true,\"status\":\"%s\"}\n"
                    .formatted(number, type, text));
            if (sound) {
                expected.append(
                        "{\"_id\":\"%d\",\"schema\":\"settings\",\"version\":1,\"isDone\":true,\"status\":\"%s\"}\n"
                                .formatted(number, text));
            }
        }

        assertThat(run(input.toString(), "-c", TODO, "--from", "1", "--to", "2"))
                .isEqualTo(1);
        assertThat(documents.toString(UTF_8)).isEqualTo(expected.toString());
        assertThat(err.toString().lines().map(line -> line.substring(0, line.indexOf(" todo-item"))))
                .containsExactly(
                        "stdin:999: document 500: '500':",
                        "stdin:1999: document 1000: '1000':",
                        "stdin:2999: document 1500: '1500':",
                        "stdin:3999: document 2000: '2000':");
    }

    @Test
    void transform_malformedBehindSeveralBatches_writesWhatCameBefore() {
        String before = "{\"schema\":\"settings\",\"version\":1,\"text\":\"%s\"}\n".formatted("x".repeat(1_000));

        assertThat(run(before.repeat(1_000) + "{\"a\":}\n{}\n", "-c", TODO, "--from", "1", "--to", "2"))
                .isEqualTo(1);
        assertThat(documents.toString(UTF_8)).isEqualTo(before.repeat(1_000));
        assertThat(err.toString()).startsWith("stdin:1001: document 1001: ").contains("nothing behind it was read");
    }

    @Test
    void transform_versionsOfAType_haveNoDefaults() {
        assertThat(run("""
                {"schema":"todo-item","title":"Tea","isDone":true}
                {"schema":"other","title":"Tea"}
                """, "-c", TODO, "--from", "todo-item@1", "--to", "todo-item@3"))
                .isZero();
        assertThat(documents.toString(UTF_8)).isEqualTo("""
                {"schema":"todo-item","text":"Tea","status":"done","groupName":"default","assignees":[],"version":3}
                {"schema":"other","title":"Tea"}
                """);
    }

    @Test
    void transform_aVersionAndARelease_mayStandTogether() {
        assertThat(run("""
                {"schema":"todo-item","version":2,"title":"Tea","status":"done","group":{"name":"home"},"assignee":null}
                """, "-c", TODO, "--from", "todo-item@2", "--to", "1")).isZero();
        assertThat(documents.toString(UTF_8))
                .isEqualTo("{\"schema\":\"todo-item\",\"version\":1,\"title\":\"Tea\",\"isDone\":true}\n");
    }

    @Test
    void transform_versionsThatAreNone_exits2() {
        assertThat(run("", "-c", TODO, "--from", "todo-item@7", "--to", "3")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--from: no release has version '7' of todo-item; expected one of"
                        + " todo-item@1, todo-item@2, todo-item@3");
        assertThat(run("", "-c", TODO, "--from", "1", "--to", "toodoo@1")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--to: no release names the type 'toodoo'; expected one of todo-item, settings");
        assertThat(run("", "-c", TODO, "--from", "1", "--to", "todo-item")).isEqualTo(2);
        assertThat(err.toString()).contains("1, 1.1, 2, 3, or a version such as todo-item@3");
    }

    private String base(String text) throws IOException {
        Path file = folder.resolve("base.json");
        Files.writeString(file, text);
        return file.toString();
    }

    /** What release 1 does not know of a todo of release 3: its group, and the second of its people. */
    private static final String STORED = """
            {
              "_id": "todo:1", "schema": "todo-item", "version": 3,
              "text": "Tea", "status": "paused", "groupName": "home", "assignees": ["ada", "bob"]
            }
            """;

    @Test
    void transform_editOfABase_showsWhatWouldBeStored() throws IOException {
        assertThat(run("""
                {"_id":"todo:1","schema":"todo-item","version":1,"title":"Mate","isDone":false}
                """, "-c", TODO, "--from", "1", "--base", base(STORED))).isZero();
        assertThat(documents.toString(UTF_8)).isEqualTo("""
                {"_id":"todo:1","schema":"todo-item","version":3,"text":"Mate","status":"paused","groupName":"home","assignees":["ada", "bob"]}
                """);
    }

    @Test
    void transform_editOfABase_storedAsAnOlderRelease_staysInTheBasesShape() throws IOException {
        assertThat(run("""
                {"schema":"todo-item","title":"Tea","isDone":true}
                """, "-c", TODO, "--from", "1", "--to", "2", "--base", base(STORED)))
                .isZero();
        assertThat(documents.toString(UTF_8)).contains("\"version\":3", "\"status\":\"done\"", "[\"ada\", \"bob\"]");
    }

    @Test
    void transform_severalBases_areFoundById_andNoneIsMadeUp() throws IOException {
        assertThat(run("""
                {"_id":"b","schema":"todo-item","title":"B","isDone":true}
                {"_id":"c","schema":"todo-item","title":"C","isDone":true}
                {"schema":"todo-item","title":"D","isDone":true}
                {"_id":"a","schema":"todo-item","title":"A","isDone":true}
                """, "-c", TODO, "--from", "1", "--base", base("""
                        {"_id":"a","schema":"todo-item","version":3,"text":"a","status":"done","groupName":"of a","assignees":[]}
                        {"_id":"b","schema":"todo-item","version":3,"text":"b","status":"done","groupName":"of b","assignees":[]}
                        """))).isEqualTo(1);
        assertThat(documents.toString(UTF_8).lines())
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"text\":\"B\"", "of b"),
                        second -> assertThat(second).contains("\"text\":\"A\"", "of a"));
        assertThat(err.toString().lines())
                .containsExactly(
                        "stdin:2: document 2: 'c': its base is not among the stored documents",
                        "stdin:3: document 3: it has no _id, so its base cannot be told");
    }

    @Test
    void transform_theOnlyBaseOfAnotherId_isNoBase() throws IOException {
        assertThat(run("{\"_id\":\"x\",\"schema\":\"todo-item\"}", "-c", TODO, "--from", "1", "--base", base(STORED)))
                .isEqualTo(1);
        assertThat(documents.size()).isZero();
        assertThat(err.toString()).contains("'x': its base is not among the stored documents");
    }

    @Test
    void transform_basesThatCannotBeRead_areToldWithTheirLine() throws IOException {
        Map<String, String> expected = Map.of(
                "{\"_id\":\"a\"}\n[]",
                ":2: expected a document, which is an object",
                "{\"_id\":\"a\"}\n\n{}",
                ":3: expected an _id in each of several documents",
                "{}{\"_id\":\"a\"}",
                ":1: expected an _id in each of several documents",
                "{\"_id\":\"a\"}\n{\"_id\":\"a\"}",
                ":2: 'a' stands here a second time",
                "{\n\"a\":01}",
                ":2: found '1', expected ',' or '}'",
                "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}",
                ":1: the document nests deeper than 10000 levels");
        for (Map.Entry<String, String> entry : expected.entrySet()) {
            String file = base(entry.getKey());
            assertThat(run("", "-c", TODO, "--from", "1", "--base", file)).isEqualTo(1);
            assertThat(err.toString()).endsWith(file + entry.getValue() + "\n");
        }
        assertThat(run("", "-c", TODO, "--from", "1", "--base", "nowhere.json")).isEqualTo(2);
    }
}
