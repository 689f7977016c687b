package io.slipcover.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What becomes of a command line that cannot be understood: one line says what is wrong with it. Only who asks for nothing at all is shown
 * what there is.
 *
 * <p>A class rather than a lambda, which would keep picocli out of the archive of classes.
 */
final class WrongUsage implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException mistake, String[] arguments) {
        CommandLine command = mistake.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        if (arguments.length == 0) {
            command.getErr().println(name + ": " + mistake.getMessage());
            command.usage(command.getErr());
        } else {
            command.getErr().println(name + ": " + problem(mistake, command) + "; see " + name + " --help");
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String problem(ParameterException mistake, CommandLine command) {
        if (mistake instanceof UnmatchedArgumentException unmatched
                && !command.getSubcommands().isEmpty()) {
            List<String> words = unmatched.getUnmatched();
            return "there is no command '" + words.get(0) + "', only "
                    + String.join(", ", command.getSubcommands().keySet());
        }
        return String.valueOf(mistake.getMessage()).replace(System.lineSeparator(), " ");
    }
}
