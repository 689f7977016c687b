package io.slipcover.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Pattern;

/** What is told of a file or a connection that fails: words of the operating system, never the name of an exception. */
public final class FileTrouble {
    /** What Netty puts before the words of the operating system. */
    private static final Pattern CALL = Pattern.compile("^\\S+\\(\\.\\.\\) failed with error\\(-?\\d+\\): ");

    private FileTrouble() {}

    /** Such as {@code no permission}, without the file's name. */
    public static String of(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "it is not there";
        }
        if (failure instanceof AccessDeniedException) {
            return "no permission";
        }
        String message = failure instanceof FileSystemException ofFile ? ofFile.getReason() : failure.getMessage();
        return message == null ? "it failed" : CALL.matcher(message).replaceFirst("");
    }
}
