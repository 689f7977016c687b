package io.slipcover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class SlipcoverTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine commandLine = Slipcover.commandLine(arguments);
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    @Test
    void help_listsCommandsOfOtherModules_exits0() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: slipcover").contains("echo", "Prints its argument.");
    }

    @Test
    void commandLine_commandOfThisModule_isTheOnlyOne() {
        for (String name : List.of("serve", "check", "transform")) {
            assertThat(Slipcover.commandLine(name, "--help").getSubcommands()).containsOnlyKeys(name);
        }
    }

    @Test
    void commandLine_anythingElse_hasThemAll() {
        assertThat(Slipcover.commandLine().getSubcommands()).containsKeys("serve", "check", "transform", "echo");
        assertThat(Slipcover.commandLine("echo").getSubcommands()).containsKeys("serve", "check", "transform", "echo");
    }

    @Test
    void version_isTheProjects_exits0() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).matches("slipcover \\d+\\.\\d+\\.\\d+\\S*\\R");
    }

    @Test
    void helpAndVersion_ofACommand_areInherited() {
        assertThat(run("echo", "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: slipcover echo").contains("Prints its argument.");
        assertThat(run("echo", "--version")).isZero();
        assertThat(out.toString()).containsPattern("slipcover \\d");
    }

    @Test
    void command_ofAnotherModule_runs() {
        assertThat(run("echo", "hello")).isZero();
        assertThat(out.toString()).isEqualToIgnoringNewLines("hello");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void wrongUsage_isToldOnStderr_exits2() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required subcommand");
        assertThat(run("nonsense")).isEqualTo(2);
        assertThat(err.toString()).contains("nonsense");
        assertThat(run("echo", "--no-such-option", "hello")).isEqualTo(2);
        assertThat(err.toString()).contains("--no-such-option");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void failure_whileRunning_exits1() {
        assertThat(run("echo", "fail")).isEqualTo(1);
        assertThat(err.toString()).contains("asked to fail");
    }
}
