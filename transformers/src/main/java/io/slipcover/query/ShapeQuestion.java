package io.slipcover.query;

import io.slipcover.document.ReleaseView;
import io.slipcover.json.JsonObject;
import io.slipcover.mango.FieldPath;
import io.slipcover.mango.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A question about stored documents of some shapes, in the words of those shapes alone, so that an index over their fields can serve it.
 *
 * <p>The database may find documents of other shapes as well. A document counts only where the question is about its
 * {@linkplain #verdict shape}. Each stored document has one shape, and each shape belongs to one question, so no document counts twice.
 *
 * <p>Immutable.
 */
public final class ShapeQuestion {
    private final ReleaseView view;
    private final Approximation asked;
    private final Map<String, Set<Integer>> versions;
    private final boolean ofOthers;
    private final boolean unchanged;
    private final boolean untouched;
    private final @Nullable List<FieldPath> order;

    /**
     * @param versions the versions of each type that the question is about
     * @param ofOthers whether the question is about documents of no such type, too
     * @param unchanged whether the question is in the client's own words
     * @param untouched whether no lens has to do with what is asked
     * @param order the fields by which documents of these shapes are in the order that the client wants; null: there are none
     */
    ShapeQuestion(
            ReleaseView view,
            Approximation asked,
            Map<String, Set<Integer>> versions,
            boolean ofOthers,
            boolean unchanged,
            boolean untouched,
            @Nullable List<FieldPath> order) {
        this.view = view;
        this.asked = asked;
        this.versions = Map.copyOf(versions);
        this.ofOthers = ofOthers;
        this.unchanged = unchanged;
        this.untouched = untouched;
        this.order = order == null ? null : List.copyOf(order);
    }

    /** The selector to ask of stored documents. */
    public Selector selector() {
        return asked.selector();
    }

    /** Whether the client wants every document that the question is about and that the selector matches. */
    public boolean isExact() {
        return asked.isExact();
    }

    /** Whether the question is in the client's own words. */
    public boolean isUnchanged() {
        return unchanged;
    }

    /** Whether no lens has to do with what is asked. Then the client wants whatever the database finds, of whatever shape. */
    public boolean isUntouched() {
        return untouched;
    }

    /** The changes that could not be looked through: {@code todo-item 2 to 3: jsonata}. */
    public Set<String> blind() {
        return asked.blind();
    }

    /** The fields by which the database sorts what the question is about in the client's order; empty where no fields do. */
    public Optional<List<FieldPath>> order() {
        return Optional.ofNullable(order);
    }

    /** The verdict about a stored document that the database found for this question. */
    public enum Verdict {
        /** Another question is about the document, or no question is. */
        ELSEWHERE,
        /** The client wants the document. */
        WANTED,
        /** The document's view decides. */
        VIEW_DECIDES
    }

    /**
     * The verdict about a stored document that the selector matches.
     *
     * @param stored is only read
     */
    public Verdict verdict(JsonObject stored) {
        String type = view.typeOf(stored);
        if (type == null) {
            return verdict(ofOthers, true);
        }
        int version = view.versionOf(type, stored);
        if (version == 0) {
            // It cannot be shown, which is said whoever finds it.
            return Verdict.VIEW_DECIDES;
        }
        int oldest = view.catalog().oldestStored(type);
        Set<Integer> ofType = versions.get(type);
        // A document that is older than the operator says stands beside those that are as old as that.
        return verdict(ofType != null && ofType.contains(Math.max(version, oldest)), version >= oldest);
    }

    private Verdict verdict(boolean isAboutIt, boolean isAsked) {
        if (!isAboutIt) {
            return Verdict.ELSEWHERE;
        }
        return isExact() && isAsked ? Verdict.WANTED : Verdict.VIEW_DECIDES;
    }

    /**
     * The places where the fields of views are stored.
     *
     * @return empty where the fields do not have one place each in all shapes that the question is about
     */
    public Optional<List<FieldPath>> sources(List<FieldPath> fields) {
        List<FieldPath> found = null;
        for (StoredShape shape : shapes()) {
            Optional<List<FieldPath>> sources = sources(shape, fields);
            if (sources.isEmpty() || (found != null && !found.equals(sources.get()))) {
                return Optional.empty();
            }
            found = sources.get();
        }
        return ofOthers && found != null && !found.equals(fields)
                ? Optional.empty()
                : Optional.of(found == null ? fields : found);
    }

    private static Optional<List<FieldPath>> sources(StoredShape shape, List<FieldPath> fields) {
        List<FieldPath> sources = new ArrayList<>();
        for (FieldPath field : fields) {
            try {
                sources.add(shape.source(field));
            } catch (NoSingleFieldException exception) {
                return Optional.empty();
            }
        }
        return Optional.of(sources);
    }

    private List<StoredShape> shapes() {
        List<StoredShape> shapes = new ArrayList<>();
        versions.forEach((type, ofType) -> ofType.forEach(version -> shapes.add(new StoredShape(view, type, version))));
        return shapes;
    }

    /** Whether no lens has to do with the fields in all shapes that the question is about. Then the fields are stored as they are shown. */
    public boolean keeps(List<FieldPath> fields) {
        return shapes().stream().allMatch(shape -> fields.stream().allMatch(shape::keeps));
    }

    /** The shapes that the question is about, in words: {@code todo-item 1}, {@code others}. */
    public List<String> about() {
        List<String> about = new ArrayList<>();
        new TreeMap<>(versions).forEach((type, ofType) -> ofType.forEach(version -> about.add(type + " " + version)));
        if (ofOthers) {
            about.add("others");
        }
        return about;
    }
}
