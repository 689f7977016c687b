package io.slipcover.cli;

import io.slipcover.config.ConfigurationException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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
        CommandLine commandLine = commandLine();
        // The platform's own encoding may be one that has no room for what documents and messages hold.
        commandLine.setOut(new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true));
        commandLine.setErr(new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true));
        System.exit(commandLine.execute(arguments));
    }

    /** The whole command line, with the commands of this module first and then those that other modules register. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Slipcover());
        builtIn().forEach(commandLine::addSubcommand);
        ServiceLoader.load(Subcommand.class).forEach(commandLine::addSubcommand);
        commandLine.setExecutionExceptionHandler(Slipcover::failed);
        return commandLine;
    }

    /** Mistakes in a configuration are told as they are; whatever else a command throws is a failure with its cause. */
    private static int failed(Exception failure, CommandLine command, CommandLine.ParseResult result) throws Exception {
        if (failure instanceof ConfigurationException) {
            command.getErr().println(failure.getMessage());
            return command.getCommandSpec().exitCodeOnInvalidInput();
        }
        throw failure;
    }

    /** The commands of this module, in the order in which {@code --help} shows them. */
    private static List<Subcommand> builtIn() {
        return List.of(new ServeCommand(), new CheckCommand(), new TransformCommand());
    }
}
