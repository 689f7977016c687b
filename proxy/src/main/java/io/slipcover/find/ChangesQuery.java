package io.slipcover.find;

import io.slipcover.budget.Budget;
import io.slipcover.document.ReleaseView;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import io.slipcover.mango.MangoException;
import io.slipcover.mango.Projection;
import io.slipcover.mango.Selector;
import io.slipcover.query.Translation;

/** The body of a {@code _changes?filter=_selector} as Slipcover sends it to CouchDB: with a selector for every shape that is stored. */
final class ChangesQuery {
    private static final JsonName SELECTOR = JsonName.of("selector");
    private static final JsonName FIELDS = JsonName.of("fields");

    private final JsonObject body;
    private final Selector wished;
    private final Projection fields;
    private final Translation translation;
    private final Budget budget;

    private ChangesQuery(JsonObject body, Selector wished, Projection fields, Translation translation, Budget budget) {
        this.body = body;
        this.wished = wished;
        this.fields = fields;
        this.translation = translation;
        this.budget = budget;
    }

    /**
     * Reads the query in a request's body.
     *
     * @param budget pays for reading the query, translating it and deciding about documents
     * @throws MangoException where CouchDB would not take the query
     * @throws io.slipcover.budget.LimitException where the query takes more than the budget, or exceeds another limit
     */
    static ChangesQuery parse(JsonObject body, ReleaseView view, Budget budget) {
        JsonValue selector = body.get(SELECTOR);
        if (selector == null) {
            throw new MangoException(400, "bad_request", "there is no selector");
        }
        Selector wished = Selector.parse(selector, budget);
        Translation translation = Translation.of(view, wished, budget);
        if (!translation.isExact()) {
            wished.requireDecidable();
        }
        JsonValue fields = body.get(FIELDS);
        Projection projection = fields == null ? Projection.WHOLE : Projection.parse(fields, budget);
        return new ChangesQuery(body, wished, projection, translation, budget);
    }

    /** Whether CouchDB decides alone. Then CouchDB can also count. */
    boolean isDecidedByDatabase() {
        return translation.isExact();
    }

    /** The body that Slipcover sends to CouchDB. */
    byte[] question() {
        JsonObject asked = body.copy();
        asked.put(SELECTOR, translation.selector().toJson());
        asked.remove(FIELDS);
        return asked.toBytes();
    }

    /**
     * The selection among the changes that CouchDB finds.
     *
     * @param showsDocuments whether the client asked for documents
     * @param limit how many changes the client wants, where CouchDB does not count them
     */
    ChangeSelection selection(Viewer viewer, boolean showsDocuments, long limit) {
        return new ChangeSelection(
                viewer, isDecidedByDatabase() ? null : wished, fields, showsDocuments, limit, budget);
    }
}
