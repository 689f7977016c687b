package io.slipcover.cli;

import io.slipcover.config.ConfigurationException;
import io.slipcover.upstream.NoTransportException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;

/**
 * What becomes of an exception that a command throws: mistakes in a configuration, and in the name of a transport, are told as they are,
 * and what files and pipes fail with is told in a line; whatever else is a failure with its stack trace.
 *
 * <p>A class rather than a lambda, which would keep picocli out of the archive of classes.
 */
final class Failures implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, CommandLine.ParseResult result)
            throws Exception {
        if (failure instanceof ConfigurationException || failure instanceof NoTransportException) {
            command.getErr().println(failure.getMessage());
            return command.getCommandSpec().exitCodeOnInvalidInput();
        }
        if (failure instanceof IOException) {
            command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + failure);
            return command.getCommandSpec().exitCodeOnExecutionException();
        }
        throw failure;
    }
}
