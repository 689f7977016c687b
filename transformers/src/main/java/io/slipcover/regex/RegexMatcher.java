package io.slipcover.regex;

import java.util.Arrays;

/**
 * One search: runs a program from each place where a match may begin, and comes back to what it has not tried yet where it fails.
 *
 * <p>What is still to be tried stands in a list of its own and not on Java's stack, so that neither a long subject nor a deep pattern
 * overflows it. Each entry is three numbers: an instruction, the place to run it at, and, where it gives back bytes one by one, the
 * least place to give back to, else {@link #ONCE}. An entry whose first number is negative restores a register instead.
 */
final class RegexMatcher {
    /** How many instructions are run and bytes looked at in one search: some hundredths of a second. */
    static final int MOST_STEPS = 5_000_000;
    /** How many entries are kept: some megabytes. */
    static final int MOST_CHOICES = 1_000_000;

    private static final int ENTRY = 3;
    private static final int ONCE = -1;
    private static final int NO_MATCH = -1;
    private static final int NOWHERE = -1;

    private final Program program;
    private final int[] code;
    private final byte[] subject;
    private final int[] registers;
    private final boolean beginsAnyhow;
    private int[] entries = new int[ENTRY * 16];
    private int top;
    private int steps;

    RegexMatcher(Program program, byte[] subject) {
        this.program = program;
        this.code = program.code;
        this.subject = subject;
        this.registers = new int[program.registers];
        Arrays.fill(registers, NOWHERE);
        this.beginsAnyhow = program.first.equals(ByteSet.ALL);
    }

    boolean find() {
        try {
            for (int start = 0; start <= subject.length; start++) {
                // A run that fails leaves the registers as it found them.
                if (mayStart(start) && run(0, start) != NO_MATCH) {
                    return true;
                }
            }
            return false;
        } catch (LimitExceededException tooMuch) {
            return false;
        }
    }

    private boolean mayStart(int at) {
        boolean place = switch (program.start) {
            case ANYWHERE -> true;
            case LINE -> at == 0 || subject[at - 1] == '\n';
            case SUBJECT -> at == 0;
        };
        return place && (beginsAnyhow || (at < subject.length && program.first.contains(subject[at])));
    }

    /** Runs from an instruction on, up to {@link Op#STOP}; where it stopped, or {@link #NO_MATCH}. Older entries stay as they are. */
    private int run(int from, int start) {
        int bottom = top;
        int next = from;
        int at = start;
        while (true) {
            step(1);
            boolean matched = true;
            switch (code[next]) {
                case Op.BYTE -> {
                    matched = at < subject.length && set(next + 1).contains(subject[at]);
                    at++;
                    next += 2;
                }
                case Op.BYTES -> {
                    int least = at + code[next + 2];
                    int end = endOfBytes(set(next + 1), at, code[next + 3]);
                    matched = least >= at && end >= least;
                    at = end;
                    next += 4;
                    if (matched && end > least) {
                        push(next, end, least);
                    }
                }
                case Op.SPLIT -> {
                    push(code[next + 2], at, ONCE);
                    next = code[next + 1];
                }
                case Op.JUMP -> next = code[next + 1];
                case Op.SAVE -> {
                    save(code[next + 1], at);
                    next += 2;
                }
                case Op.JUMP_IF_MOVED -> next = registers[code[next + 1]] == at ? next + 3 : code[next + 2];
                case Op.PLACE -> {
                    matched = is(Op.PLACES.get(code[next + 1]), at);
                    next += 2;
                }
                case Op.REFERENCE -> {
                    at = endOfReference(code[next + 1], code[next + 2] != 0, at);
                    matched = at != NO_MATCH;
                    next += 3;
                }
                case Op.ATOMIC -> {
                    at = runApart(next + 2, at);
                    matched = at != NO_MATCH;
                    next = code[next + 1];
                }
                case Op.LOOK -> {
                    boolean negative = code[next + 1] != 0;
                    int kept = top;
                    boolean found = runApart(next + 3, at) != NO_MATCH;
                    if (found && negative) {
                        undoTo(kept);
                    }
                    matched = found != negative;
                    next = code[next + 2];
                }
                case Op.BACK -> {
                    at -= code[next + 1];
                    matched = at >= 0;
                    next += 2;
                }
                case Op.STOP -> {
                    return at;
                }
                default -> throw new IllegalStateException("instruction " + code[next]);
            }
            if (!matched) {
                if (!isChoiceLeft(bottom)) {
                    return NO_MATCH;
                }
                next = entries[top];
                at = entries[top + 1];
                if (entries[top + 2] != ONCE && --at > entries[top + 2]) {
                    push(next, at, entries[top + 2]);
                }
            }
        }
    }

