package io.slipcover.couch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.slipcover.envelope.ExceededLimit;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A database, and the questions that readers of whole databases ask it. Nothing here holds more than a page. */
public final class Database {
    /** How many rows a page has. */
    private static final int PAGE = 500;

    private static final JsonName DOCS = JsonName.of("docs");
    private static final JsonName OK = JsonName.of("ok");
    private static final JsonName LAST_SEQUENCE = JsonName.of("last_seq");
    private static final JsonName COUNT = JsonName.of("doc_count");

    private final CouchDb couch;
    private final String name;
    private final String path;

    public Database(CouchDb couch, String name) {
        this.couch = couch;
        this.name = name;
        this.path = "/" + CouchDb.encoded(name);
    }

    /** The database's name. */
    public String name() {
        return name;
    }

    /**
     * A page of changes.
     *
     * @param end where the next page begins
     */
    public record Page(List<ChangedDocument> documents, String end) {
        public Page {
            documents = List.copyOf(documents);
        }

        /** Whether nothing had changed behind this page when it was read. */
        public boolean isLast() {
            return documents.size() < PAGE;
        }
    }

    /** One stored revision of a document. */
    public record Leaf(String id, String revision) {}

    /** Whether CouchDB has the database. */
    public boolean exists() throws IOException, InterruptedException {
        return couch.find(path) != null;
    }

    /** The number of documents that are not deleted. */
    public long count() throws IOException, InterruptedException {
        JsonObject about = couch.find(path);
        if (about == null) {
            throw new IOException("there is no database '" + name + "'");
        }
        JsonValue count = about.get(COUNT);
        return count instanceof JsonSlice slice
                ? slice.asNumber().toBigDecimal().longValue()
                : 0;
    }

    /**
     * The documents that have changed since a place in the feed, each once, with all their leaves.
     *
     * @param since the {@link Page#end} of the page before, or {@code 0}
     */
    public Page changes(String since) throws IOException, InterruptedException {
        List<ChangedDocument> documents = new ArrayList<>();
        JsonObject rest = couch.stream(
                path + "/_changes?style=all_docs&limit=" + PAGE + "&since=" + CouchDb.encoded(since),
                null,
                "results",
                (row, exceeded) -> documents.add(ChangedDocument.of(row)));
        JsonValue end = rest.get(LAST_SEQUENCE);
        if (end == null) {
            throw new IOException(path + "/_changes: the answer has no last_seq");
        }
        return new Page(documents, text(end));
    }

    /** A place in the feed: text at CouchDB, a number at other servers. */
    private static String text(JsonValue sequence) {
        return sequence.kind() == JsonKind.STRING ? ((JsonSlice) sequence).asString() : sequence.toString();
    }

    /** Whether a revision is a leaf that is not deleted. */
    public boolean isLeaf(Leaf leaf) throws IOException, InterruptedException {
        JsonObject document = couch.find(path + "/" + CouchDb.encoded(leaf.id()) + "?conflicts=true");
        if (document == null) {
            return false;
        }
        JsonArray conflicts = document.array(JsonName.of("_conflicts"));
        return leaf.revision().equals(document.string(JsonName.of("_rev")))
                || (conflicts != null
                        && conflicts
                                .toString()
                                .contains(JsonSlice.string(leaf.revision()).toString()));
    }

    /** Who takes revisions as they are read. */
    @FunctionalInterface
    public interface Revisions {
        /**
         * The next revision.
         *
         * @param exceeded the limit that the document exceeds, or null
         */
        void take(JsonObject document, @Nullable ExceededLimit exceeded) throws IOException, InterruptedException;
    }

    /**
     * Hands out stored revisions as they come, attachments as stubs. Revisions that CouchDB does not have any more are left out.
     *
     * @param histories whether each has its {@code _revisions}
     */
    public void read(List<Leaf> leaves, boolean histories, Revisions revisions)
            throws IOException, InterruptedException {
        if (leaves.isEmpty()) {
            return;
        }
        JsonArray asked = JsonArray.empty();
        for (Leaf leaf : leaves) {
            JsonObject one = JsonObject.empty();
            one.add(JsonName.of("id"), JsonSlice.string(leaf.id()));
            one.add(JsonName.of("rev"), JsonSlice.string(leaf.revision()));
            asked.add(one);
        }
        JsonObject question = JsonObject.empty();
        question.add(DOCS, asked);
        couch.stream(
                path + "/_bulk_get" + (histories ? "?revs=true" : ""),
                question.toBytes(),
                "results",
                (result, exceeded) -> {
                    JsonArray documents = result.array(DOCS);
                    for (int index = 0; documents != null && index < documents.size(); index++) {
                        JsonObject entry = documents.object(index);
                        JsonObject document = entry == null ? null : entry.object(OK);
                        if (document != null) {
                            revisions.take(document, exceeded);
                        }
                    }
                });
    }

