package io.slipcover.cli;

import java.util.List;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The program: {@code slipcover COMMAND …}. It does nothing without a command; that is wrong usage. */
@Command(
        name = "slipcover",
        description = "A CouchDB proxy that lets clients of different schema versions share one database.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT)
public final class Slipcover {
    private Slipcover() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The whole command line, with the commands of this module first and then those that other modules register. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Slipcover());
        builtIn().forEach(commandLine::addSubcommand);
        ServiceLoader.load(Subcommand.class).forEach(commandLine::addSubcommand);
        return commandLine;
    }

    /** The commands of this module, in the order in which {@code --help} shows them. */
    private static List<Subcommand> builtIn() {
        return List.of(new Serve());
    }
}
