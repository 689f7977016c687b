package io.slipcover.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;
import picocli.CommandLine;

/**
 * Writes what a shell's user expects beside a program: the manual page, and completions for bash and zsh. The packages run it when they are
 * built. Its one argument is the folder {@code share} to write into.
 */
final class ShellFiles {
    private ShellFiles() {}

    public static void main(String[] arguments) throws IOException {
        CommandLine program = Slipcover.commandLine();
        Path share = Path.of(arguments[0]);
        ManualPage manual = new ManualPage(program);
        write(share.resolve("man/man1").resolve(manual.fileName()), manual.text());
        String name = program.getCommandName();
        write(share.resolve("bash-completion/completions").resolve(name), bash(name, program));
        write(share.resolve("zsh/site-functions").resolve("_" + name), new ZshCompletion(program).text());
    }

    /** Without its first line: a shell reads this file, and nobody runs it. */
    private static String bash(String name, CommandLine program) {
        String script = AutoComplete.bash(name, program);
        return script.startsWith("#!") ? script.substring(script.indexOf('\n') + 1) : script;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
