package io.slipcover.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A command that another module might bring, found through {@code META-INF/services}. Prints its one argument. */
@Command(name = "echo", description = "Prints its argument.")
public final class EchoSubcommand implements Subcommand {
    @Spec
    CommandSpec spec;

    @Parameters(description = "What to print; 'fail' throws instead.")
    String text;

    @Override
    public Integer call() {
        if (text.equals("fail")) {
            throw new IllegalStateException("asked to fail");
        }
        spec.commandLine().getOut().println(text);
        return 0;
    }
}
