package io.slipcover.regex;

import io.slipcover.regex.Node.Alternatives;
import io.slipcover.regex.Node.Atomic;
import io.slipcover.regex.Node.BackReference;
import io.slipcover.regex.Node.Bytes;
import io.slipcover.regex.Node.Capture;
import io.slipcover.regex.Node.Place;
import io.slipcover.regex.Node.Repeat;
import io.slipcover.regex.Node.Sequence;
import java.util.List;

/**
 * Where it is enough to look for a match.
 *
 * @param set with which bytes it may begin, unless it is empty
 * @param mayBeEmpty whether it may be
 */
record Beginning(ByteSet set, boolean mayBeEmpty) {
    private static final Beginning NOTHING = new Beginning(ByteSet.NONE, true);

    /** With which bytes every match begins; all, where one may be empty. */
    static ByteSet first(Node node) {
        Beginning beginning = of(node);
        return beginning.mayBeEmpty ? ByteSet.ALL : beginning.set;
    }

    private static Beginning of(Node node) {
        if (node instanceof Bytes bytes) {
            return new Beginning(bytes.set(), false);
        }
        if (node instanceof Sequence sequence) {
            return ofSequence(sequence.parts());
        }
        if (node instanceof Alternatives alternatives) {
            return alternatives.branches().stream()
                    .map(Beginning::of)
                    .reduce(new Beginning(ByteSet.NONE, false), Beginning::or);
        }
        if (node instanceof Capture capture) {
            return of(capture.body());
        }
        if (node instanceof Atomic atomic) {
            return of(atomic.body());
        }
        if (node instanceof Repeat repeat) {
            Beginning body = of(repeat.body());
            return repeat.minimum() == 0 ? body.or(NOTHING) : body;
        }
        return node instanceof BackReference ? new Beginning(ByteSet.ALL, true) : NOTHING;
    }

    private static Beginning ofSequence(List<Node> parts) {
        Beginning all = NOTHING;
        for (Node part : parts) {
            Beginning beginning = of(part);
            all = new Beginning(all.set.or(beginning.set), beginning.mayBeEmpty);
            if (!all.mayBeEmpty) {
                break;
            }
        }
        return all;
    }

    private Beginning or(Beginning other) {
        return new Beginning(set.or(other.set), mayBeEmpty || other.mayBeEmpty);
    }

    /**
     * Where a match may begin. What begins with {@code .*} need only be tried at the beginning of a line: where it matches further on,
     * it matches from there.
     */
    static Program.Start start(Node node) {
        if (node instanceof Sequence sequence && !sequence.parts().isEmpty()) {
            return start(sequence.parts().get(0));
        }
        if (node instanceof Alternatives alternatives) {
            List<Program.Start> starts = alternatives.branches().stream()
                    .map(Beginning::start)
                    .distinct()
                    .toList();
            return starts.size() == 1 ? starts.get(0) : Program.Start.ANYWHERE;
        }
        if (node == Place.START) {
            return Program.Start.SUBJECT;
        }
        boolean everything = node instanceof Repeat repeat
                && repeat.minimum() == 0
                && repeat.maximum() == Repeat.UNLIMITED
                && repeat.body() instanceof Bytes bytes
                && bytes.set().containsAll(ByteSet.NOT_NEWLINE);
        return everything ? Program.Start.LINE : Program.Start.ANYWHERE;
    }
}
