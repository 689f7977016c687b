package io.slipcover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class CheckCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        CommandLine commandLine = Slipcover.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    @Test
    void check_theTodoExample_saysWhatWasRead() {
        assertThat(run("check", "-c", "../examples/todo/slipcover.yaml")).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("""
                        4 releases, 2 types, 2 lenses: no mistakes

                        Releases:
                          1    1.x             todo-item 1, settings 1
                          1.1  >=1.1.0 <2.0.0  todo-item 1, settings 1
                          2    2.x             todo-item 2, settings 1
                          3    >=3.0.0         todo-item 3, settings 1 (is stored)

                        Paths to what is stored:
                          todo-item 1 to 3, edits with their base
                          todo-item 2 to 3, edits with their base

                        Not kept of what older clients write:
                          todo-item.1-2.yaml:10:5: convert status: a value that no pair holds is stored as "active"
                        """);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void check_oldestStored_isSummedUp() throws Exception {
        Path file = folder.resolve("slipcover.yaml");
        Files.writeString(file, """
                documents: { type: { id-prefix: ":" }, version: { field: v }, oldest-stored: { note: 2 } }
                releases:
                  - { name: "2", clients: "*", types: { note: 2, memo: 1 } }
                """);

        assertThat(run("check", "-c", file.toString())).isZero();
        assertThat(out.toString())
                .containsSubsequence(
                        "Oldest shapes that are still stored:" + System.lineSeparator(),
                        "  note 2" + System.lineSeparator());
    }

    @Test
    void check_mistakes_areAllToldOnStderr_exits2() throws Exception {
        Path file = folder.resolve("slipcover.yaml");
        Files.writeString(file, "lisen: 1\ndocuments: {}\n");

        assertThat(run("check", "--config", file.toString())).isEqualTo(2);
        assertThat(err.toString()).isEqualToNormalizingNewlines("""
                        slipcover.yaml:1:1: missing 'releases'
                        slipcover.yaml:1:1: unknown key 'lisen', did you mean 'listen'?
                        slipcover.yaml:2:1: documents: missing 'type'
                        slipcover.yaml:2:1: documents: missing 'version'
                        """);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void check_warnings_areToldBesideTheSummary_exits0() throws Exception {
        Path file = folder.resolve("slipcover.yaml");
        Files.writeString(file, """
                documents: { type: { id-prefix: ":" }, version: { field: v } }
                releases:
                  - { name: "1", clients: 1.x, types: { note: 1 } }
                  - { name: "2", clients: "*", types: { note: 1 } }
                """);

        assertThat(run("check", "-c", file.toString())).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("""
                        2 releases, 1 type, 0 lenses: no mistakes, 1 warning

                        Releases:
                          1  1.x  note 1
                          2  *    note 1 (is stored)

                        Warnings:
                          slipcover.yaml:3:27: releases: clients: '1' serves nobody, since a later release takes every version of it: '2'
                        """);
        assertThat(run("check", "--strict", "-c", file.toString())).isEqualTo(2);
    }

    @Test
    void strict_withoutWarnings_exits0() {
        assertThat(run("check", "--strict", "-c", "../examples/todo/slipcover.yaml"))
                .isZero();
    }

    @Test
    void check_wrongUsage_exits2() {
        assertThat(run("check")).isEqualTo(2);
        assertThat(err.toString()).contains("--config");
        assertThat(run("check", "-c", folder.resolve("nowhere.yaml").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("there is no file");
    }

    @Test
    void help_ofCheck_exits0() {
        assertThat(run("check", "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: slipcover check").contains("--config");
    }

    @Test
    void paths_areToldInFull() {
        assertThat(run("check", "--paths", "-c", "../examples/todo/slipcover.yaml"))
                .isZero();
        assertThat(out.toString().lines())
                .containsSequence(
                        "  todo-item 1 to 3",
                        "    older clients do not see: group, assignee",
                        "    not kept of what they write: convert status: a value that no pair holds is stored as \"active\"",
                        "    takes from the base of an edit: convert status, add group, add assignee, hoist group.name, wrap"
                                + " assignees",
                        "    an edit is refused for: status that is there beside isDone; group that clients write differently"
                                + " from what is stored; assignee that clients write differently from what is stored; text that"
                                + " is there beside title; name that is there beside group; groupName that is there beside name;"
                                + " assignees that is there beside assignee");
        assertThat(out.toString()).contains("  todo-item 2 to 3").contains("    older clients do not see: nothing");
    }

    private Path samples(String... documents) throws Exception {
        Path file = folder.resolve("samples.ndjson");
        Files.writeString(file, String.join("\n", documents));
        return file;
    }

    private static final String KEPT =
            "{\"_id\":\"a\",\"schema\":\"todo-item\",\"version\":1,\"title\":\"Tea\",\"isDone\":false}";
    private static final String UNSHOWABLE =
            "{\"_id\":\"b\",\"schema\":\"todo-item\",\"version\":3,\"text\":\"secret\",\"assignees\":\"ada\"}";

    @Test
    void samplesThatAreKept_exit0() throws Exception {
        assertThat(run(
                        "check",
                        "-c",
                        "../examples/todo/slipcover.yaml",
                        "--samples",
                        samples(KEPT, "{\"_id\":\"x\"}").toString()))
                .isZero();
        assertThat(out.toString()).contains(": nothing is lost").contains("  todo-item 1: 1 document");
    }

    @Test
    void samplesThatAreNot_exit1_withTheSmallestAndNoValue() throws Exception {
        String file = samples(KEPT, UNSHOWABLE).toString();

        assertThat(run("check", "-c", "../examples/todo/slipcover.yaml", "--samples", file))
                .isEqualTo(1);
        assertThat(out.toString().lines())
                .containsSequence(
                        "Violations:",
                        "  todo-item cannot be shown: todo-item 3 to 1: wrap assignees: assignees is expected to be an array",
                        "    1 document: b",
                        "    smallest: {\"_id\":\"b\",\"schema\":\"todo-item\",\"version\":3,\"assignees\":\"…\"}");
        assertThat(out.toString()).doesNotContain("secret").doesNotContain("ada");

        assertThat(run("check", "-c", "../examples/todo/slipcover.yaml", "--samples", file, "--show-values"))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains("smallest: {\"_id\":\"b\",\"schema\":\"todo-item\",\"version\":3,\"assignees\":\"\"}");
    }

    @Test
    void json_isOneObjectWithEverything() throws Exception {
        String file = samples(UNSHOWABLE).toString();

        assertThat(run("check", "--json", "-c", "../examples/todo/slipcover.yaml", "--samples", file))
                .isEqualTo(1);
        JsonObject all = JsonObject.of(out.toString().strip());
        assertThat(all.get(JsonName.of("mistakes"))).hasToString("[]");
        assertThat(all.get(JsonName.of("losses")).toString())
                .startsWith("[{\"file\":\"todo-item.1-2.yaml\",\"line\":10,\"column\":5,\"message\":\"convert status:");
        assertThat(all.get(JsonName.of("paths")).toString())
                .startsWith("[{\"type\":\"todo-item\",\"from\":1,\"to\":3,\"unseen\":[\"group\",\"assignee\"]");
        JsonObject samples = all.object(JsonName.of("samples"));
        assertThat(samples.get(JsonName.of("documents"))).hasToString("1");
        assertThat(samples.get(JsonName.of("violations")).toString())
                .startsWith("[{\"kind\":\"unshowable\",\"type\":\"todo-item\"")
                .contains("\"ids\":[\"b\"]")
                .contains("\"assignees\":\"…\"");
    }

    @Test
    void jsonOfMistakes_exits2() throws Exception {
        Path file = folder.resolve("slipcover.yaml");
        Files.writeString(file, "lisen: 1\n");

        assertThat(run("check", "--json", "-c", file.toString())).isEqualTo(2);
        assertThat(out.toString())
                .startsWith(
                        "{\"mistakes\":[{\"file\":\"slipcover.yaml\",\"line\":1,\"column\":1,\"message\":\"missing 'documents'\"}");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void samplesThatAreNoDocuments_areToldWithTheirLine_exit1() throws Exception {
        String file = samples(KEPT, "7", "{\"id\":\"a\",\"key\":\"a\",\"value\":{}}", "{\"broken\":")
                .toString();

        assertThat(run("check", "-c", "../examples/todo/slipcover.yaml", "--samples", file))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains(file + ":2: document 2: expected a document, found no object")
                .contains(file + ":3: document 3: found a row without its document; ask CouchDB with include_docs=true")
                .contains(file + ":4: document 4: ");
        assertThat(run("check", "-c", "../examples/todo/slipcover.yaml", "--samples", "nowhere.json"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--samples: there is no file nowhere.json");
    }

    @Test
    void rowWhoseDocumentIsNull_isReportedUnlessItWasDeleted() throws Exception {
        Path file = folder.resolve("all_docs.json");
        Files.writeString(
                file,
                "{\"rows\":[\n{\"id\":\"a\",\"key\":\"a\",\"value\":{\"rev\":\"1-a\"},\"doc\":null,\"error\":\"migration_failed\"},"
                        + "\n{\"id\":\"b\",\"key\":\"b\",\"value\":{\"rev\":\"1-a\"},\"doc\":" + KEPT + "}\n]}");

        assertThat(run("check", "-c", "../examples/todo/slipcover.yaml", "--samples", file.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains(file + ":2: document 1: found a row without its document");
        assertThat(out.toString()).contains("  todo-item 1: 1 document");
    }

    @Test
    void rowsOfCouchDb_standForTheirDocuments() throws Exception {
        Path file = folder.resolve("all_docs.json");
        Files.writeString(
                file,
                "{\"total_rows\":2,\"offset\":0,\"rows\":[\n{\"id\":\"a\",\"key\":\"a\",\"value\":{\"rev\":\"1-a\"},\"doc\":"
                        + KEPT + "},\n{\"id\":\"z\",\"key\":\"z\",\"value\":{\"deleted\":true},\"doc\":null}\n]}");

        assertThat(run("check", "-c", "../examples/todo/slipcover.yaml", "--samples", file.toString()))
                .isZero();
        assertThat(out.toString()).contains("  todo-item 1: 1 document");
    }
}
