package io.slipcover.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The program: {@code slipcover COMMAND …}. Without a command it does nothing, because that is wrong usage. */
@Command(
        name = "slipcover",
        description = "A CouchDB proxy that lets clients of different schema versions share one database.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT)
public final class Slipcover {
    private Slipcover() {}

    public static void main(String[] arguments) {
        CommandLine commandLine = commandLine(arguments);
        // The platform's own encoding may be one that has no room for what documents and messages hold.
        commandLine.setOut(new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true));
        commandLine.setErr(new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true));
        System.exit(commandLine.execute(arguments));
    }

    /**
     * The command line that reads these arguments. Where the arguments begin with a command of this module, the command
     * line knows only that command: finding out which options a command has takes longer than reading the
     * configuration. Otherwise it knows all commands, first the commands of this module and then the commands that
     * other modules register.
     */
    static CommandLine commandLine(String... arguments) {
        // First, since "serve" begins to load what it needs.
        List<Subcommand> builtIn = builtIn(arguments.length == 0 ? "" : arguments[0]);
        CommandLine commandLine = new CommandLine(new Slipcover());
        for (Subcommand command : builtIn.isEmpty() ? all() : builtIn) {
            commandLine.addSubcommand(command);
        }
        commandLine.setExecutionExceptionHandler(new Failures());
        commandLine.setParameterExceptionHandler(new WrongUsage());
        return commandLine;
    }

    private static List<Subcommand> builtIn(String name) {
        return switch (name) {
            case "serve" -> List.of(new ServeCommand().load());
            case "check" -> List.of(new CheckCommand());
            case "transform" -> List.of(new TransformCommand());
            case "quarantine" -> List.of(new QuarantineCommand());
            case "schema" -> List.of(new SchemaCommand());
            case "lenses" -> List.of(new LensesCommand());
            case "stats" -> List.of(new StatsCommand());
            case "migrate" -> List.of(new MigrateCommand());
            case "import" -> List.of(new ImportCommand());
            case "usage" -> List.of(new UsageCommand());
            case "design" -> List.of(new DesignCommand());
            case "retire" -> List.of(new RetireCommand());
            case "changelog" -> List.of(new ChangelogCommand());
            case "new" -> List.of(new NewCommand());
            default -> List.of();
        };
    }

    /** The commands in the order in which {@code --help} shows them. */
    private static List<Subcommand> all() {
        List<Subcommand> all = new ArrayList<>(List.of(
                new ServeCommand(),
                new CheckCommand(),
                new TransformCommand(),
                new NewCommand(),
                new QuarantineCommand(),
                new SchemaCommand(),
                new LensesCommand(),
                new StatsCommand(),
                new MigrateCommand(),
                new ImportCommand(),
                new DesignCommand(),
                new UsageCommand(),
                new ChangelogCommand(),
                new RetireCommand()));
        ServiceLoader.load(Subcommand.class).forEach(all::add);
        return all;
    }
}
