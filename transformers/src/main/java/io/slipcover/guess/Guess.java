package io.slipcover.guess;

import io.slipcover.lens.Operation;
import java.util.List;

/**
 * One operation that explains a difference.
 *
 * @param operation the operation
 * @param lines its lines in a lens file, comments included; the later lines are indented below the first
 */
public record Guess(Operation operation, List<String> lines) {
    public Guess {
        lines = List.copyOf(lines);
    }
}
