package io.slipcover.benchmarks.compare;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A goal: how fast or how small Slipcover wants to be.
 *
 * @param what what is measured, for people
 * @param candidate the candidate of Slipcover
 * @param bound the bound of the figure, in the load's unit or as a factor of another candidate's figure
 * @param other the candidate to compare with; empty: none
 * @param addedTo where only what each adds to this one's figure is compared
 */
record Goal(
        String what,
        Load load,
        Candidate candidate,
        double bound,
        Optional<Candidate> other,
        Optional<Candidate> addedTo) {
    static final List<Goal> ALL = List.of(
            goal("opaque, 1 kB `GET`", Load.GET, Candidate.SLIPCOVER_OPAQUE, 1.05, Candidate.NGINX),
            goal("opaque, 20 MB `_changes`", Load.CHANGES, Candidate.SLIPCOVER_OPAQUE, 0.9, Candidate.NGINX_TUNED),
            goal("viewed 3 → 1, 1 kB `GET`", Load.GET, Candidate.SLIPCOVER_1, 0.9, Candidate.SLIPCOVER_OPAQUE),
            goal("viewed 3 → 1, 1 kB `GET`", Load.GET, Candidate.SLIPCOVER_1, 1.0, Candidate.NGINX),
            goal("viewed 3 → 1, 1 kB `GET`", Load.GET, Candidate.SLIPCOVER_1, 3.0, Candidate.NODE),
            goal(
                    "viewed 3 → 1, 20 MB `_changes`",
                    Load.CHANGES,
                    Candidate.SLIPCOVER_1,
                    0.55,
                    Candidate.SLIPCOVER_OPAQUE),
            goal("viewed 3 → 1, 20 MB `_changes`", Load.CHANGES, Candidate.SLIPCOVER_1, 0.4, Candidate.NGINX_TUNED),
            goal("viewed 3 → 1, 20 MB `_changes`", Load.CHANGES, Candidate.SLIPCOVER_1, 12, Candidate.NGINX_LUA),
            goal("viewed 3 → 1, 20 MB `_changes`", Load.CHANGES, Candidate.SLIPCOVER_1, 12, Candidate.NODE),
            added(
                    "opaque, what is added to the 99th percentile of a 1 kB `GET` at half load",
                    Candidate.SLIPCOVER_OPAQUE),
            added(
                    "viewed 3 → 1, what is added to the 99th percentile of a 1 kB `GET` at half load",
                    Candidate.SLIPCOVER_1),
            goal(
                    "viewed 3 → 1, `_bulk_docs` of 1,000 edits, on CouchDB",
                    Load.COUCH_BULK_DOCS,
                    Candidate.SLIPCOVER_1,
                    1.15,
                    Candidate.DIRECT),
            goal(
                    "viewed 3 → 1, `_find` by an index on a renamed member, all migrated",
                    Load.FIND_MIGRATED,
                    Candidate.SLIPCOVER_1_MIGRATED,
                    1.2,
                    Candidate.DIRECT),
            goal(
                    "viewed 3 → 1, `_find` by an index on a renamed member, two shapes",
                    Load.FIND_MIXED,
                    Candidate.SLIPCOVER_1,
                    2.3,
                    Candidate.DIRECT),
            goal(
                    "viewed 3 → 1, PouchDB pulls 10,000 documents of CouchDB",
                    Load.POUCH_PULL,
                    Candidate.SLIPCOVER_1,
                    1.05,
                    Candidate.DIRECT),
            absolute("most memory, with `-Xmx48m`, for `_changes` of 400 MB", Load.MEMORY, 130),
            absolute("memory for each of 5,000 idle continuous feeds", Load.FEED_MEMORY, 40),
            absolute("5,000 idle feeds, a change of one every 2 ms: the latest of them", Load.FEED_LATENESS, 50),
            absolute("5,000 idle feeds, one change for all: the last to have it", Load.FEED_BROADCAST, 50),
            absolute("`serve`, from exec to the first answered request", Load.STARTUP, 0.6));

    private static Goal goal(String what, Load load, Candidate candidate, double factor, Candidate other) {
        return new Goal(what, load, candidate, factor, Optional.of(other), Optional.empty());
    }

    private static Goal absolute(String what, Load load, double bound) {
        return new Goal(what, load, Candidate.SLIPCOVER_1, bound, Optional.empty(), Optional.empty());
    }

    private static Goal added(String what, Candidate candidate) {
        return new Goal(
                what, Load.LATENCY, candidate, 1.3, Optional.of(Candidate.NGINX), Optional.of(Candidate.DIRECT));
    }

    /** The figure, or what it is as a factor of the other's; empty where that was not measured, or cannot be told. */
    OptionalDouble measured(Results results) {
        Results.OfLoad found = results.of(load).orElse(null);
        if (found == null) {
            return OptionalDouble.empty();
        }
        List<Double> own = figures(found, candidate).orElse(List.of());
        List<Double> basis = addedTo.flatMap(to -> figures(found, to)).orElse(List.of());
        if (own.isEmpty() || (addedTo.isPresent() && basis.isEmpty())) {
            return OptionalDouble.empty();
        }
        if (other.isEmpty()) {
            return OptionalDouble.of(Summary.median(own));
        }
        List<Double> others = other.flatMap(them -> figures(found, them)).orElse(List.of());
        if (others.isEmpty()) {
            return OptionalDouble.empty();
        }
        return addedTo.isEmpty()
                ? OptionalDouble.of(Summary.ratio(own, others))
                : Summary.ratioOfAdded(own, others, basis);
    }

    /** A candidate's; where the load has points, those at the last. */
    private Optional<List<Double>> figures(Results.OfLoad found, Candidate of) {
        List<Integer> points = load.points().values();
        return points.isEmpty() ? found.figures(of) : found.figures(of, points.get(points.size() - 1));
    }

    boolean isReached(double measured) {
        return load.moreIsBetter() ? measured >= bound : measured <= bound;
    }

    /** The goal as text, such as {@code ≥ 1.05 × nginx}. */
    String wanted() {
        return (load.moreIsBetter() ? "≥ " : "≤ ")
                + Figures.plain(bound)
                + other.map(candidate -> " × " + candidate.title()).orElse(" " + load.unit());
    }

    /** How a figure that was measured is written. */
    String shown(double measured) {
        return other.isEmpty() ? Figures.measured(measured) + " " + load.unit() : Figures.ratio(measured);
    }
}