    /** A place in the feed behind which stands nothing but what somebody writes from now on. */
    public String now() throws IOException, InterruptedException {
        JsonObject answer = couch.stream(path + "/_changes?limit=1&since=now", null, "results", (row, exceeded) -> {});
        return text(requireNonNull(answer.get(LAST_SEQUENCE), "last_seq"));
    }

    /** Who takes the winners of documents. */
    @FunctionalInterface
    public interface Winners {
        /**
         * The next one.
         *
         * @param document null where the winner is deleted
         * @param exceeded the limit that the document exceeds, or null
         */
        void take(Leaf winner, @Nullable JsonObject document, @Nullable ExceededLimit exceeded)
                throws IOException, InterruptedException;
    }

    /** Hands out the winners of those of the documents that are there, with {@code _conflicts}, attachments as stubs. */
    public void winners(Collection<String> ids, Winners winners) throws IOException, InterruptedException {
        if (ids.isEmpty()) {
            return;
        }
        JsonArray keys = JsonArray.empty();
        ids.forEach(id -> keys.add(JsonSlice.string(id)));
        JsonObject question = JsonObject.empty();
        question.add(JsonName.of("keys"), keys);
        couch.rows(path + "/_all_docs?include_docs=true&conflicts=true", question.toBytes(), (row, exceeded) -> {
            JsonObject value = row.object(JsonName.of("value"));
            String id = row.string(JsonName.of("id"));
            String revision = value == null ? null : value.string(JsonName.of("rev"));
            if (id != null && revision != null) {
                winners.take(new Leaf(id, revision), row.object(JsonName.of("doc")), exceeded);
            }
        });
    }

    /** A revision with its attachments in it, all of which the memory holds; null where CouchDB does not have it any more. */
    public @Nullable JsonObject withAttachments(Leaf leaf) throws IOException, InterruptedException {
        return couch.find("%s/%s?attachments=true&rev=%s"
                .formatted(path, CouchDb.encoded(leaf.id()), CouchDb.encoded(leaf.revision())));
    }

    /** The document {@code _local/ID}, or null. */
    public @Nullable JsonObject local(String id) throws IOException, InterruptedException {
        return couch.find(path + "/_local/" + id);
    }

    /** Writes the document {@code _local/ID}, whichever is there. */
    public void putLocal(String id, JsonObject document) throws IOException, InterruptedException {
        JsonObject there = local(id);
        JsonName revision = JsonName.of("_rev");
        JsonValue known = there == null ? null : there.get(revision);
        JsonObject written = document.copy();
        if (known != null) {
            written.put(revision, known);
        }
        couch.send("PUT", path + "/_local/" + id, written.toBytes());
    }

    /** Removes the document {@code _local/ID}, if it is there. */
    public void deleteLocal(String id) throws IOException, InterruptedException {
        JsonObject there = local(id);
        String revision = there == null ? null : there.string(JsonName.of("_rev"));
        if (revision != null) {
            couch.delete(path + "/_local/" + id + "?rev=" + CouchDb.encoded(revision));
        }
    }

    /**
     * Stores revisions as they are, with the ids that they bear.
     *
     * @param documents the revisions as JSON, each with its {@code _revisions}
     * @return the answer, which names those that were not stored
     */
    public JsonArray store(Iterable<byte[]> documents) throws IOException, InterruptedException {
        JsonBuffer body = new JsonBuffer();
        body.write("{\"new_edits\":false,\"docs\":[".getBytes(UTF_8));
        boolean first = true;
        for (byte[] document : documents) {
            if (!first) {
                body.write(',');
            }
            first = false;
            body.write(document);
        }
        body.write("]}".getBytes(UTF_8));
        byte[] answer = couch.send("POST", path + "/_bulk_docs", body.toByteArray());
        try {
            return JsonArray.parse(answer, 0, answer.length);
        } catch (JsonFormatException exception) {
            throw new IOException(path + "/_bulk_docs: CouchDB's answer is no JSON array", exception);
        }
    }
}
