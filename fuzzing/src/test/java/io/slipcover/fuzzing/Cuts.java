package io.slipcover.fuzzing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where bytes are cut into pieces on their way. Each piece stands in an array of its own, so that nobody can look at the next one. */
record Cuts(int first, int second) {
    static final Cuts NONE = new Cuts(0, 0);

    static Cuts from(Input input) {
        return new Cuts(input.choice(256), input.choice(256));
    }

    List<byte[]> pieces(byte[] bytes) {
        int one = first % (bytes.length + 1);
        int two = one + second % (bytes.length + 1 - one);
        List<byte[]> pieces = new ArrayList<>();
        pieces.add(Arrays.copyOfRange(bytes, 0, one));
        pieces.add(Arrays.copyOfRange(bytes, one, two));
        for (int at = two; at < bytes.length; ) {
            // Behind the second cut the pieces are as small as the text between the cuts, or all that is left.
            int end = two == one ? bytes.length : Math.min(bytes.length, at + two - one);
            pieces.add(Arrays.copyOfRange(bytes, at, end));
            at = end;
        }
        return pieces;
    }
}
