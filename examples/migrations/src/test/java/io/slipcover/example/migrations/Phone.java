package io.slipcover.example.migrations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.testbed.PouchApp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An app of one release on a phone, with its documents in a PouchDB.
 *
 * @param number the member in which Slipcover writes versions; an app leaves it as it is
 */
record Phone(PouchApp app, String number) {
    /** Edits a document locally, or makes it. */
    void edit(String id, Story.Edit edit) {
        ObjectNode before = (ObjectNode) app.find(id)
                .orElseGet(() -> JsonNodeFactory.instance.objectNode().put("_id", id));
        app.put(edit.of(before));
    }

    void push() {
        assertTaken(app.push().denied());
    }

    void pull() {
        app.pull();
    }

    private static void assertTaken(List<JsonNode> denied) {
        if (!denied.isEmpty()) {
            throw new AssertionError("the database denied " + denied);
        }
    }

    /** The document that wins, without the members of CouchDB and of Slipcover. */
    JsonNode has(String id) {
        return own(app.get(id));
    }

    /** All live revisions of a document that nobody has resolved. */
    List<JsonNode> leaves(String id) {
        List<JsonNode> leaves = new ArrayList<>();
        for (JsonNode leaf : app.local("get", id, Map.of("open_revs", "all"))) {
            leaves.add(own(leaf.required("ok")));
        }
        return leaves;
    }

    private JsonNode own(JsonNode document) {
        ObjectNode own = document.deepCopy();
        List<String> others = new ArrayList<>();
        own.fieldNames().forEachRemaining(name -> {
            if (name.startsWith("_") || name.equals(number)) {
                others.add(name);
            }
        });
        return Story.plain(own.remove(others));
    }
}
