package io.slipcover.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.lens.OperationReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.MathContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cases of the operations' example files, which {@code Cases} in the package of lenses tells how to read. Java's own answers count. */
final class ExampleCases {
    /** Operations that another engine needs foreign code for. */
    private static final List<String> FOREIGN = List.of("{\"java\":", "{\"jsonata\":");

    private ExampleCases() {}

    static void write(String file, Corpus corpus) {
        Corpus.@Nullable Line line = null;
        for (String text : lines(file)) {
            int space = text.indexOf(' ');
            String kind = space < 0 ? "" : text.substring(0, space);
            String rest = text.substring(space + 1).trim();
            if (kind.equals("operation")) {
                end(line);
                line = FOREIGN.stream().anyMatch(rest::startsWith)
                        ? null
                        : corpus.lineOf(List.of(rest), MathContext.UNLIMITED);
            } else if (line != null) {
                add(line, kind, rest);
            }
        }
        end(line);
    }

    private static void end(Corpus.@Nullable Line line) {
        if (line != null) {
            line.end();
        }
    }

    private static void add(Corpus.Line line, String kind, String rest) {
        switch (kind) {
            case "both" -> {
                String[] sides = rest.split(" <=> ", -1);
                line.forward(sides[0].trim());
                line.backward(sides[1].trim());
                line.put(sides[1].trim(), sides[0].trim());
            }
            case "forward" -> line.forward(rest.split(" => ", -1)[0].trim());
            case "backward" -> line.backward(rest.split(" => ", -1)[0].trim());
            case "put", "read" -> {
                String[] sides = rest.split(" => ", -1)[0].split(" <- ", -1);
                line.put(sides[0].trim(), sides[1].trim());
            }
            default -> {} // A title.
        }
    }

    private static List<String> lines(String file) {
        try (InputStream in = OperationReader.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
