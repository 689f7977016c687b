package io.slipcover.find;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.mango.FindRequest;
import io.slipcover.mango.SortKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code _explain}. It is CouchDB's own answer about the question for the newest shape, in the client's words. Beside that it
 * lists each question, and the index that CouchDB would use for the question.
 */
final class Explanation {
    private static final JsonName SELECTOR = JsonName.of("selector");
    private static final JsonName FIELDS = JsonName.of("fields");
    private static final JsonName SORT = JsonName.of("sort");
    private static final JsonName SORTED = JsonName.of("sorted");
    private static final JsonName LIMIT = JsonName.of("limit");
    private static final JsonName SKIP = JsonName.of("skip");
    private static final JsonName BOOKMARK = JsonName.of("bookmark");
    private static final JsonName OPTIONS = JsonName.of("opts");
    private static final JsonName INDEX = JsonName.of("index");
    private static final JsonName USE_INDEX = JsonName.of("use_index");
    private static final JsonName SLIPCOVER = JsonName.of("slipcover");

    private final FindQuery query;
    private final JsonObject body;
    private final FindRequest request;
    private final List<JsonObject> explained = new ArrayList<>();
    private final List<Boolean> sorted = new ArrayList<>();
    private final @Nullable String bookmark;
    private boolean inMemory;

    Explanation(FindQuery query, JsonObject body, FindRequest request, Bookmark start) {
        this.query = query;
        this.body = body;
        this.request = request;
        this.bookmark = start instanceof Bookmark.OfDatabase behind ? behind.bookmark() : null;
    }

    /** The next question that CouchDB is to explain, or null where it has explained all. */
    byte @Nullable [] next() {
        if (explained.size() == query.questions().size()) {
            return null;
        }
        DatabaseQuestion question = query.questions().get(explained.size());
        boolean byDatabase = question.order() != null && !inMemory;
        CandidatePage page = question.page(IndexUse.AS_CLIENT_SAYS, byDatabase, Math.min(request.limit(), 1L << 31));
        long skip = question.isAll() ? Math.min(request.skip(), 1L << 31) : 0;
        return query.question(page.from(skip, bookmark));
    }

    /** Takes CouchDB's explanation of the question. */
    void explained(JsonObject explanation) {
        DatabaseQuestion question = query.questions().get(explained.size());
        JsonValue index = explanation.get(INDEX);
        boolean byDatabase = question.order() != null && !inMemory && index != null && !index.isNull();
        if (!byDatabase && question.order() != null && !inMemory && query.mayBeSortedInMemory()) {
            inMemory = true; // No index has this order: the question that is asked then is explained.
            return;
        }
        explained.add(explanation);
        sorted.add(byDatabase || (question.order() != null && !query.mayBeSortedInMemory()));
        inMemory = false;
    }

    /** Takes CouchDB's refusal to explain the question because no index serves it. Tells whether Slipcover asks another question. */
    boolean refused(int status, String error) {
        DatabaseQuestion question = query.questions().get(explained.size());
        boolean another = status == 400
                && error.equals("no_usable_index")
                && question.order() != null
                && !inMemory
                && query.mayBeSortedInMemory();
        inMemory |= another;
        return another;
    }

    /** The whole answer. */
    JsonObject answer() {
        JsonObject answer = explained.get(explained.size() - 1).copy();
        answer.put(SELECTOR, request.selector().toJson());
        answer.put(LIMIT, JsonSlice.number(request.limit()));
        answer.put(SKIP, JsonSlice.number(request.skip()));
        answer.put(FIELDS, fields());
        JsonObject options = answer.object(OPTIONS);
        if (options != null) {
            String behind = request.bookmark();
            options.put(BOOKMARK, JsonSlice.string(behind == null ? "nil" : behind));
            options.put(LIMIT, JsonSlice.number(request.limit()));
            options.put(SKIP, JsonSlice.number(request.skip()));
            options.put(SORT, sort(request.sort()));
            options.put(FIELDS, fields());
            options.put(USE_INDEX, useIndex());
        }
        answer.put(SLIPCOVER, remarks());
        return answer;
    }

    private JsonValue fields() {
        JsonValue fields = body.get(FIELDS);
        return fields == null ? JsonSlice.EMPTY_ARRAY : fields;
    }

    private JsonArray useIndex() {
        JsonArray names = JsonArray.empty();
        request.useIndex().forEach(name -> names.add(JsonSlice.string(name)));
        return names;
    }

    private static JsonObject sort(List<SortKey> keys) {
        JsonObject sort = JsonObject.empty();
        for (SortKey key : keys) {
            sort.add(JsonName.of(key.path().toString()), JsonSlice.string(key.descending() ? "desc" : "asc"));
        }
        return sort;
    }

    private JsonObject remarks() {
        JsonObject remarks = JsonObject.empty();
        remarks.add(JsonName.of("release"), JsonSlice.string(query.release()));
        boolean exact = query.questions().stream().allMatch(DatabaseQuestion::isExact);
        remarks.add(JsonName.of("exact"), JsonSlice.bool(exact));
        JsonArray questions = JsonArray.empty();
        for (int index = 0; index < explained.size(); index++) {
            questions.add(question(query.questions().get(index), explained.get(index), sorted.get(index)));
        }
        remarks.add(JsonName.of("questions"), questions);
        JsonArray blind = JsonArray.empty();
        query.blind().forEach(what -> blind.add(JsonSlice.string(what)));
        remarks.add(JsonName.of("blind"), blind);
        return remarks;
    }

    private JsonObject question(DatabaseQuestion question, JsonObject explanation, boolean byDatabase) {
        JsonObject told = JsonObject.empty();
        JsonArray about = JsonArray.empty();
        question.parts().forEach(part -> part.about().forEach(shape -> about.add(JsonSlice.string(shape))));
        told.add(JsonName.of("about"), about);
        told.add(SELECTOR, question.selector().toJson());
        if (!request.sort().isEmpty()) {
            List<SortKey> order = question.order();
            if (order != null) {
                told.add(SORT, sort(order));
            }
            told.add(SORTED, JsonSlice.string(byDatabase ? "by the database" : "in memory"));
        }
        JsonValue index = explanation.get(INDEX);
        told.add(INDEX, index == null ? JsonSlice.NULL : index.copy());
        told.add(JsonName.of("exact"), JsonSlice.bool(question.isExact()));
        return told;
    }
}
