package io.slipcover.benchmarks.compare;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What Slipcover wants to be beside another candidate.
 *
 * @param what is measured, for people
 * @param candidate of Slipcover
 * @param other whom it is compared with
 * @param factor of the other's figure
 * @param addedTo where only what each adds to this one's figure is compared
 */
record Goal(String what, Load load, Candidate candidate, double factor, Candidate other, Optional<Candidate> addedTo) {
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
                    "viewed 3 → 1, PouchDB pulls 10,000 documents of CouchDB",
                    Load.POUCH_PULL,
                    Candidate.SLIPCOVER_1,
                    1.05,
                    Candidate.DIRECT));

    private static Goal goal(String what, Load load, Candidate candidate, double factor, Candidate other) {
        return new Goal(what, load, candidate, factor, other, Optional.empty());
    }

    private static Goal added(String what, Candidate candidate) {
        return new Goal(what, Load.LATENCY, candidate, 1.3, Candidate.NGINX, Optional.of(Candidate.DIRECT));
    }

    /** What it is as a factor of the other's figure; empty where that was not measured. */
    OptionalDouble measured(Results results) {
        Results.OfLoad found = results.of(load).orElse(null);
        if (found == null) {
            return OptionalDouble.empty();
        }
        List<Double> own = found.figures(candidate).orElse(List.of());
        List<Double> others = found.figures(other).orElse(List.of());
        if (own.isEmpty() || others.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (addedTo.isEmpty()) {
            return OptionalDouble.of(Summary.ratio(own, others));
        }
        List<Double> basis = addedTo.flatMap(found::figures).orElse(List.of());
        return basis.isEmpty() ? OptionalDouble.empty() : Summary.ratioOfAdded(own, others, basis);
    }

    boolean isReached(double measured) {
        return load.moreIsBetter() ? measured >= factor : measured <= factor;
    }

    /** What is wanted, such as {@code ≥ 1.05 × nginx}. */
    String wanted() {
        return (load.moreIsBetter() ? "≥ " : "≤ ") + Figures.plain(factor) + " × " + other.title();
    }
}
