package io.slipcover.catalog;

import io.slipcover.lens.Lens;
import io.slipcover.lens.LensPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Lenses by the step over which they lead, and the paths made of them, each compiled once, before the first document comes. */
final class LensTable {
    private final Map<Span, Lens> lenses = new HashMap<>();
    private final Map<Span, LensPath> paths = new HashMap<>();

    private record Span(String type, int from, int to) {
        static Span step(String type, int from) {
            return new Span(type, from, from + 1);
        }

        // What a record has of itself is made at run time, by the first that asks: a tenth of what reading a
        // configuration takes.

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Span span && span.from == from && span.to == to && span.type.equals(type);
        }

        @Override
        public int hashCode() {
            return (type.hashCode() * 31 + from) * 31 + to;
        }
    }

    /** Of several lenses for one step the first counts. */
    LensTable(Collection<Lens> all) {
        for (Lens lens : all) {
            lenses.putIfAbsent(Span.step(lens.type(), lens.from()), lens);
        }
    }

    /** The lens from a version to the next, or null where there is none. */
    @Nullable
    Lens step(String type, int from) {
        return lenses.get(Span.step(type, from));
    }

    /** Compiles the paths between any two of a type's versions. */
    void compile(String type, SortedSet<Integer> versions) {
        for (int from : versions) {
            for (int to : versions) {
                paths.put(new Span(type, from, to), compile(new Span(type, from, to)));
            }
        }
    }

    /** A path between two versions that paths were compiled for. */
    LensPath path(String type, int from, int to) {
        LensPath path = paths.get(new Span(type, from, to));
        if (path == null) {
            throw new IllegalArgumentException(
                    "%s %d to %d: expected versions that some release names".formatted(type, from, to));
        }
        return path;
    }

    private LensPath compile(Span span) {
        List<Lens> steps = new ArrayList<>();
        for (int version = Math.min(span.from(), span.to()); version < Math.max(span.from(), span.to()); version++) {
            Lens lens = step(span.type(), version);
            if (lens == null) {
                throw new IllegalArgumentException(
                        "no lens leads %s from %d to %d".formatted(span.type(), version, version + 1));
            }
            steps.add(lens);
        }
        return LensPath.compile(steps, span.from(), span.to());
    }
}
