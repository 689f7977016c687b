package io.slipcover.regex;

import io.slipcover.regex.Node.Alternatives;
import io.slipcover.regex.Node.Atomic;
import io.slipcover.regex.Node.Repeat;
import io.slipcover.regex.Node.Sequence;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A check whether the atomic groups of a pattern, among them its possessive quantifiers, could as well be ordinary groups. A set of states
 * knows ordinary groups alone.
 *
 * <p>An atomic group changes nothing where the next byte decides every choice in the group, because a match that chose otherwise could not
 * go on. It changes nothing either where the pattern may end right behind the group.
 */
final class AtomicGroups {
    private final Deque<Part> parts = new ArrayDeque<>();

    private AtomicGroups() {}

    /** @throws UnsupportedRegexException where an atomic group may change the answer */
    static void check(Node pattern) throws UnsupportedRegexException {
        AtomicGroups groups = new AtomicGroups();
        groups.parts.push(new Part(pattern, Following.END, false));
        while (!groups.parts.isEmpty()) {
            groups.check(groups.parts.pop());
        }
    }

    private void check(Part part) throws UnsupportedRegexException {
        Node node = part.node;
        if (node instanceof Atomic group) {
            parts.push(new Part(group.body(), part.behind, !part.behind.ends()));
        } else if (node instanceof Sequence sequence) {
            check(sequence.parts(), part);
        } else if (node instanceof Alternatives alternatives) {
            check(alternatives, part);
        } else if (node instanceof Repeat repeat) {
            check(repeat, part);
        }
    }

    private void check(List<Node> sequence, Part part) {
        Following behind = part.behind;
        for (int index = sequence.size() - 1; index >= 0; index--) {
            Node node = sequence.get(index);
            parts.push(new Part(node, behind, part.atomic));
            behind = node.beginning().then(behind);
        }
    }

    private void check(Alternatives alternatives, Part part) throws UnsupportedRegexException {
        ByteSet begun = ByteSet.NONE;
        List<Node> branches = alternatives.branches();
        for (int index = 0; index < branches.size(); index++) {
            Node branch = branches.get(index);
            parts.push(new Part(branch, part.behind, part.atomic));
            boolean last = index == branches.size() - 1;
            boolean decided = (last || !branch.beginning().isEmptySomewhere())
                    && branch.beginning().then(part.behind).isApartFrom(begun);
            require(decided || !part.atomic);
            begun = begun.or(branch.beginning().bytes());
        }
    }

    private void check(Repeat repeat, Part part) throws UnsupportedRegexException {
        Following beginning = repeat.body().beginning();
        parts.push(new Part(
                repeat.body(), repeat.maximum() > 1 ? behindOne(repeat, part.behind) : part.behind, part.atomic));
        boolean decided = repeat.minimum() == repeat.maximum()
                || (repeat.greedy() && !beginning.isEmptySomewhere() && part.behind.isApartFrom(beginning.bytes()));
        require(decided || !part.atomic);
    }

    /** The bytes that may come behind one of several repetitions. The pattern ends there only if no other repetition has to follow. */
    private static Following behindOne(Repeat repeat, Following behind) {
        Following again = repeat.body().beginning().then(behind);
        boolean ends = repeat.minimum() > 1 ? again.ends() : behind.ends();
        return new Following(behind.bytes().or(again.bytes()), ends, behind.mayEnd() || again.mayEnd());
    }

    private static void require(boolean decided) throws UnsupportedRegexException {
        if (!decided) {
            throw UnsupportedRegexException.atomic();
        }
    }

    /**
     * A part of the pattern that is still to be looked at.
     *
     * @param behind the bytes that may come behind the part
     * @param atomic whether a group that may change the answer stands around the part
     */
    private record Part(Node node, Following behind, boolean atomic) {}
}
