package io.slipcover.catalog;

import io.slipcover.lens.Lens;
import io.slipcover.lens.LensPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Lenses by the step over which they lead, and the paths made of them, each compiled once. */
final class LensTable {
    private final Map<Step, Lens> lenses = new HashMap<>();
    private final Map<Span, LensPath> paths = new ConcurrentHashMap<>();

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

    LensPath path(String type, int from, int to) {
        return paths.computeIfAbsent(new Span(type, from, to), this::compile);
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
