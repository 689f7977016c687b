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
 * The translation of a selector about views, for a client of one release, into a selector about what is stored.
 *
 * <p>The translation is sound: where the client's selector matches a stored document's view, {@link #selector} matches the document. That
 * holds for documents of any type and version, for tombstones, design documents and documents of no type at all. A document that cannot be
 * shown has no view. The selector matches such a document where what can be told of it matches. So code that asks for the selector decides
 * each document again, on its view.
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

    /** The translation of a selector about the release's views that no client sent. */
    public static Translation of(ReleaseView view, Selector wished) {
        return of(view, wished, Budget.UNLIMITED);
    }

    /**
     * The translation of a selector about the release's views.
     *
     * @throws io.slipcover.budget.LimitException where the translation takes more than the budget
     */
    public static Translation of(ReleaseView view, Selector wished, Budget budget) {
        Set<String> blind = new LinkedHashSet<>();
        Map<String, Map<String, Branch>> branches = new LinkedHashMap<>();
        boolean isExact = true;
        for (StoredShape shape : StoredShape.all(view)) {
            if (shape.cannotMatch(wished, budget) || shape.keeps(wished, budget)) {
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

    /** A question to versions of a type, which is the same for all of these versions. */
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

    /** The selector to ask of stored documents. */
    public Selector selector() {
        return selector;
    }

    /**
     * Whether the selector finds nothing else, with two exceptions: documents that cannot be shown, and strings that a lens tells apart
     * while CouchDB takes them for equal.
     */
    public boolean isExact() {
        return exact;
    }

    /** Whether the selector is the client's own: no lens has to do with it. */
    public boolean isUnchanged() {
        return selector == wished;
    }

    /** The changes that could not be looked through, so that the selector finds more than is wanted: {@code todo-item 2 to 3: jsonata}. */
    public List<String> blind() {
        return List.copyOf(blind);
    }
}
