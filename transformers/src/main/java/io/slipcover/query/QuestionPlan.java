package io.slipcover.query;

import static java.util.Objects.requireNonNull;

import io.slipcover.budget.Budget;
import io.slipcover.catalog.Catalog;
import io.slipcover.document.ReleaseView;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.json.MemberPath;
import io.slipcover.mango.Comparison;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;
import io.slipcover.mango.Selector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The questions that Slipcover asks CouchDB for one query of a client. All shapes that are asked in equal words and sorted by equal fields
 * share one question. Together the questions are sound: where the client's selector matches a stored document's view, the question about
 * the document's shape finds the document.
 *
 * <p>Each question says its conditions plainly, beside each other, because CouchDB looks for the range of an index there and nowhere else.
 * A question also keeps out documents of other shapes. It does so in a way that CouchDB cannot take for such a range. Otherwise CouchDB
 * might choose an index over the type where one over the client's fields is better. Where the client itself asks for a type, its own words
 * stay.
 */
public final class QuestionPlan {
    /** How many letters of a selector's text are made in one step. */
    private static final int LETTERS_OF_A_STEP = 8;

    private final Budget budget;
    private final ReleaseView view;
    private final Selector wished;
    private final String words;
    private final List<FieldPath> sort;
    private final List<Selector> ofTypeField;
    private final Map<String, Selector> selectors = new HashMap<>();
    private boolean isUntouched = true;
    private final Map<Wording, Group> groups = new LinkedHashMap<>();

    private QuestionPlan(ReleaseView view, Selector wished, List<FieldPath> sort, Budget budget) {
        this.budget = budget;
        this.view = view;
        this.wished = wished;
        this.sort = sort;
        this.words = text(wished);
        List<Selector> parts = new ArrayList<>();
        addOfTypeField(wished, parts);
        this.ofTypeField = List.copyOf(
                Approximation.conjuncts(Approximation.conjunction(parts)).values());
    }

    private void addOfTypeField(Selector selector, List<Selector> parts) {
        if (selector instanceof Selector.And and) {
            and.selectors().forEach(part -> addOfTypeField(part, parts));
        } else if (isOfTypeField(selector)) {
            parts.add(selector);
        }
    }

    private String text(Selector selector) {
        String text = selector.toJson().toString();
        spendOnText(text);
        return text;
    }

    private void spendOnText(String text) {
        budget.spend(1 + text.length() / LETTERS_OF_A_STEP);
    }

    /**
     * The questions for a selector about the release's views. Questions about the oldest shapes come first. So, where documents are
     * migrated between two questions, a document may be found twice, but it is not missed.
     *
     * @param sort the fields of views by which the client sorts; empty where it does not sort
     * @throws io.slipcover.budget.LimitException where the translation takes more than the budget
     */
    public static List<ShapeQuestion> questions(
            ReleaseView view, Selector wished, List<FieldPath> sort, Budget budget) {
        return new QuestionPlan(view, wished, sort, budget).questions();
    }

    /** The words in which shapes are asked, and the fields by which they are sorted. */
    private record Wording(String words, @Nullable List<FieldPath> order) {}

    private static final class Group {
        private final boolean unchanged;
        private boolean exact = true;
        private final Set<String> blind = new TreeSet<>();
        private final Map<String, Set<Integer>> versions = new LinkedHashMap<>();
        private boolean ofOthers;

        Group(boolean unchanged) {
            this.unchanged = unchanged;
        }

        void add(StoredShape shape, Approximation led) {
            exact &= led.isExact();
            led.blind().forEach(what -> blind.add(shape.description() + ": " + what));
            versions.computeIfAbsent(shape.type(), any -> new TreeSet<>()).add(shape.version());
        }

        /** How many versions there are before the newest that the group has, of the type where those are the most. */
        int age() {
            return versions.values().stream()
                    .flatMap(Collection::stream)
                    .mapToInt(Integer::intValue)
                    .max()
                    .orElse(Integer.MAX_VALUE);
        }
    }

    private List<ShapeQuestion> questions() {
        for (StoredShape shape : StoredShape.withOlder(view)) {
            isUntouched &= shape.keeps(wished, budget) || shape.cannotMatch(wished, budget);
        }
        boolean allAreDeclared = true;
        for (StoredShape shape : StoredShape.all(view)) {
            allAreDeclared &= view.catalog().oldestStored(shape.type()) > 0;
            if (!shape.ofType(wished, budget).isNothing()) {
                add(shape);
            }
        }
        Wording own = new Wording(words, sort);
        // Where no group has the client's own names, they are those of an older shape, and where the operator says that
        // of all types, no document has such names any more.
        boolean othersAreAsked = othersMayMatch() && (groups.containsKey(own) || !allAreDeclared);
        if (othersAreAsked || groups.isEmpty()) {
            selectors.put(words, wished);
            groups.computeIfAbsent(own, any -> new Group(true)).ofOthers = true;
        }
        List<Map.Entry<Wording, Group>> ordered = new ArrayList<>(groups.entrySet());
        ordered.sort(Comparator.comparing(entry -> entry.getValue().age()));
        List<ShapeQuestion> questions = new ArrayList<>();
        ordered.forEach(entry -> questions.add(question(entry.getValue(), entry.getKey())));
        return questions;
    }

    private void add(StoredShape shape) {
        boolean kept = shape.keeps(wished, budget);
        Approximation led = kept ? Approximation.exactly(wished) : shape.lead(wished, budget);
        if (led.isNothing()) {
            return;
        }
        List<FieldPath> order = order(shape);
        String asked = kept ? words : text(led.selector());
        selectors.putIfAbsent(asked, led.selector());
        boolean unchanged = asked.equals(words);
        groups.computeIfAbsent(new Wording(asked, order), any -> new Group(unchanged))
                .add(shape, led);
    }

