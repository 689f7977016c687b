package io.slipcover.find;

import io.slipcover.document.ReleaseView;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import io.slipcover.mango.MangoException;
import io.slipcover.mango.Projection;
import io.slipcover.mango.Selector;
import io.slipcover.query.Translation;

/** The body of a {@code _changes?filter=_selector}, as CouchDB is asked it: with a selector for every shape that is stored. */
final class ChangesQuery {
    private static final JsonName SELECTOR = JsonName.of("selector");
    private static final JsonName FIELDS = JsonName.of("fields");

    private final JsonObject body;
    private final Selector wished;
    private final Projection fields;
    private final Translation translation;

    private ChangesQuery(JsonObject body, Selector wished, Projection fields, Translation translation) {
        this.body = body;
        this.wished = wished;
        this.fields = fields;
        this.translation = translation;
    }

    /**
     * The query in a request's body.
     *
     * @throws MangoException where CouchDB would not take it
     */
    static ChangesQuery parse(JsonObject body, ReleaseView view) {
        JsonValue selector = body.get(SELECTOR);
        if (selector == null) {
            throw new MangoException(400, "bad_request", "Selector error: expected a JSON object");
        }
        Selector wished = Selector.parse(selector);
        JsonValue fields = body.get(FIELDS);
        return new ChangesQuery(
                body,
                wished,
                fields == null ? Projection.WHOLE : Projection.parse(fields),
                Translation.of(view, wished));
    }

    /** Whether CouchDB decides alone, so that it can count, too. */
    boolean isDecidedByDatabase() {
        return translation.isExact();
    }

    /** What CouchDB is asked. */
    byte[] question() {
        JsonObject asked = body.copy();
        asked.put(SELECTOR, translation.selector().toJson());
        asked.remove(FIELDS);
        return asked.toBytes();
    }

    /**
     * What becomes of the changes that CouchDB finds.
     *
     * @param showsDocuments whether the client asked for documents
     * @param limit how many changes it wants, if it is not CouchDB that counts them
     */
    ChangeSelection selection(Viewer viewer, boolean showsDocuments, long limit) {
        return new ChangeSelection(viewer, isDecidedByDatabase() ? null : wished, fields, showsDocuments, limit);
    }
}
