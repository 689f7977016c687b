package io.slipcover.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
}
