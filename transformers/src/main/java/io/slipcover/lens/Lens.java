package io.slipcover.lens;

import java.util.List;

/**
 * The operations that lead documents of one type from one version to the next.
 *
 * @param type the name of the type
 * @param from the older version, from 1
 * @param to the newer version, {@code from + 1}
 * @param operations in the order in which they lead upwards
 */
public record Lens(String type, int from, int to, List<Operation> operations) {
    public Lens {
        if (from < 1) {
            throw new IllegalArgumentException("from is " + from + ", expected a version, from 1");
        }
        if (to != from + 1) {
            throw new IllegalArgumentException("to is " + to + ", expected the version after from, " + (from + 1));
        }
        operations = List.copyOf(operations);
    }
}
