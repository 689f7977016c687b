package io.slipcover.couch;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of {@code _changes} with all leaves of a document.
 *
 * @param leaves the leaves' revisions, the winner first; deleted leaves are among them
 * @param deleted whether the winner is deleted, and so every leaf
 */
public record ChangedDocument(String id, List<String> leaves, boolean deleted) {
    private static final JsonName ID = JsonName.of("id");
    private static final JsonName CHANGES = JsonName.of("changes");
    private static final JsonName REV = JsonName.of("rev");
    private static final JsonName DELETED = JsonName.of("deleted");
    private static final String DESIGN = "_design/";

    public ChangedDocument {
        leaves = List.copyOf(leaves);
    }

    static ChangedDocument of(JsonObject row) {
        List<String> leaves = new ArrayList<>();
        JsonArray changes = row.array(CHANGES);
        for (int index = 0; changes != null && index < changes.size(); index++) {
            JsonObject change = changes.object(index);
            String revision = change == null ? null : change.string(REV);
            if (revision != null) {
                leaves.add(revision);
            }
        }
        String id = row.string(ID);
        return new ChangedDocument(id == null ? "" : id, leaves, row.isTrue(DELETED));
    }

    /** Whether it is a design document. */
    public boolean isDesign() {
        return id.startsWith(DESIGN);
    }
}
