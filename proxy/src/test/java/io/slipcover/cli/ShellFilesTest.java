package io.slipcover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page and the completions, read by the programs that they are for. */
final class ShellFilesTest {
    @TempDir
    private Path share;

    @BeforeEach
    void write() throws IOException {
        ShellFiles.main(new String[] {share.toString()});
    }

    private String run(String... command) throws Exception {
        assumeTrue(isInstalled(command[0]), command[0] + " is not installed here");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8", "MANWIDTH", "100", "MANPAGER", "cat"));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Every option of every command of this module. */
    private static List<String> options() {
        List<String> options = new ArrayList<>();
        for (CommandLine command : Slipcover.commandLine().getSubcommands().values()) {
            for (OptionSpec option : command.getCommandSpec().options()) {
                if (!option.usageHelp() && !option.versionHelp()) {
                    options.addAll(List.of(option.names()));
                }
            }
        }
        return options;
    }

    @Test
    void manualPage_read_namesEveryCommandAndOption() throws Exception {
        Path page = share.resolve("man/man1/slipcover.1");
        assertThat(Files.readString(page)).doesNotContain("@COMMANDS@");

        String shown = run("man", "--warnings=w", "-l", page.toString());

        assertThat(shown)
                .contains("SYNOPSIS", "serve --config FILE", "check", "transform", "new TYPE --", "EXIT STATUS")
                .contains(options())
                .doesNotContain("warning:");
    }

    @Test
    void bashCompletion_sourced_completesCommandsAndOptions() throws Exception {
        String script = share.resolve("bash-completion/completions/slipcover").toString();

        String completed = run("bash", "-c", """
                compopt() { :; }                    # works in a shell that completes alone
                source '%s'
                COMP_WORDS=(slipcover s); COMP_CWORD=1; COMP_LINE='slipcover s'; COMP_POINT=11
                _complete_slipcover
                echo "${COMPREPLY[@]}"
                COMP_WORDS=(slipcover serve --l); COMP_CWORD=2; COMP_LINE='slipcover serve --l'; COMP_POINT=19
                _complete_slipcover
                echo "${COMPREPLY[@]}"
                """.formatted(script));

        assertThat(completed.lines()).containsExactly("serve schema stats", "--listen");
    }

    @Test
    void zshCompletion_read_isSound_andHasEveryOption() throws Exception {
        Path script = share.resolve("zsh/site-functions/_slipcover");
        assertThat(Files.readString(script)).startsWith("#compdef slipcover\n").contains(options());

        run("zsh", "-n", script.toString());
    }
}
