package io.slipcover.query;

import io.slipcover.budget.Budget;
import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Recognition;
import io.slipcover.catalog.TypeRule;
import io.slipcover.document.ReleaseView;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.Change;
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

    /** Whether a question about the view is that question about the stored document, too. */
    boolean keeps(Selector asked, Budget budget) {
        List<Change> changes = changes();
        budget.spend((long) changes.size() * asked.weight());
        return changes.stream().allMatch(change -> BackThroughChanges.keeps(change.accept(Rules.ALL), asked));
    }

    /** Nothing is changed by them but what is known. */
    private List<Change> ofType() {
        return view.catalog().typeRule() instanceof TypeRule.ByField byField
                ? List.of(
                        new Change.Dropped(byField.field()), new Change.Filled(byField.field(), JsonSlice.string(type)))
                : List.of();
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
        if (rule instanceof TypeRule.ByField byField) {
            return PathSelectors.compare(path(byField.field()), Comparison.EQ, JsonSlice.string(type));
        }
        String prefix = type + ((TypeRule.ByIdPrefix) rule).separator();
        return Values.beginsWith(prefix)
                .map(condition -> PathSelectors.at(FieldPath.of("_id"), condition))
                .orElse(Approximation.anything());
    }

    /** A selector that tells documents of some versions of a type from others of the type. It may match others without a number. */
    static Approximation isOf(Catalog catalog, String type, List<Integer> versions) {
        List<JsonValue> numbers = numbers(versions);
        Condition isOne =
                versions.size() == 1 ? new Condition.Compare(Comparison.EQ, numbers.get(0)) : new Condition.In(numbers);
        return Approximation.or(PathSelectors.at(number(catalog), isOne), withoutNumber(catalog, type, versions));
    }

    /** What documents of the versions are among those of one type, and those with any number but that of another version. */
    static Approximation isOfNoOther(Catalog catalog, String type, SortedSet<Integer> all, Set<Integer> versions) {
        List<JsonValue> others =
                numbers(all.stream().filter(one -> !versions.contains(one)).toList());
        Condition isNone =
                others.size() == 1 ? new Condition.Compare(Comparison.NE, others.get(0)) : new Condition.NotIn(others);
        return Approximation.or(
                PathSelectors.at(number(catalog), isNone), withoutNumber(catalog, type, List.copyOf(versions)));
    }

    private static List<JsonValue> numbers(List<Integer> versions) {
        return versions.stream().<JsonValue>map(JsonSlice::number).toList();
    }

    private static FieldPath number(Catalog catalog) {
        return path(catalog.versionRule().field());
    }

    private static Approximation withoutNumber(Catalog catalog, String type, List<Integer> versions) {
        List<Approximation> recognised = new ArrayList<>();
        for (int version : versions) {
            if (version == catalog.versionRule().whenAbsent()) {
                boolean byRules = !catalog.recognition().versions(type).isEmpty();
                recognised.add(byRules ? Approximation.anything() : Approximation.EVERYTHING);
            }
            Recognition.Rule rule = catalog.recognition().rule(type, version);
            if (rule != null) {
                recognised.add(matches(rule).widened());
            }
        }
        return Approximation.and(PathSelectors.isMissing(number(catalog)), Approximation.or(recognised));
    }

    private static Approximation matches(Recognition.Rule rule) {
        List<Approximation> parts = new ArrayList<>();
        rule.has().forEach(member -> parts.add(PathSelectors.isThere(path(member))));
        rule.lacks().forEach(member -> parts.add(PathSelectors.isMissing(path(member))));
        return Approximation.and(parts);
    }

    private static FieldPath path(JsonName member) {
        return FieldPath.of(member.text());
    }
}
