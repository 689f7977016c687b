package io.slipcover.config;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A lens between two versions in use, in words.
 *
 * @param file the name of its file
 * @param operations what each operation does, in the order in which they lead up
 */
public record LensStep(String type, int from, int to, String file, List<String> operations) {
    public LensStep {
        requireNonNull(type, "type");
        requireNonNull(file, "file");
        operations = List.copyOf(operations);
    }
}
