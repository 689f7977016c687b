package io.slipcover.find;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.mango.FindRequest;
import io.slipcover.mango.Selector;
import io.slipcover.mango.SortKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a question to CouchDB for one page of candidates: the client's query, with the members that are different for the page.
 *
 * @param body the client's query
 * @param covered whether CouchDB picks the fields that the client wants
 * @param several whether the query takes more than one question
 */
record PageQuestion(JsonObject body, FindRequest request, boolean covered, boolean several) {
    private static final JsonName SELECTOR = JsonName.of("selector");
    private static final JsonName FIELDS = JsonName.of("fields");
    private static final JsonName SORT = JsonName.of("sort");
    private static final JsonName LIMIT = JsonName.of("limit");
    private static final JsonName SKIP = JsonName.of("skip");
    private static final JsonName BOOKMARK = JsonName.of("bookmark");
    private static final JsonName USE_INDEX = JsonName.of("use_index");
    private static final JsonName ALLOW_FALLBACK = JsonName.of("allow_fallback");

    byte[] asked(CandidatePage page) {
        DatabaseQuestion question = page.question();
        JsonObject asked = body.copy();
        asked.put(SELECTOR, selector(page).toJson());
        if (page.idsOnly()) {
            JsonArray ids = JsonArray.empty();
            ids.add(JsonSlice.string(DocumentId.MEMBER.text()));
            asked.put(FIELDS, ids);
        } else if (!covered) {
            asked.remove(FIELDS);
        }
        asked.put(LIMIT, JsonSlice.number(page.limit()));
        asked.put(SKIP, JsonSlice.number(page.skip()));
        List<SortKey> keys = page.sorted() ? question.order() : null;
        if (keys == null) {
            asked.remove(SORT);
        } else if (!keys.equals(request.sort())) {
            asked.put(SORT, SortKey.toJson(keys));
        }
        putIndex(asked, page.use(), question);
        put(asked, BOOKMARK, page.bookmark() == null ? null : JsonSlice.string(page.bookmark()));
        return asked.toBytes();
    }

    private static Selector selector(CandidatePage page) {
        Selector behind = page.behind();
        Selector asked = page.question().selector();
        return behind == null ? asked : new Selector.And(List.of(asked, behind));
    }

    private void putIndex(JsonObject asked, IndexUse use, DatabaseQuestion question) {
        switch (use) {
            case AS_CLIENT_SAYS -> {
                if (several || !question.isUnchanged()) {
                    put(asked, USE_INDEX, question.index());
                }
            }
            case NAMED -> {
                put(asked, USE_INDEX, question.index());
                asked.put(ALLOW_FALLBACK, JsonSlice.FALSE);
            }
            case ANY -> {
                asked.remove(USE_INDEX);
                asked.put(ALLOW_FALLBACK, JsonSlice.FALSE);
            }
            case ANY_OR_NONE -> {
                asked.remove(USE_INDEX);
                asked.remove(ALLOW_FALLBACK);
            }
        }
    }

    private static void put(JsonObject object, JsonName member, @Nullable JsonValue value) {
        if (value == null) {
            object.remove(member);
        } else {
            object.put(member, value);
        }
    }
}
