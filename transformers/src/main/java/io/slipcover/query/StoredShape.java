package io.slipcover.query;

import static java.util.Objects.requireNonNull;

import io.slipcover.budget.Budget;
import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.TypeRule;
import io.slipcover.document.ReleaseView;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.json.MemberPath;
import io.slipcover.lens.Change;
import io.slipcover.lens.ObjectCondition;
import io.slipcover.mango.Comparison;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;
import io.slipcover.mango.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** A version of a type in which documents are stored, as seen from a release that names the type. */
record StoredShape(ReleaseView view, String type, int version) {
    /** All shapes that may be stored, without those that are older than the oldest shape that the operator names. */
    static List<StoredShape> all(ReleaseView view) {
        return withOlder(view).stream()
                .filter(shape -> shape.version() >= view.catalog().oldestStored(shape.type()))
                .toList();
    }

    /** All shapes that may be stored, whatever the operator says. */
    static List<StoredShape> withOlder(ReleaseView view) {
        List<StoredShape> shapes = new ArrayList<>();
        for (String type : view.release().types().keySet()) {
            for (int version : view.catalog().versions(type)) {
                shapes.add(new StoredShape(view, type, version));
            }
        }
        return shapes;
    }

    /** Leads what is asked of the view to a stored document of this shape. */
    Approximation lead(Selector asked, Budget budget) {
        List<Change> changes = new ArrayList<>(ofType());
        changes.addAll(changes());
        return BackThroughChanges.lead(asked, changes, budget);
    }

    /** Leads what is asked of the view to a stored document that is known to be of this type. */
    Approximation ofType(Selector asked, Budget budget) {
        return BackThroughChanges.lead(asked, ofType(), budget);
    }

    /** Whether the question matches no view of this type, and, asked in the same words, no stored document of the type either. */
    boolean cannotMatch(Selector asked, Budget budget) {
        // A type that stands beside the version is stored in other words than it is shown in.
        return view.catalog().versionRule().spelling() == null
                && ofType(asked, budget).isNothing();
    }

    /** Whether a question about the view is that question about the stored document, too. */
    boolean keeps(Selector asked, Budget budget) {
        List<Change> changes = changes();
        budget.spend((long) changes.size() * asked.weight());
        return changes.stream().allMatch(change -> BackThroughChanges.keeps(change.accept(Rules.ALL), asked));
    }

    /** What is known of the view, as changes: they change nothing in a view of this type. */
    private List<Change> ofType() {
        Catalog catalog = view.catalog();
        List<ObjectCondition> conditions = catalog.typeRule().conditions(type);
        List<Change> known = new ArrayList<>(conditions.isEmpty() ? List.of() : known(conditions));
        if (catalog.versionRule().spelling() != null) {
            Integer wanted = requireNonNull(view.release().types().get(type), type);
            known.addAll(
                    Known.at(catalog.versionRule().path(), catalog.versionRule().value(type, wanted)));
        }
        return known;
    }

    /** The strings that all conditions agree on, where no lens touches them. */
    private List<Change> known(List<ObjectCondition> conditions) {
        List<Change> known = new ArrayList<>();
        if (view.catalog().typeRule().isToldInSeveralWays(type)) {
            return known;
        }
        Known.strings(conditions.get(0)).forEach((path, value) -> {
            if (conditions.stream()
                    .allMatch(condition -> value.equals(Known.strings(condition).get(path)))) {
                known.addAll(Known.at(path, JsonSlice.string(value)));
            }
        });
        return known;
    }

    /** Whether the view has at the path what is stored at the path. */
    boolean keeps(FieldPath path) {
        return ChangedObject.keeps(changes(), path);
    }

    /**
     * The place where the very value is stored that the view has at the path. Sorted by that place, documents of this shape are in the
     * order of their views. Null where there is no such place.
     */
    @Nullable
    FieldPath moved(FieldPath path) {
        return StoredField.moved(path, changes());
    }

