package io.slipcover.cli;

import static java.util.Objects.requireNonNull;

import io.slipcover.config.CannotListenException;
import io.slipcover.config.ConfigurationException;
import io.slipcover.config.FileTrouble;
import io.slipcover.upstream.NoTransportException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;

/**
 * What becomes of an exception that a command throws. Mistakes in a configuration, and in the name of a transport, are told as they are.
 * An address at which nothing can listen, and files and pipes that fail, are told in a line that names no exception. Whatever else is
 * a mistake of the program's own, with its stack trace.
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
        String trouble = trouble(failure);
        if (trouble != null) {
            command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + trouble);
            return command.getCommandSpec().exitCodeOnExecutionException();
        }
        throw failure;
    }

    /** The line for what is no mistake of the program's, or null. */
    private static @Nullable String trouble(Exception failure) {
        if (failure instanceof CannotListenException) {
            return failure.getMessage();
        }
        if (failure instanceof IOException inputOrOutput) {
            return FileTrouble.of(inputOrOutput);
        }
        if (failure instanceof UncheckedIOException unchecked) {
            IOException cause = requireNonNull(unchecked.getCause());
            String message = unchecked.getMessage();
            return message == null || message.equals(cause.toString()) ? FileTrouble.of(cause) : message;
        }
        return null;
    }
}
