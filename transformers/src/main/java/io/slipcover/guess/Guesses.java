package io.slipcover.guess;

import io.slipcover.lens.Operation;
import java.util.ArrayList;
import java.util.List;

/**
 * What was made of some examples.
 *
 * @param guesses the operations, in their order
 * @param open what nothing explains, a line for each member
 */
public record Guesses(List<Guess> guesses, List<String> open) {
    private static final String TODO = "# TODO";

    public Guesses {
        guesses = List.copyOf(guesses);
        open = List.copyOf(open);
    }

    /** The operations of the lens. */
    public List<Operation> operations() {
        return guesses.stream().map(Guess::operation).toList();
    }

    /** The lens as a list of a lens file, and behind it what is open, as comments. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Guess guess : guesses) {
            for (int i = 0; i < guess.lines().size(); i++) {
                lines.add((i == 0 ? "- " : "  ") + guess.lines().get(i));
            }
        }
        open.forEach(member -> lines.add(TODO + " " + member));
        return lines;
    }

    /** How many lines leave something to whoever reads them: what is open, and what an operation cannot know. */
    public int todos() {
        return (int)
                lines().stream().filter(line -> line.strip().startsWith(TODO)).count();
    }
}
