package io.slipcover.example.todo.replication;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.testbed.CouchAnswer;
import io.slipcover.testbed.CouchClient;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A database of a server that speaks CouchDB's API.
 *
 * @param client who asks for it
 * @param name of the database
 */
public record Database(CouchClient client, String name) implements DocumentStore {
    public Database {
        requireNonNull(client, "client");
        requireNonNull(name, "name");
    }

    @Override
    public Optional<JsonNode> winner(String id) {
        CouchAnswer answer = client.get(path(id));
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(answer.orThrow().json());
    }

    @Override
    public Map<String, JsonNode> leaves(String id) {
        CouchAnswer answer = client.get(path(id) + "?open_revs=all");
        Map<String, JsonNode> leaves = new LinkedHashMap<>();
        if (answer.status() != 404) {
            answer.orThrow().json().forEach(row -> {
                JsonNode leaf = row.get("ok");
                leaves.put(leaf.get("_rev").asText(), leaf);
            });
        }
        return leaves;
    }

    @Override
    public byte[] attachment(String id, String revision, String name) {
        JsonNode document = client.get(path(id) + "?attachments=true&rev=" + revision)
                .orThrow()
                .json();
        return Base64.getDecoder()
                .decode(document.at("/_attachments").path(name).path("data").asText());
    }

    @Override
    public String put(ObjectNode document) {
        return client.put(path(document.get("_id").asText()), document.toString())
                .orThrow()
                .json()
                .get("rev")
                .asText();
    }

    @Override
    public String remove(String id, String revision) {
        return client.delete(path(id) + "?rev=" + revision)
                .orThrow()
                .json()
                .get("rev")
                .asText();
    }

    /** Stores revisions under the names that they have, each with its {@code _revisions}, as a replicator does. */
    public void replicate(Iterable<? extends JsonNode> revisions) {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("new_edits", false);
        revisions.forEach(request.putArray("docs")::add);
        CouchAnswer answer =
                client.post("/" + name + "/_bulk_docs", request.toString()).orThrow();
        if (!answer.json().isEmpty()) {
            throw new IllegalStateException("not stored: " + answer.body());
        }
    }

    /** What it answers to a {@code GET}. */
    public JsonNode ask(String pathAndQuery) {
        return client.get("/" + name + "/" + pathAndQuery).orThrow().json();
    }

    /** Removes it with all that is in it. */
    public void delete() {
        client.delete("/" + name);
    }

    private String path(String id) {
        return "/" + name + "/" + encode(id, UTF_8).replace("+", "%20");
    }
}
