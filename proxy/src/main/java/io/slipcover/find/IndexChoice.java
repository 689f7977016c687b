package io.slipcover.find;

import io.slipcover.budget.Budget;
import io.slipcover.document.ReleaseView;
import io.slipcover.json.JsonValue;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;
import io.slipcover.mango.FindRequest;
import io.slipcover.mango.Selector;
import io.slipcover.mango.SortKey;
import io.slipcover.query.ShapeQuestion;
import io.slipcover.query.Translation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The choice of an index for each question, where the client names an index. That index is over stored fields of some shape. Documents of
 * another shape have those fields elsewhere, and an index over the fields there serves as well.
 *
 * <p>A named index with a filter leaves documents out of the answer, in CouchDB as in Slipcover. Where the filter is about fields that no
 * lens touches, the filter becomes a condition of all questions. Where a lens touches those fields, the index lacks documents of some
 * shapes, and Slipcover does not use it.
 */
final class IndexChoice {
    private static final FieldPath REVISION = FieldPath.of("_rev");

    private final JsonValue written;
    private final List<ListedIndex> indexes;
    private final @Nullable ListedIndex named;
    private final @Nullable List<FieldPath> viewed;
    private final @Nullable Selector filter;
    private final Set<String> warnings = new LinkedHashSet<>();

    /**
     * @param written {@code use_index} as the client writes it
     * @param questions what Slipcover would ask CouchDB without the index
     * @param store the view of the release whose shape filters are about
     */
    IndexChoice(
            JsonValue written,
            FindRequest request,
            List<DatabaseQuestion> questions,
            ReleaseView view,
            ReleaseView store,
            List<ListedIndex> indexes,
            Budget budget) {
        this.written = written;
        this.indexes = indexes;
        Set<FieldPath> asked = new LinkedHashSet<>();
        addFields(request.selector(), asked);
        request.sort().forEach(key -> asked.add(key.path()));
        ListedIndex found = null;
        List<FieldPath> fields = null;
        for (ListedIndex index : indexes) {
            if (index.isNamed(request.useIndex()) && fields == null) {
                found = index;
                fields = viewed(index.fields(), asked, questions);
            }
        }
        Selector restriction = null;
        if (found != null && fields != null && found.filter() != null) {
            Selector kept = Selector.parse(found.filter(), budget);
            boolean isUntouched = Translation.of(store, kept, budget).isExact()
                    && Translation.of(view, kept, budget).isExact();
            if (!isUntouched) {
                fields = null;
                warnings.add(
                        "The index named by use_index was not used: its filter leaves out documents of older versions.");
            } else if (serves(fields, request)) {
                restriction = kept;
            } else {
                fields = null;
            }
        }
        this.named = found;
        this.viewed = fields;
        this.filter = restriction;
    }

    /** The fields of views that the index is over, as some question finds them; null where no question finds them. */
    private static @Nullable List<FieldPath> viewed(
            List<FieldPath> stored, Set<FieldPath> asked, List<DatabaseQuestion> questions) {
        for (DatabaseQuestion question : questions) {
            List<FieldPath> fields = new ArrayList<>();
            for (FieldPath field : stored) {
                Set<FieldPath> candidates = new LinkedHashSet<>(asked);
                if (questions.stream().allMatch(each -> isStoredAt(each, field, field))) {
                    candidates.add(field);
                }
                candidates.stream()
                        .filter(candidate -> isStoredAt(question, candidate, field))
                        .findFirst()
                        .ifPresent(fields::add);
            }
            if (fields.size() == stored.size()) {
                return fields;
            }
        }
        return null;
    }

    private static boolean isStoredAt(DatabaseQuestion question, FieldPath viewed, FieldPath stored) {
        return question.sources(List.of(viewed)).equals(Optional.of(List.of(stored)));
    }

    /** Whether CouchDB would use an index over these fields. */
    private static boolean serves(List<FieldPath> fields, FindRequest request) {
        Set<FieldPath> there = required(request.selector());
        List<FieldPath> sort = request.sort().stream().map(SortKey::path).toList();
        there.addAll(sort);
        there.add(DocumentId.PATH);
        there.add(REVISION);
        return there.containsAll(fields) && fields.containsAll(sort);
    }

    /** The fields that every document has if the selector matches it. */
    private static Set<FieldPath> required(Selector selector) {
        Set<FieldPath> required = new HashSet<>();
        if (selector instanceof Selector.And and) {
            and.selectors().forEach(part -> required.addAll(required(part)));
        } else if (selector instanceof Selector.Or or && !or.selectors().isEmpty()) {
            required.addAll(required(or.selectors().get(0)));
            or.selectors().forEach(part -> required.retainAll(required(part)));
        } else if (selector instanceof Selector.At at && !at.condition().equals(new Condition.Exists(false))) {
            required.add(at.path());
        }
        return required;
    }

    private static void addFields(Selector selector, Set<FieldPath> fields) {
        if (selector instanceof Selector.And and) {
            and.selectors().forEach(part -> addFields(part, fields));
        } else if (selector instanceof Selector.Or or) {
            or.selectors().forEach(part -> addFields(part, fields));
        } else if (selector instanceof Selector.At at) {
            fields.add(at.path());
        }
    }

    /** The client's selector, with the filter, if there is one, of the index that the client names. */
    Selector restricted(Selector wished) {
        return filter == null ? wished : new Selector.And(List.of(wished, filter));
    }

    /** The value of {@code use_index} for the question; null where the question has none. */
    @Nullable
    JsonValue of(DatabaseQuestion question) {
        ListedIndex index = named;
        if (index == null) {
            return written; // CouchDB says what it thinks of that.
        }
        List<FieldPath> fields = viewed;
        Optional<List<FieldPath>> sources = fields == null ? Optional.empty() : question.sources(fields);
        List<ListedIndex> all = new ArrayList<>(List.of(index));
        all.addAll(indexes);
        for (ListedIndex candidate : all) {
            if (sources.isPresent() && candidate.fields().equals(sources.get()) && candidate.isFilteredAs(index)) {
                return candidate.toUse();
            }
        }
        if (warnings.isEmpty() || fields != null) {
            warnings.add("The index named by use_index has none like it for documents of these versions: "
                    + String.join(
                            ", ",
                            question.parts().stream()
                                    .map(ShapeQuestion::about)
                                    .flatMap(List::stream)
                                    .toList())
                    + ".");
        }
        return null;
    }

    /** The warnings about the index. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }
}
