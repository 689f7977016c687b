package io.slipcover.transform;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What CouchDB asks of an edit of a stored document, whatever the document's type is.
 *
 * @param base the stored document; without an id or a revision, nothing is asked of those of the edit
 */
record CouchDbRules(JsonObject base) {
    private static final JsonName ID = JsonName.of("_id");
    private static final JsonName REVISION = JsonName.of("_rev");
    private static final String REPLICATION = "_replication_";

    /** The members of CouchDB's own that a document may bring. */
    private static final Set<String> SPECIAL = Set.of(
            "_id",
            "_rev",
            "_deleted",
            "_attachments",
            "_revisions",
            "_revs_info",
            "_conflicts",
            "_deleted_conflicts",
            "_local_seq");

    /**
     * The refusal of an edit; null where CouchDB would take it.
     *
     * @param written the edit
     * @param stored what would be stored of the edit
     */
    Edit.@Nullable Refused refusal(JsonObject written, JsonObject stored) {
        if (differs(ID, written)) {
            return new Edit.Refused(
                    400, "bad_request", "the edit has another _id than the stored document, so it is no edit of it");
        }
        if (differs(REVISION, written)) {
            return new Edit.Refused(
                    409, "conflict", "Document update conflict: the edit needs the _rev of the stored document");
        }
        for (int index = 0; index < stored.size(); index++) {
            String name = stored.name(index).text();
            if (name.startsWith("_") && !SPECIAL.contains(name) && !name.startsWith(REPLICATION)) {
                return new Edit.Refused(400, "doc_validation", "Bad special document member: " + name);
            }
        }
        return null;
    }

    private boolean differs(JsonName name, JsonObject written) {
        JsonValue expected = base.get(name);
        return expected != null && !JsonValue.areSame(expected, written.get(name));
    }
}
