package io.slipcover.fuzzing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * The inputs that are kept for a target: the ones to begin with, and the ones that found something. They stand in {@code TARGET.txt}, one a
 * line. {@code \xHH} stands for a byte that does not print, and {@code \\} for a backslash. A line that begins with {@code #} is a comment.
 */
final class Corpus implements ArgumentsProvider {
    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        return of(context.getRequiredTestClass()).stream().map(Arguments::of);
    }

    static List<byte[]> of(Class<?> target) {
        try (InputStream in = target.getResourceAsStream(target.getSimpleName() + ".txt")) {
            if (in == null) {
                throw new IllegalArgumentException("no inputs for " + target);
            }
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(Corpus::read)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The input that a line spells. */
    static byte[] read(String line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int at = 0; at < line.length(); at++) {
            if (line.charAt(at) != '\\') {
                bytes.writeBytes(line.substring(at, at + 1).getBytes(ISO_8859_1));
            } else if (line.charAt(++at) == 'x') {
                bytes.write(Integer.parseInt(line, at + 1, at + 3, 16));
                at += 2;
            } else {
                bytes.write(line.charAt(at));
            }
        }
        return bytes.toByteArray();
    }

    /** The line that spells an input. */
    static String spell(byte[] input) {
        StringBuilder line = new StringBuilder();
        for (byte each : input) {
            if (each == '\\') {
                line.append("\\\\");
            } else if (each < ' ' || each > '~' || (each == '#' && line.isEmpty())) {
                line.append(String.format("\\x%02X", each));
            } else {
                line.append((char) each);
            }
        }
        return line.toString();
    }
}
