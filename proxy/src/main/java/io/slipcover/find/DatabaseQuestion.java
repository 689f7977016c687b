package io.slipcover.find;

import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import io.slipcover.mango.Comparison;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;
import io.slipcover.mango.Selector;
import io.slipcover.mango.SortKey;
import io.slipcover.query.QuestionPlan;
import io.slipcover.query.ShapeQuestion;
import io.slipcover.query.ShapeQuestion.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One question of a query as Slipcover asks it of CouchDB: about documents of some shapes, in the words of those shapes.
 *
 * @param parts the questions about shapes that are asked together; usually one
 * @param selector the selector that CouchDB gets
 * @param order the order by which CouchDB sorts to sort as the client wishes; null: CouchDB cannot, or nothing is to be sorted
 * @param index the index that Slipcover tells CouchDB to use; null: CouchDB chooses
 * @param certainty how much Slipcover knows of the documents that CouchDB finds
 */
record DatabaseQuestion(
        List<ShapeQuestion> parts,
        Selector selector,
        @Nullable List<SortKey> order,
        @Nullable JsonValue index,
        Certainty certainty) {
    private static final Selector NO_DOCUMENT = new Selector.At(DocumentId.PATH, new Condition.Exists(false));

    /** How much Slipcover knows of the documents that CouchDB finds. */
    enum Certainty {
        /** Each document is a result, of whatever shape: no lens touches what is asked. */
        ALL_ARE_RESULTS,
        /** A document's shape tells whether the document is a result, because the question is about some shapes. */
        SHAPES_TELL,
        /** Each document's view has to tell whether the document is a result. */
        VIEWS_TELL
    }

    /**
     * The question about some shapes.
     *
     * @param isOfNothing whether CouchDB answers the question with nothing
     */
    static DatabaseQuestion of(ShapeQuestion part, List<SortKey> sort, boolean isOfNothing) {
        boolean all = part.isUntouched() || isOfNothing;
        Selector selector = all ? part.selector() : Searchable.of(part.selector());
        Certainty certainty = all
                ? Certainty.ALL_ARE_RESULTS
                : selector.equals(part.selector()) ? Certainty.SHAPES_TELL : Certainty.VIEWS_TELL;
        return new DatabaseQuestion(
                List.of(part),
                selector,
                part.order().map(fields -> keys(fields, sort)).orElse(null),
                null,
                certainty);
    }

    private static List<SortKey> keys(List<FieldPath> fields, List<SortKey> sort) {
        List<SortKey> keys = new ArrayList<>();
        for (int index = 0; index < fields.size(); index++) {
            keys.add(new SortKey(fields.get(index), sort.get(index).descending()));
        }
        return keys;
    }

    /** One question instead of several. CouchDB can neither use an index for it nor sort by one. */
    static DatabaseQuestion together(List<DatabaseQuestion> questions) {
        List<ShapeQuestion> parts =
                questions.stream().flatMap(question -> question.parts.stream()).toList();
        return parts.size() == 1
                ? questions.get(0).withIndex(null)
                : new DatabaseQuestion(
                        parts, Searchable.of(QuestionPlan.together(parts)), null, null, Certainty.VIEWS_TELL);
    }

    DatabaseQuestion withIndex(@Nullable JsonValue named) {
        return new DatabaseQuestion(parts, selector, order, named, certainty);
    }

    DatabaseQuestion withoutOrder() {
        return new DatabaseQuestion(parts, selector, null, index, certainty);
    }

    /**
     * The same question, asked so that CouchDB sorts by no index with further fields behind those of the order: it would sort documents that
     * are alike in the order by these fields, and not by id. CouchDB uses an index only where it sees that what it looks for has all fields of
     * the index. It does not see that in an alternative, were it to what no document is. A field with one value orders nothing.
     */
    DatabaseQuestion tiedById() {
        if (order == null) {
            return this;
        }
        Set<FieldPath> harmless = new HashSet<>(Set.of(DocumentId.PATH));
        order.forEach(key -> harmless.add(key.path()));
        List<Selector> all = new ArrayList<>();
        addHiding(selector, harmless, all);
        Selector hiding = all.size() == 1 ? all.get(0) : new Selector.And(all);
        return all.stream().anyMatch(DatabaseQuestion::isHidden)
                ? new DatabaseQuestion(parts, hiding, order, index, certainty)
                : this;
    }

    private static void addHiding(Selector selector, Set<FieldPath> harmless, List<Selector> all) {
        if (selector instanceof Selector.And and) {
            and.selectors().forEach(part -> addHiding(part, harmless, all));
        } else if (selector instanceof Selector.Everything
                || selector instanceof Selector.Text
                || (selector instanceof Selector.At at && (harmless.contains(at.path()) || isOneValue(at)))) {
            all.add(selector);
        } else {
            all.add(new Selector.Or(List.of(selector, NO_DOCUMENT)));
        }
    }

    private static boolean isOneValue(Selector.At at) {
        return at.condition() instanceof Condition.Compare compare && compare.comparison() == Comparison.EQ;
    }

    private static boolean isHidden(Selector part) {
        return part instanceof Selector.Or or && or.selectors().contains(NO_DOCUMENT);
    }

    /** Whether each document that CouchDB finds is a result, of whatever shape. */
    boolean isAll() {
        return certainty == Certainty.ALL_ARE_RESULTS;
    }

    /** Whether Slipcover asks in the client's own words. */
    boolean isUnchanged() {
        return parts.size() == 1 && parts.get(0).isUnchanged();
    }

    /** The verdict about a stored document that CouchDB has found. */
    Verdict verdict(byte[] bytes, int from, int to) {
        if (isAll()) {
            return Verdict.WANTED;
        }
        JsonObject stored = JsonObject.ofValidated(bytes, from, to);
        for (ShapeQuestion part : parts) {
            Verdict verdict = part.verdict(stored);
            if (verdict != Verdict.ELSEWHERE) {
                return certainty == Certainty.VIEWS_TELL ? Verdict.VIEW_DECIDES : verdict;
            }
        }
        return Verdict.ELSEWHERE;
    }

    /** Whether the client wants all documents of these shapes that CouchDB finds. */
    boolean isExact() {
        return certainty != Certainty.VIEWS_TELL && parts.stream().allMatch(ShapeQuestion::isExact);
    }

    /** The places where the fields of views are stored, if each field has one place. */
    Optional<List<FieldPath>> sources(List<FieldPath> fields) {
        return parts.size() == 1 ? parts.get(0).sources(fields) : Optional.empty();
    }

    /** The first page, which begins at the beginning. */
    CandidatePage page(IndexUse use, boolean sorted, long limit) {
        return new CandidatePage(this, use, sorted, null, limit, 0, null, false);
    }
}