    private @Nullable List<FieldPath> order(StoredShape shape) {
        List<FieldPath> order = new ArrayList<>();
        for (FieldPath field : sort) {
            FieldPath stored = shape.keeps(field) ? field : shape.moved(field);
            if (stored == null || !stored.isExpressible()) {
                return null;
            }
            order.add(stored);
        }
        return order;
    }

    private ShapeQuestion question(Group group, Wording wording) {
        Selector selector = requireNonNull(selectors.get(wording.words()));
        Approximation pin = group.ofOthers ? Approximation.EVERYTHING : pin(group, selector);
        boolean unchanged = group.unchanged && pin.isEverything();
        if (!unchanged) {
            spendOnText(wording.words());
            List<Approximation> conjuncts = new ArrayList<>();
            ofTypeField.forEach(part -> conjuncts.add(Approximation.exactly(part)));
            conjuncts.add(Approximation.exactly(selector));
            conjuncts.add(pin);
            selector = Approximation.and(conjuncts).selector();
        }
        return new ShapeQuestion(
                view,
                new Approximation(selector, group.exact, group.blind),
                group.versions,
                group.ofOthers,
                unchanged,
                isUntouched && groups.size() == 1,
                wording.order());
    }

    /** One question that asks for everything that some of the questions ask for. */
    public static Selector together(List<ShapeQuestion> questions) {
        return Factoring.or(questions.stream()
                        .map(question -> Approximation.exactly(question.selector()))
                        .toList())
                .selector();
    }

    /** A selector for the documents of the group, and perhaps some others. */
    private Approximation pin(Group group, Selector asked) {
        Catalog catalog = view.catalog();
        List<Approximation> alternatives = new ArrayList<>();
        boolean isAlone = asked instanceof Selector.Everything && group.versions.size() == 1;
        group.versions.forEach((type, versions) -> {
            Approximation ofType = ofTypeField.isEmpty() ? StoredShape.isOf(catalog, type) : Approximation.EVERYTHING;
            alternatives.add(
                    Approximation.and(isAlone ? ofType : withoutRange(ofType), withoutRange(ofVersions(group, type))));
        });
        return Approximation.or(alternatives);
    }

    /** What documents of the type are that the group is about, and perhaps some others. */
    private Approximation ofVersions(Group group, String type) {
        Catalog catalog = view.catalog();
        SortedSet<Integer> all = catalog.versions(type);
        SortedSet<Integer> own = withOlder(group, type);
        if (own.containsAll(all)) {
            return Approximation.EVERYTHING;
        }
        return group == holderOfUnknown(type)
                ? StoredShape.isOfNoOther(catalog, type, all, own)
                : StoredShape.isOf(catalog, type, List.copyOf(own));
    }

    /**
     * The versions of the type that the group is about, with those that are older than the operator says where the group is about the
     * oldest: a document that should not be there is found beside the oldest, so that it is told.
     */
    private SortedSet<Integer> withOlder(Group group, String type) {
        SortedSet<Integer> own = new TreeSet<>(group.versions.getOrDefault(type, Set.of()));
        SortedSet<Integer> all = view.catalog().versions(type);
        int oldest = view.catalog().oldestStored(type);
        SortedSet<Integer> stored = all.tailSet(oldest);
        if (!stored.isEmpty() && own.contains(stored.first())) {
            own.addAll(all.headSet(oldest));
        }
        return own;
    }

    /**
     * The group whose question finds documents of the type with a version that no release names, so that such a document is told and not
     * left out: the group that has the release's own version, or else the last one.
     */
    private @Nullable Group holderOfUnknown(String type) {
        Integer shown = requireNonNull(view.release().types().get(type));
        Group last = null;
        for (Group group : groups.values()) {
            SortedSet<Integer> own = withOlder(group, type);
            if (own.contains(shown)) {
                return group;
            }
            last = own.isEmpty() ? last : group;
        }
        return last;
    }

    /** This approximation, said so that CouchDB does not see a range of an index in it. */
    private static Approximation withoutRange(Approximation approximation) {
        if (approximation.selector() instanceof Selector.At at
                && at.condition() instanceof Condition.Compare compare
                && compare.comparison() == Comparison.EQ) {
            Condition in = new Condition.In(List.of(compare.operand()));
            return new Approximation(new Selector.At(at.path(), in), approximation.isExact(), approximation.blind());
        }
        return approximation;
    }

    /** Whether documents of no type that the release names may match. */
    private boolean othersMayMatch() {
        return ofTypeField.stream().noneMatch(this::asksForKnownType);
    }

    private boolean asksForKnownType(Selector selector) {
        Condition condition = ((Selector.At) selector).condition();
        if (condition instanceof Condition.In in) {
            return in.operands().stream().allMatch(this::isKnownType);
        }
        return condition instanceof Condition.Compare compare
                && compare.comparison() == Comparison.EQ
                && isKnownType(compare.operand());
    }

    private boolean isKnownType(JsonValue operand) {
        return operand.kind() == JsonKind.STRING
                && view.release().types().containsKey(((JsonSlice) operand).asString());
    }

    private boolean isOfTypeField(Selector selector) {
        MemberPath member = view.catalog().typeRule().member();
        return member != null && selector instanceof Selector.At at && at.path().equals(Known.fieldPath(member));
    }
}
