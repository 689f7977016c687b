package io.slipcover.testbed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An app with a local PouchDB, and a database to replicate the PouchDB with. The app reads and writes locally. It is
 * offline, except for the replications that a test tells it to make.
 */
public final class PouchApp {
    private final PouchApps process;
    private final String name;

    PouchApp(PouchApps process, String name, @Nullable String version, URI database, String clientVersion) {
        this.process = process;
        this.name = name;
        ObjectNode request =
                request("open").put("version", version).put("name", name).put("database", database.toString());
        request.putObject("headers").put("X-Client-Version", clientVersion);
        process.call(request);
    }

    /** A document of the local database. */
    public JsonNode get(String id) {
        return database("local", "get", id);
    }

    /** A document of the local database, with options such as {@code {"conflicts": true}}. */
    public JsonNode get(String id, String options) {
        return database("local", "get", id, json(options));
    }

    /** A document of the local database; empty where there is no such document, or where it is deleted. */
    public Optional<JsonNode> find(String id) {
        try {
            return Optional.of(get(id));
        } catch (PouchException missing) {
            if (missing.status() == 404) {
                return Optional.empty();
            }
            throw missing;
        }
    }

    /** Whether the local database has the document, and the document is not deleted. */
    public boolean has(String id) {
        return find(id).isPresent();
    }

    /**
     * Writes a document locally, with its {@code _id} and, where there is an earlier revision, its {@code _rev}. Gives
     * the new revision.
     */
    public String put(JsonNode document) {
        return database("local", "put", document).get("rev").asText();
    }

    /** Writes a document locally, given as JSON. */
    public String put(String document) {
        return put(json(document));
    }

    /** Writes the document that is there now, with one member changed. The member's new value is JSON. */
    public String set(String id, String member, String value) {
        ObjectNode document = (ObjectNode) get(id);
        document.set(member, json(value));
        return put(document);
    }

    /** Deletes a revision of a document locally. */
    public String remove(String id, String revision) {
        return database("local", "remove", id, revision).get("rev").asText();
    }

    /** Deletes the document that is there now. */
    public String remove(String id) {
        return remove(id, get(id).get("_rev").asText());
    }

    /** Calls a method of the local database, such as {@code allDocs}. */
    public JsonNode local(String method, Object... arguments) {
        return database("local", method, arguments);
    }

    /** Calls a method of the database behind the proxy, without the local one. */
    public JsonNode remote(String method, Object... arguments) {
        return database("remote", method, arguments);
    }

    /** Pulls everything that is new in the database. */
    public Replication pull() {
        return replicate("pull", "{}");
    }

    public Replication pull(String options) {
        return replicate("pull", options);
    }

    /** Pushes everything that is new in the local database. */
    public Replication push() {
        return replicate("push", "{}");
    }

    public Replication push(String options) {
        return replicate("push", options);
    }

    /** Starts to replicate both ways until {@link #endLive}. */
    public void goLive() {
        ObjectNode request = request("goLive");
        request.putObject("options").put("retry", true);
        process.call(request);
    }

    /** Starts to replicate both ways until {@link #endLive}, and after a failure pauses no longer than this. */
    public void goLive(Duration longestPause) {
        ObjectNode request = request("goLive");
        request.putObject("options").put("retry", true).put("longestPause", longestPause.toMillis());
        process.call(request);
    }

    /**
     * Ends the live replication. Gives what the replication told: {@code denied}, {@code changes}, {@code paused},
     * {@code lastPause}, {@code error}.
     */
    public JsonNode endLive() {
        return process.call(request("endLive"));
    }

    /** What the live replication told so far. */
    public JsonNode story() {
        return process.call(request("story"));
    }

    /** Waits until the local document is as expected. */
    public JsonNode await(String id, Predicate<JsonNode> expected) {
        JsonNode[] found = {MissingNode.getInstance()};
        Patience.await(() -> "'" + id + "' as expected, found '" + found[0] + "'", () -> {
            found[0] = find(id).orElse(MissingNode.getInstance());
            return !found[0].isMissingNode() && expected.test(found[0]);
        });
        return found[0];
    }

    /** Breaks the line to the server after this number of further requests, with PouchDB 7 or newer. */
    public void breakLineAfter(int requests) {
        process.call(request("allow").put("requests", requests));
    }

    /** Mends the line to the server. */
    public void mendLine() {
        process.call(request("allow").putNull("requests"));
    }

    /** Lets the app name this version from now on, with PouchDB 7 or newer. */
    public void update(String clientVersion) {
        ObjectNode request = request("headers");
        request.putObject("headers").put("X-Client-Version", clientVersion);
        process.call(request);
    }

    /**
     * The requests since the last call of this method, with PouchDB 7 or newer. Each request is a {@code method}, a
     * {@code url}, and of its answer the {@code status} and the {@code encoding}, which may be null.
     */
    public JsonNode requests() {
        return process.call(request("requests"));
    }

    /** Removes the local database. If nobody closes an app, its local database goes with the process. */
    public void close() {
        process.call(request("close"));
    }

    private Replication replicate(String direction, String options) {
        ObjectNode request = request("replicate").put("direction", direction);
        request.set("options", json(options));
        return Replication.of(process.call(request));
    }

    private JsonNode database(String side, String method, Object... arguments) {
        ObjectNode request = request("database").put("side", side).put("name", method);
        ArrayNode given = request.putArray("arguments");
        for (Object argument : arguments) {
            given.add(CouchClient.JSON.<JsonNode>valueToTree(argument));
        }
        return process.call(request);
    }

    private ObjectNode request(String method) {
        return PouchApps.request(method).put("app", name);
    }

    private static JsonNode json(String text) {
        try {
            return CouchClient.JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(text, notJson);
        }
    }
}
