package io.slipcover.imports;

import io.slipcover.catalog.Release;
import io.slipcover.document.Revision;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import java.util.ArrayList;
import java.util.List;

/**
 * One revision of one copy of a document.
 *
 * @param source where the copy is
 * @param id the copy's id there
 * @param rank the place among the copies: of a newer release, the higher
 * @param release a release whose clients write such copies
 * @param body the document without CouchDB's members, under the id that the imported document has
 * @param attachments the stubs of its attachments
 * @param conflicts the document's other leaves, which are not deleted
 */
record Copy(
        Source source,
        String id,
        int rank,
        Revision revision,
        Release release,
        boolean deleted,
        JsonObject body,
        Attachments attachments,
        List<Copy> conflicts) {
    static final JsonName ID = JsonName.of("_id");

    Copy {
        conflicts = List.copyOf(conflicts);
    }

    Copy withConflicts(List<Copy> others) {
        return new Copy(source, id, rank, revision, release, deleted, body, attachments, others);
    }

    /** Whether nobody has edited the copy since somebody made it. */
    boolean isAsMade() {
        return revision.generation() == 1;
    }

    /** The document without the members of CouchDB's, under an id. */
    static JsonObject body(JsonObject document, String id) {
        JsonObject body = document.copy();
        List<JsonName> gone = new ArrayList<>();
        for (int index = 0; index < body.size(); index++) {
            JsonName name = body.name(index);
            if (name.text().startsWith("_")) {
                gone.add(name);
            }
        }
        gone.forEach(body::remove);
        body.insert(0, ID, JsonSlice.string(id));
        return body;
    }

    @Override
    public String toString() {
        return "%s %s %s".formatted(source, JsonSlice.string(id), revision);
    }
}
