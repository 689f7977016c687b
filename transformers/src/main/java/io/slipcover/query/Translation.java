package io.slipcover.query;

import io.slipcover.budget.Budget;
import io.slipcover.catalog.Catalog;
import io.slipcover.document.ReleaseView;
import io.slipcover.mango.Selector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is asked of the database for a client of one release, whose selector is about views.
 *
 * <p>It is sound: every stored document whose view the client's selector matches is matched by {@link #selector}, whatever its type and
 * version, be it a tombstone, a design document or of no type at all. A document that cannot be shown has no view; it is matched where
 * what can be told of it does. So whoever asks for it decides each document again, on its view.
 *
 * <p>Immutable.
 */
public final class Translation {
    private final Selector wished;
    private final Selector selector;
    private final boolean exact;
    private final Set<String> blind;

    private Translation(Selector wished, Approximation led, Set<String> blind) {
        this.wished = wished;
        this.selector = led.selector();
        this.exact = led.isExact();
        this.blind = blind;
    }

    /** The translation of a selector about the release's views, which is no client's. */
    public static Translation of(ReleaseView view, Selector wished) {
        return of(view, wished, Budget.UNLIMITED);
    }

    /**
     * The translation of a selector about the release's views.
     *
     * @throws io.slipcover.budget.LimitException where it takes more than the budget
     */
    public static Translation of(ReleaseView view, Selector wished, Budget budget) {
        Set<String> blind = new LinkedHashSet<>();
        Map<String, Map<String, Branch>> branches = new LinkedHashMap<>();
        boolean isExact = true;
        for (StoredShape shape : StoredShape.all(view)) {
            if (shape.ofType(wished, budget).isNothing()) {
                continue;
            }
            if (shape.keeps(wished, budget)) {
                continue;
            }
            isExact = false;
            Approximation led = shape.lead(wished, budget);
            if (!led.isNothing()) {
                led.blind().forEach(what -> blind.add(shape.description() + ": " + what));
                branches.computeIfAbsent(shape.type(), type -> new LinkedHashMap<>())
                        .computeIfAbsent(led.selector().toJson().toString(), text -> new Branch(led))
                        .versions
                        .add(shape.version());
            }
        }
        // Documents of all other shapes, and of none, are asked what was asked; so are those that branches are for,
        // needlessly.
        Approximation asked = new Approximation(wished, isExact, Set.of());
        if (branches.isEmpty()) {
            return new Translation(wished, asked, blind);
        }
        List<Approximation> alternatives = new ArrayList<>(List.of(asked));
        branches.forEach((type, ofType) -> ofType.values().forEach(branch -> alternatives.add(branch.of(view, type))));
        return new Translation(wished, Factoring.or(alternatives), blind);
    }

    /** What versions of a type are asked, which are all asked the same. */
    private static final class Branch {
        private final Approximation asked;
        private final List<Integer> versions = new ArrayList<>();

        Branch(Approximation asked) {
            this.asked = asked;
        }

        Approximation of(ReleaseView view, String type) {
            Catalog catalog = view.catalog();
            boolean isWholeType = versions.containsAll(catalog.versions(type));
            return Approximation.and(
                    StoredShape.isOf(catalog, type),
                    isWholeType ? Approximation.EVERYTHING : StoredShape.isOf(catalog, type, versions),
                    asked);
        }
    }

    /** What to ask of stored documents. */
    public Selector selector() {
        return selector;
    }

    /**
     * Whether nothing else is found, but for documents that cannot be shown, and where a lens tells strings apart that CouchDB takes for
     * equal.
     */
    public boolean isExact() {
        return exact;
    }

    /** Whether what to ask is what was wished: nobody has to do with lenses. */
    public boolean isUnchanged() {
        return selector == wished;
    }

    /** What could not be looked through, so that more is found than is wanted: {@code todo-item 2 to 3: jsonata}. */
    public List<String> blind() {
        return List.copyOf(blind);
    }
}
