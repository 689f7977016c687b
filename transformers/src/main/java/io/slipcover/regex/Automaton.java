package io.slipcover.regex;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * An automaton that runs a program over texts. It keeps the states that a prefix of the text can lead to together as one set, so it looks
 * at each byte once. A text takes time in proportion to its length, whatever the pattern.
 *
 * <p>A set of states leads to another set for each kind of byte. The automaton remembers sets, and where they lead, as it meets them,
 * because most patterns meet few. Its memory is bounded: where the memory grows beyond the bound, the automaton forgets all of it.
 */
final class Automaton {
    /** How many numbers of 64 bits the automaton remembers, more or less: 64 kB. */
    private static final int MOST_REMEMBERED = 8_192;
    /** How much work the automaton does before it charges for the work. */
    private static final int PORTION = 4_096;

    private final Program program;
    private final ByteClasses classes;
    /** A byte for each symbol but the end. Symbols are the classes of bytes, a line break that ends the text, and the end. */
    private final int[] members;

    private final int lastNewline;
    private final int end;

    private final StateSet start;
    private final StateSet matching = StateSet.matching();
    private final Map<StateSet, StateSet> known = new HashMap<>();
    private int remembered;

    /** The states that are open, or have been, while the automaton makes a step; and the states that still are open. */
    private final long[] seen;

    private final int[] open;
    private int opened;
    private long work;

    Automaton(Program program) {
        this.program = program;
        this.classes = new ByteClasses(program.sets);
        this.lastNewline = classes.count();
        this.end = lastNewline + 1;
        this.members = Arrays.copyOf(classes.members(), end);
        members[lastNewline] = '\n';
        this.seen = StateSet.words(program.size());
        this.open = new int[program.size()];
        this.work = (long) ByteSet.SIZE * program.sets.size();
        this.start = StateSet.of(beginning(), Before.NOTHING, end + 1);
    }

    /** The set of states at the beginning. A match may begin at every place. */
    private long[] beginning() {
        long[] words = StateSet.words(program.size());
        StateSet.add(words, program.start);
        return words;
    }

    /**
     * Whether the program matches somewhere in the text.
     *
     * @param charge is told of the work, a portion at a time; a unit is a byte read or a state looked at
     */
    boolean isFoundIn(byte[] text, LongConsumer charge) {
        boolean found = run(text, charge);
        charge(charge);
        return found;
    }

    private boolean run(byte[] text, LongConsumer charge) {
        int last = text.length - 1;
        StateSet states = start;
        for (int at = 0; at < text.length && !states.isMatching(); at++) {
            int symbol = at == last && text[at] == '\n' ? lastNewline : classes.of(text[at]);
            states = after(states, symbol);
            work++;
            if (work >= PORTION) {
                charge(charge);
            }
        }
        return states.isMatching() || after(states, end).isMatching();
    }

    private void charge(LongConsumer charge) {
        long portion = work;
        work = 0;
        charge.accept(portion);
    }

    private StateSet after(StateSet states, int symbol) {
        StateSet known = states.follower(symbol);
        return known == null ? find(states, symbol) : known;
    }

    private StateSet find(StateSet states, int symbol) {
        if (remembered > MOST_REMEMBERED) {
            known.clear();
            start.forget();
            states.forget();
            remembered = 0;
        }
        StateSet next = step(states, symbol);
        StateSet same = known.putIfAbsent(next, next);
        if (same == null) {
            remembered += seen.length + end;
            work += end;
        }
        StateSet found = same == null ? next : same;
        states.remember(symbol, found);
        return found;
    }

    private StateSet step(StateSet states, int symbol) {
        int character = symbol == end ? 0 : members[symbol];
        After after = symbol == end ? After.NOTHING : symbol == lastNewline ? After.LAST_NEWLINE : After.of(character);
        long[] next = beginning();
        Arrays.fill(seen, 0);
        opened = 0;
        work += seen.length;
        openAll(states);
        while (opened > 0) {
            int state = open[--opened];
            work++;
            int operand = program.operands[state];
            switch (program.kinds[state]) {
                case Program.MATCH -> {
                    return matching;
                }
                case Program.BYTES -> {
                    if (symbol != end && program.sets.get(operand).contains(character)) {
                        StateSet.add(next, program.nexts[state]);
                    }
                }
                case Program.SPLIT -> {
                    open(operand);
                    open(program.nexts[state]);
                }
                case Program.PLACE -> {
                    if (Program.PLACES.get(operand).holds(states.before(), after)) {
                        open(program.nexts[state]);
                    }
                }
                default -> throw new IllegalStateException("state of kind " + program.kinds[state]);
            }
        }
        return StateSet.of(next, Before.of(character), end + 1);
    }

    private void openAll(StateSet states) {
        for (int word = 0; word < seen.length; word++) {
            for (long left = states.word(word); left != 0; left &= left - 1) {
                open[opened++] = word * Long.SIZE + Long.numberOfTrailingZeros(left);
            }
            seen[word] = states.word(word);
        }
    }

    private void open(int state) {
        if (!StateSet.contains(seen, state)) {
            StateSet.add(seen, state);
            open[opened++] = state;
        }
    }
}