    /** The place where that is stored which the view has at the path. */
    FieldPath source(FieldPath path) {
        try {
            return StoredField.source(path, changes());
        } catch (NoSingleFieldException e) {
            throw new NoSingleFieldException("%s of %s: %s".formatted(path, description(), e.reason()));
        }
    }

    private List<Change> changes() {
        return view.changes(type, version);
    }

    /** The type, and the versions from which and to which it is led: {@code todo-item 2 to 3}. */
    String description() {
        Integer wanted = view.release().types().get(type);
        return "%s %d to %s".formatted(type, version, wanted);
    }

    /** A selector for the documents of the type, and perhaps some others. */
    static Approximation isOf(Catalog catalog, String type) {
        TypeRule rule = catalog.typeRule();
        if (!rule.idPrefix(type).isEmpty()) {
            return Values.beginsWith(rule.idPrefix(type))
                    .map(condition -> PathSelectors.at(FieldPath.of("_id"), condition))
                    .orElse(Approximation.anything());
        }
        List<ObjectCondition> conditions = rule.conditions(type);
        return conditions.isEmpty()
                ? Approximation.anything()
                : Approximation.or(conditions.stream().map(Conditions::hold).toList());
    }

    /** A selector that tells documents of some versions of a type from others of the type. It may match others without a number. */
    static Approximation isOf(Catalog catalog, String type, List<Integer> versions) {
        List<JsonValue> numbers = numbers(catalog, type, versions);
        Condition isOne =
                versions.size() == 1 ? new Condition.Compare(Comparison.EQ, numbers.get(0)) : new Condition.In(numbers);
        return Approximation.or(PathSelectors.at(number(catalog), isOne), withoutNumber(catalog, type, versions));
    }

    /** What documents of the versions are among those of one type, and those with any number but that of another version. */
    static Approximation isOfNoOther(Catalog catalog, String type, SortedSet<Integer> all, Set<Integer> versions) {
        List<JsonValue> others = numbers(
                catalog,
                type,
                all.stream().filter(one -> !versions.contains(one)).toList());
        // PouchDB fails at $ne inside of $or. An array that holds one of the numbers is no number, and somebody has to
        // tell of it.
        return Approximation.or(
                PathSelectors.at(number(catalog), new Condition.NotIn(others)),
                PathSelectors.isA(number(catalog), JsonKind.ARRAY),
                withoutNumber(catalog, type, List.copyOf(versions)));
    }

    private static List<JsonValue> numbers(Catalog catalog, String type, List<Integer> versions) {
        return versions.stream()
                .map(version -> catalog.versionRule().value(type, version))
                .toList();
    }

    private static FieldPath number(Catalog catalog) {
        return Known.fieldPath(catalog.versionRule().path());
    }

    private static Approximation withoutNumber(Catalog catalog, String type, List<Integer> versions) {
        List<Approximation> recognised = new ArrayList<>();
        for (int version : versions) {
            if (version == catalog.versionRule().whenAbsent()) {
                boolean byRules = !catalog.recognition().versions(type).isEmpty();
                recognised.add(byRules ? Approximation.anything() : Approximation.EVERYTHING);
            }
            ObjectCondition rule = catalog.recognition().rule(type, version);
            if (rule != null) {
                recognised.add(Conditions.hold(rule).widened());
            }
        }
        return Approximation.and(hasNoNumber(catalog.versionRule().path()), Approximation.or(recognised));
    }

    /** What is no object has no member. But CouchDB does not say of a string or of an array that a member is missing there. */
    private static Approximation hasNoNumber(MemberPath path) {
        List<Approximation> alternatives = new ArrayList<>();
        alternatives.add(PathSelectors.isMissing(Known.fieldPath(path)));
        for (int names = 1; names < path.names().size(); names++) {
            MemberPath host = new MemberPath(path.names().subList(0, names));
            alternatives.add(PathSelectors.isNoObject(Known.fieldPath(host)));
        }
        return Approximation.or(alternatives);
    }
}
