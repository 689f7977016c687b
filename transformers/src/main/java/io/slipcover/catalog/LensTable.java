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
    private final Map<Step, Lens> lenses = new HashMap<>();
    private final Map<Span, LensPath> paths = new HashMap<>();

    private record Step(String type, int from) {}

    private record Span(String type, int from, int to) {}

    /** Of several lenses for one step the first counts. */
    LensTable(Collection<Lens> all) {
        for (Lens lens : all) {
            lenses.putIfAbsent(new Step(lens.type(), lens.from()), lens);
        }
    }

    /** The lens from a version to the next, or null where there is none. */
    @Nullable
    Lens step(String type, int from) {
        return lenses.get(new Step(type, from));
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
