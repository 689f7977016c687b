package io.slipcover.regex;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A writer of programs. It writes a program from its end to its beginning, so that each state knows where it leads. The steps that are
 * still to be written stand in a list and not on Java's stack.
 */
final class ProgramWriter {
    private final Map<ByteSet, Integer> sets = new LinkedHashMap<>();
    private final Deque<Step> steps = new ArrayDeque<>();
    private final int[] kinds;
    private final int[] operands;
    private final int[] nexts;
    private int written;
    private int entry;

    private ProgramWriter(int states) {
        kinds = new int[states];
        operands = new int[states];
        nexts = new int[states];
    }

    /** Writes the program of a pattern, which has to be small enough. */
    static Program write(Node pattern) {
        ProgramWriter writer = new ProgramWriter(pattern.states() + 1);
        writer.state(Program.MATCH, 0, 0);
        writer.later(pattern);
        while (!writer.steps.isEmpty()) {
            writer.steps.pop().write(writer);
        }
        return writer.program();
    }

    private Program program() {
        return new Program(
                Arrays.copyOf(kinds, written),
                Arrays.copyOf(operands, written),
                Arrays.copyOf(nexts, written),
                List.copyOf(sets.keySet()),
                entry);
    }

    /** Writes a step later. The step that was handed in last comes first, before all that were handed in earlier. */
    void later(Step step) {
        steps.push(step);
    }

    /** The state that what is written next leads to. */
    int entry() {
        return entry;
    }

    /** Lets what is written next lead to this state. */
    void goOn(int state) {
        entry = state;
    }

    void bytes(ByteSet set) {
        Integer known = sets.putIfAbsent(set, sets.size());
        state(Program.BYTES, known == null ? sets.size() - 1 : known, entry);
    }

    void place(Node.Place place) {
        state(Program.PLACE, Program.PLACES.indexOf(place), entry);
    }

    void split(int first, int second) {
        state(Program.SPLIT, second, first);
    }

    /** A state that splits to what stands behind a loop and, as soon as it is {@linkplain #lead led} there, to the loop. */
    int split(int behind) {
        split(written, behind);
        return entry;
    }

    /** Leads a state that splits to the beginning of its loop. */
    void lead(int split, int body) {
        nexts[split] = body;
    }

    private void state(int kind, int operand, int next) {
        kinds[written] = kind;
        operands[written] = operand;
        nexts[written] = next;
        entry = written++;
    }

    /** A part of a program that is still to be written. */
    @FunctionalInterface
    interface Step {
        /** Writes the part before what the writer wrote last, and leaves as the writer's entry the state at which the part begins. */
        void write(ProgramWriter writer);
    }
}
