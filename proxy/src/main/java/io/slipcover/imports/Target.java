package io.slipcover.imports;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.slipcover.couch.Attempts;
import io.slipcover.couch.CouchException;
import io.slipcover.couch.Database;
import io.slipcover.document.Revision;
import io.slipcover.document.Revisions;
import io.slipcover.imports.Placing.TargetLeaf;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The database to import into: what it holds, and what is to be written together. */
final class Target {
    private static final int FULL_BYTES = 1 << 21;
    private static final int FULL_DOCUMENTS = 500;
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    /** The answers that one document among others may be to blame for. */
    private static final Set<Integer> ABOUT_A_DOCUMENT = Set.of(BAD_REQUEST, TOO_LARGE);

    private static final JsonName CONFLICTS = JsonName.of("_conflicts");
    private static final JsonName DATA = JsonName.of("data");
    private static final JsonName TYPE = JsonName.of("content_type");

    private final Database database;
    private final Attempts attempts;
    private final List<Written> written = new ArrayList<>();
    private int bytes;

    Target(Database database, Attempts attempts) {
        this.database = database;
        this.attempts = attempts;
    }

    /** Who hears what became of a revision. */
    interface Hearer {
        void stored();

        void refused(String reason);
    }

    /** A revision that is to be written, as JSON. */
    private static final class Written {
        private final String id;
        private final Revision revision;
        private final byte[] json;
        private final Hearer hearer;

        Written(String id, Revision revision, byte[] json, Hearer hearer) {
            this.id = id;
            this.revision = revision;
            this.json = json;
            this.hearer = hearer;
        }
    }

    /** The leaves of documents, the winner first. Deleted leaves are left out, unless they win. */
    Map<String, List<TargetLeaf>> leaves(Collection<String> ids) throws IOException, InterruptedException {
        List<Database.Leaf> asked = new ArrayList<>();
        database.winners(ids, (winner, document, exceeded) -> {
            asked.add(winner);
            JsonArray conflicts = document == null ? null : document.array(CONFLICTS);
            for (int index = 0; conflicts != null && index < conflicts.size(); index++) {
                if (conflicts.get(index) instanceof JsonSlice revision) {
                    asked.add(new Database.Leaf(winner.id(), revision.asString()));
                }
            }
        });
        Map<String, List<TargetLeaf>> leaves = new HashMap<>();
        database.read(asked, true, (document, exceeded) -> {
            String id = String.valueOf(document.string(Copy.ID));
            Revisions.of(document)
                    .ifPresent(revisions -> leaves.computeIfAbsent(id, any -> new ArrayList<>())
                            .add(new TargetLeaf(revisions.newestFirst(), document.isTrue(JsonName.of("_deleted")))));
        });
        return leaves;
    }

    /** Adds a revision, and writes what is there when that is enough. */
    void write(List<Revision> history, Content content, Hearer hearer) throws IOException, InterruptedException {
        JsonObject document = content.body().copy();
        Revision revision = history.get(0);
        document.add(JsonName.of("_rev"), JsonSlice.string(revision.toString()));
        document.add(JsonName.of("_revisions"), revisions(history));
        if (!content.attachments().isEmpty()) {
            document.add(Attachments.MEMBER, withBytes(content.attachments()));
        }
        byte[] json = document.toBytes();
        written.add(new Written(String.valueOf(document.string(Copy.ID)), revision, json, hearer));
        bytes += json.length;
        if (bytes >= FULL_BYTES || written.size() >= FULL_DOCUMENTS) {
            flush();
        }
    }

    private static JsonObject revisions(List<Revision> history) {
        JsonArray ids = JsonArray.empty();
        history.forEach(revision -> ids.add(JsonSlice.string(revision.digits())));
        JsonObject revisions = JsonObject.empty();
        revisions.add(JsonName.of("start"), JsonSlice.number(history.get(0).generation()));
        revisions.add(JsonName.of("ids"), ids);
        return revisions;
    }

    /** The attachments with their bytes, which come from the revisions that have them. */
    private JsonObject withBytes(Attachments attachments) throws IOException, InterruptedException {
        Map<String, JsonObject> documents = new HashMap<>();
        Map<String, JsonObject> whole = new TreeMap<>();
        for (Map.Entry<String, Attachments.Bytes> entry : attachments.byName().entrySet()) {
            Attachments.Bytes place = entry.getValue();
            String key = place.source() + "\0" + place.id() + "\0" + place.revision();
            JsonObject document = documents.get(key);
            if (document == null) {
                Database.Leaf leaf =
                        new Database.Leaf(place.id(), place.revision().toString());
                document = attempts.make(() ->
                                Optional.ofNullable(place.source().database().withAttachments(leaf)))
                        .orElse(null);
                if (document == null) {
                    throw new IOException("%s: %s is gone; run the import again".formatted(place.source(), place.id()));
                }
                documents.put(key, document);
            }
            JsonObject there = requireNonNull(document.object(Attachments.MEMBER), "_attachments");
            JsonObject found = requireNonNull(there.object(JsonName.of(entry.getKey())), entry.getKey());
            JsonObject own = JsonObject.empty();
            JsonValue type = found.get(TYPE);
            own.add(TYPE, type == null ? JsonSlice.string("application/octet-stream") : type);
            own.add(DATA, requireNonNull(found.get(DATA), "data"));
            whole.put(entry.getKey(), own);
        }
        JsonObject member = JsonObject.empty();
        whole.forEach((name, attachment) -> member.add(JsonName.of(name), attachment));
        return member;
    }

    /** Writes what is there. */
    void flush() throws IOException, InterruptedException {
        if (!written.isEmpty()) {
            store(written);
            written.clear();
            bytes = 0;
        }
    }

    private void store(List<Written> part) throws IOException, InterruptedException {
        try {
            tell(
                    part,
                    attempts.make(() ->
                            database.store(part.stream().map(one -> one.json).toList())));
        } catch (CouchException exception) {
            if (!ABOUT_A_DOCUMENT.contains(exception.status())) {
                throw exception;
            }
            if (part.size() > 1) {
                store(part.subList(0, part.size() / 2));
                store(part.subList(part.size() / 2, part.size()));
            } else {
                part.get(0).hearer.refused(String.valueOf(exception.getMessage()));
            }
        }
    }

    /** The answer names those revisions alone that CouchDB has not stored; some errors are about a document whatever the revision. */
    private static void tell(List<Written> part, JsonArray answer) {
        Map<String, String> errors = new HashMap<>();
        for (int index = 0; index < answer.size(); index++) {
            JsonObject row = answer.object(index);
            String error = row == null ? null : row.string(JsonName.of("error"));
            if (row != null && error != null) {
                String revision = requireNonNullElse(row.string(JsonName.of("rev")), "");
                String reason = requireNonNullElse(row.string(JsonName.of("reason")), "no reason");
                errors.put(row.string(JsonName.of("id")) + "\0" + revision, "CouchDB: " + error + ": " + reason);
            }
        }
        for (Written one : part) {
            String own = errors.get(one.id + "\0" + one.revision);
            String error = own == null ? errors.get(one.id + "\0") : own;
            if (error == null) {
                one.hearer.stored();
            } else {
                one.hearer.refused(error);
            }
        }
    }
}
