package io.slipcover.guess;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What may have happened. A possibility that some operation refuses to be made for is none. */
final class Possibilities<T> {
    private final List<T> all = new ArrayList<>();

    void add(Supplier<T> possibility) {
        try {
            all.add(possibility.get());
        } catch (IllegalArgumentException refused) {
            // Then it is not what happened.
        }
    }

    List<T> all() {
        return all;
    }
}