    private void step(int count) {
        steps += count;
        if (steps > MOST_STEPS) {
            throw new LimitExceededException();
        }
    }

    private ByteSet set(int operand) {
        return program.sets.get(code[operand]);
    }

    private int endOfBytes(ByteSet set, int from, int maximum) {
        int limit = (int) Math.min(subject.length, (long) from + maximum);
        int end = from;
        while (end < limit && set.contains(subject[end])) {
            end++;
        }
        step(end - from);
        return end;
    }

    private void push(int first, int second, int third) {
        if (top == entries.length) {
            if (top >= ENTRY * MOST_CHOICES) {
                throw new LimitExceededException();
            }
            entries = Arrays.copyOf(entries, 2 * top);
        }
        entries[top] = first;
        entries[top + 1] = second;
        entries[top + 2] = third;
        top += ENTRY;
    }

    private void save(int register, int at) {
        push(~register, registers[register], ONCE);
        registers[register] = at;
    }

    /** Takes back what was saved since the last choice, and takes that choice, which then stands at {@link #top}. */
    private boolean isChoiceLeft(int bottom) {
        while (top > bottom) {
            top -= ENTRY;
            if (entries[top] >= 0) {
                return true;
            }
            registers[~entries[top]] = entries[top + 1];
        }
        return false;
    }

    private void undoTo(int bottom) {
        while (isChoiceLeft(bottom)) {
            step(1);
        }
    }

    /** Runs a part for itself: of its entries, only those that restore registers are kept. */
    private int runApart(int from, int start) {
        int bottom = top;
        int end = run(from, start);
        if (end != NO_MATCH) {
            int kept = bottom;
            for (int entry = bottom; entry < top; entry += ENTRY) {
                if (entries[entry] < 0) {
                    entries[kept] = entries[entry];
                    entries[kept + 1] = entries[entry + 1];
                    kept += ENTRY;
                }
            }
            step((top - bottom) / ENTRY);
            top = kept;
        }
        return end;
    }

    private int endOfReference(int register, boolean ignoreCase, int at) {
        int from = registers[register];
        int to = registers[register + 1];
        if (from == NOWHERE || to < from || to - from > subject.length - at) {
            return NO_MATCH;
        }
        step(to - from);
        for (int offset = 0; offset < to - from; offset++) {
            int expected = subject[from + offset] & 0xFF;
            int found = subject[at + offset] & 0xFF;
            if (expected != found && !(ignoreCase && ByteSet.otherCase(expected) == found)) {
                return NO_MATCH;
            }
        }
        return at + to - from;
    }

    private boolean is(Node.Place place, int at) {
        boolean atEnd = at == subject.length;
        return switch (place) {
            case START -> at == 0;
            case END -> atEnd;
            case END_OR_LAST_NEWLINE -> atEnd || (at == subject.length - 1 && subject[at] == '\n');
            case LINE_START -> at == 0 || (!atEnd && subject[at - 1] == '\n');
            case LINE_END -> atEnd || subject[at] == '\n';
            case WORD_BOUNDARY -> isWord(at - 1) != isWord(at);
            case NO_WORD_BOUNDARY -> isWord(at - 1) == isWord(at);
            case ANYWHERE -> true;
        };
    }

    private boolean isWord(int at) {
        return at >= 0 && at < subject.length && CharacterClasses.WORD.contains(subject[at]);
    }
}
