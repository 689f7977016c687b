package io.slipcover.gateway;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Documents of the todo app between release 1 and release 3, wherever they stand in CouchDB's bodies. */
@Component
class TodoShapes {
    private final JsonMapper json;

    TodoShapes(JsonMapper json) {
        this.json = json;
    }

    /** An answer with documents of release 3, for release 1. */
    byte[] viewed(byte[] answer) {
        JsonNode tree = json.readTree(answer);
        for (JsonNode result : tree.path("results")) {
            view(result.path("doc"));
            for (JsonNode found : result.path("docs")) {
                view(found.path("ok"));
            }
        }
        view(tree);
        return json.writeValueAsBytes(tree);
    }

    /** A {@code _bulk_docs} of release 1, for release 3. */
    byte[] upgraded(byte[] request) {
        JsonNode tree = json.readTree(request);
        tree.path("docs").forEach(TodoShapes::upgrade);
        return json.writeValueAsBytes(tree);
    }

    private static boolean isTodo(JsonNode node) {
        return node.path("schema").asString("").equals("todo-item");
    }

    private static void view(JsonNode node) {
        if (isTodo(node) && node instanceof ObjectNode document) {
            document.set("title", document.remove("text"));
            document.put("isDone", document.remove("status").asString().equals("done"));
            document.remove("groupName");
            document.remove("assignees");
            document.put("version", 1);
        }
    }

    private static void upgrade(JsonNode node) {
        if (isTodo(node) && node instanceof ObjectNode document) {
            document.set("text", document.remove("title"));
            document.put("status", document.remove("isDone").asBoolean() ? "done" : "active");
            document.put("groupName", "default");
            document.putArray("assignees");
            document.put("version", 3);
        }
    }
}
