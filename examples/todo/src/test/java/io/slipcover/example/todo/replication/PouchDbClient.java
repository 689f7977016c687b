package io.slipcover.example.todo.replication;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.testbed.PouchApp;
import io.slipcover.testbed.PouchException;
import io.slipcover.testbed.Replication;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An app with a PouchDB in Node. */
record PouchDbClient(PouchApp app) implements ReplicatingClient {
    @Override
    public Optional<JsonNode> winner(String id) {
        return app.find(id);
    }

    @Override
    public Map<String, JsonNode> leaves(String id) {
        Map<String, JsonNode> leaves = new LinkedHashMap<>();
        try {
            app.get(id, "{\"open_revs\":\"all\"}").forEach(row -> {
                JsonNode leaf = row.get("ok");
                leaves.put(leaf.get("_rev").asText(), leaf);
            });
        } catch (PouchException missing) {
            if (missing.status() != 404) {
                throw missing;
            }
        }
        return leaves;
    }

    @Override
    public byte[] attachment(String id, String revision, String name) {
        ObjectNode options =
                JsonNodeFactory.instance.objectNode().put("attachments", true).put("rev", revision);
        JsonNode document = app.get(id, options.toString());
        return Base64.getDecoder()
                .decode(document.at("/_attachments").path(name).path("data").asText());
    }

    @Override
    public String put(ObjectNode document) {
        return app.put(document);
    }

    @Override
    public String remove(String id, String revision) {
        return app.remove(id, revision);
    }

    @Override
    public int pull() {
        return written(app.pull());
    }

    @Override
    public int push() {
        return written(app.push());
    }

    private static int written(Replication replication) {
        if (replication.failures() > 0) {
            throw new IllegalStateException("not taken: " + replication.denied());
        }
        return replication.written();
    }

    @Override
    public void goLive() {
        app.goLive();
    }

    @Override
    public void endLive() {
        JsonNode story = app.endLive();
        if (!story.get("error").isNull() || !story.get("denied").isEmpty()) {
            throw new IllegalStateException("the live replication told " + story);
        }
    }

    @Override
    public void close() {
        app.close();
    }
}
