package io.slipcover.regex;

import java.util.StringJoiner;

/** A program as JSON, for whoever runs it without this package. */
final class ProgramText {
    private ProgramText() {}

    /**
     * The object with {@code start}, the state where a match begins, and two lists: {@code states}, each of which is
     * {@code ["match"]}, {@code ["bytes", set, next]}, {@code ["split", one, other]} or {@code ["place", condition, next]}, and
     * {@code sets}, each of which has the first and the last byte of every range.
     */
    static String of(Program program) {
        StringJoiner states = new StringJoiner(",", "[", "]");
        for (int state = 0; state < program.size(); state++) {
            states.add(state(program, state));
        }
        StringJoiner sets = new StringJoiner(",", "[", "]");
        program.sets.forEach(set -> sets.add(ranges(set)));
        return "{\"start\":" + program.start + ",\"states\":" + states + ",\"sets\":" + sets + "}";
    }

    private static String state(Program program, int state) {
        int operand = program.operands[state];
        int next = program.nexts[state];
        return switch (program.kinds[state]) {
            case Program.MATCH -> "[\"match\"]";
            case Program.BYTES -> "[\"bytes\"," + operand + "," + next + "]";
            case Program.SPLIT -> "[\"split\"," + operand + "," + next + "]";
            case Program.PLACE -> "[\"place\",\"" + Program.PLACES.get(operand) + "\"," + next + "]";
            default -> throw new IllegalStateException("state of kind " + program.kinds[state]);
        };
    }

    private static String ranges(ByteSet set) {
        StringJoiner ranges = new StringJoiner(",", "[", "]");
        for (int first = 0; first < ByteSet.SIZE; first++) {
            if (set.contains(first)) {
                int last = first;
                while (last + 1 < ByteSet.SIZE && set.contains(last + 1)) {
                    last++;
                }
                ranges.add(first + "," + last);
                first = last;
            }
        }
        return ranges.toString();
    }
}
