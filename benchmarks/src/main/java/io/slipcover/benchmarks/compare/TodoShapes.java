package io.slipcover.benchmarks.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The right answers, made by hand: what clients of a release of the todo app see of documents that are stored in the
 * shape of release 3, and what is stored of documents that these clients write. So no candidate is measured by its own
 * idea of the change.
 */
final class TodoShapes {
    static final int STORED = 3;

    private TodoShapes() {}

    /**
     * An answer of CouchDB for clients of a release: a document, or a body with documents in it. This method changes
     * the given answer.
     */
    static JsonNode viewed(JsonNode answer, int release) {
        for (JsonNode result : answer.path("results")) {
            view(result.path("doc"), release);
            for (JsonNode found : result.path("docs")) {
                view(found.path("ok"), release);
            }
        }
        view(answer, release);
        return answer;
    }

    /** The view of a document, which is changed. */
    static void view(JsonNode node, int release) {
        if (release == STORED
                || !(node instanceof ObjectNode document)
                || !node.path("schema").asText().equals("todo-item")) {
            return;
        }
        JsonNode status = document.path("status");
        JsonNode group = document.remove("groupName");
        JsonNode assignees = document.remove("assignees");
        document.set("title", document.remove("text"));
        document.put("version", release);
        if (release == 1) {
            document.put("isDone", status.asText().equals("done"));
            document.remove("status");
        } else {
            document.putObject("group").set("name", group);
            document.set("assignee", assignees.isEmpty() ? document.nullNode() : assignees.get(0));
        }
    }

    /** A batch of new documents of a release's clients, as it is stored. This method changes the given batch. */
    static JsonNode upgraded(JsonNode batch, int release) {
        for (JsonNode node : batch.path("docs")) {
            if (release != STORED && node instanceof ObjectNode document) {
                upgrade(document, release);
            }
        }
        return batch;
    }

    private static void upgrade(ObjectNode document, int release) {
        document.set("text", document.remove("title"));
        document.put("version", STORED);
        if (release == 1) {
            document.put("status", document.remove("isDone").asBoolean() ? "done" : "active");
            document.put("groupName", "default");
            document.putArray("assignees");
        } else {
            document.set("groupName", document.remove("group").get("name"));
            JsonNode assignee = document.remove("assignee");
            ArrayNode assignees = document.putArray("assignees");
            if (!assignee.isNull()) {
                assignees.add(assignee);
            }
        }
    }
}
