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
}
