package io.slipcover.guess;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What may have happened. An operation that refuses its arguments has not happened. */
final class Possibilities<T> {
    private final List<T> all = new ArrayList<>();

    void add(Supplier<T> possibility) {
        try {
            all.add(possibility.get());
        } catch (IllegalArgumentException refused) {
            // Such an operation is none.
        }
    }

    List<T> all() {
        return all;
    }
}
