package io.slipcover.migrate;

import io.slipcover.couch.Attempts;
import io.slipcover.couch.ChangedDocument;
import io.slipcover.couch.Database;
import io.slipcover.couch.Database.Leaf;
import io.slipcover.document.Revision;
import io.slipcover.document.Revisions;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The proof that a migrated database reads as before. It reads every leaf that a migration has made, and the revision below it, as CouchDB has
 * them now, and compares what each release sees of the two. CouchDB has the revision below until it compacts the database.
 */
public final class Verification {
    private static final int FULL_BYTES = 1 << 21;
    private static final int LISTED = 20;

    private final Database database;
    private final Schema schema;
    private final Attempts attempts;
    private final Stop stop;
    private final Progress progress;

    public Verification(Database database, Schema schema, Attempts attempts, Stop stop, Progress progress) {
        this.database = database;
        this.schema = schema.in(database.name());
        this.attempts = attempts;
        this.stop = stop;
        this.progress = progress;
    }

    /** What a verification found. Used by one thread at a time. */
    public static final class Findings {
        private long same;
        private long compacted;
        private long different;
        private long open;
        private final List<String> listed = new ArrayList<>();

        /** Migrated leaves that read otherwise than the revisions below them. */
        public long different() {
            return different;
        }

        /** Leaves that a migration would rewrite. */
        public long open() {
            return open;
        }

        /** Migrated leaves that read as before. */
        public long same() {
            return same;
        }

        /** Migrated leaves whose parents CouchDB does not have any more. */
        public long compacted() {
            return compacted;
        }

        /** Adds what was found elsewhere. */
        public void add(Findings other) {
            same += other.same;
            compacted += other.compacted;
            different += other.different;
            open += other.open;
            other.listed.forEach(this::list);
        }

        private void list(String line) {
            if (listed.size() < LISTED) {
                listed.add(line);
            }
        }

        /** The findings in words, a line each. */
        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add("verified: %d migrated read as before in every release, %d do not".formatted(same, different));
            if (compacted > 0) {
                lines.add(compacted + " could not be compared, because CouchDB has no longer what they were made of");
            }
            if (open > 0) {
                lines.add(open + " are not in the store release's shape");
            }
            listed.forEach(line -> lines.add("  " + line));
            return lines;
        }
    }

    /** Reads the whole database. */
    public Findings run() throws IOException, InterruptedException {
        Findings findings = new Findings();
        String since = "0";
        boolean last = false;
        while (!last && !stop.isWanted()) {
            String from = since;
            Database.Page page = attempts.make(() -> database.changes(from));
            findings.add(attempts.make(() -> verify(page.documents())));
            progress.did(page.documents().size());
            since = page.end();
            last = page.isLast();
        }
        return findings;
    }

    private Findings verify(List<ChangedDocument> documents) throws IOException, InterruptedException {
        List<Leaf> migrated = new ArrayList<>();
        List<Leaf> others = new ArrayList<>();
        for (ChangedDocument document : documents) {
            if (!document.deleted() && !document.isDesign()) {
                for (String text : document.leaves()) {
                    Optional<Revision> revision = Revision.parse(text);
                    boolean made = revision.filter(MadeRevision::isMigrated).isPresent();
                    (made ? migrated : others).add(new Leaf(document.id(), text));
                }
            }
        }
        Comparison comparison = new Comparison();
        database.read(migrated, true, (document, exceeded) -> comparison.add(document));
        comparison.compare();
        database.read(others, false, (document, exceeded) -> {
            if (schema.decide(document) instanceof Schema.Outcome.Rewritten) {
                comparison.findings.open++;
            }
        });
        return comparison.findings;
    }

    /** Some migrated leaves, no more than fit into the memory, and the revisions below them. */
    private final class Comparison {
        private final Findings findings = new Findings();
        private final Map<Leaf, JsonObject> byParent = new HashMap<>();
        private long bytes;

        void add(JsonObject migrated) throws IOException, InterruptedException {
            Optional<Revision> parent = Revisions.of(migrated).flatMap(Revisions::parent);
            String id = migrated.string(Schema.ID);
            if (parent.isEmpty() || id == null) {
                findings.compacted++;
                return;
            }
            migrated.remove(Schema.REVISIONS);
            byParent.put(new Leaf(id, parent.get().toString()), migrated);
            bytes += migrated.length();
            if (bytes >= FULL_BYTES) {
                compare();
            }
        }

        void compare() throws IOException, InterruptedException {
            database.read(List.copyOf(byParent.keySet()), false, (parent, exceeded) -> compare(parent));
            findings.compacted += byParent.size();
            byParent.clear();
            bytes = 0;
        }

        private void compare(JsonObject parent) {
            String id = String.valueOf(parent.string(Schema.ID));
            JsonObject migrated = byParent.remove(new Leaf(id, String.valueOf(parent.string(Schema.REVISION))));
            if (migrated == null) {
                return;
            }
            Optional<String> difference = schema.readings().difference(parent, migrated);
            if (difference.isEmpty()) {
                findings.same++;
            } else {
                findings.different++;
                findings.list("%s %s %s: %s"
                        .formatted(
                                JsonSlice.string(database.name()),
                                JsonSlice.string(id),
                                migrated.get(Schema.REVISION),
                                difference.get()));
            }
        }
    }
}
