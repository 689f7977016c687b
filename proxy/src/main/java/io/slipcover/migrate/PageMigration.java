package io.slipcover.migrate;

import io.slipcover.couch.ChangedDocument;
import io.slipcover.couch.Database;
import io.slipcover.couch.Database.Leaf;
import io.slipcover.document.Revision;
import io.slipcover.document.Revisions;
import io.slipcover.envelope.ExceededLimit;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The migration of the documents on one page of changes. A document of which a leaf is written comes by again, on a later page; only its last
 * visit counts what stays as it is.
 */
final class PageMigration {
    private static final JsonName DELETED = JsonName.of("_deleted");
    private static final int HISTORIES = 50;

    private final Database database;
    private final Schema schema;
    private final boolean rehearses;
    private final Counts counts = new Counts();
    private final Batch batch;
    private final Map<String, Visit> visits = new LinkedHashMap<>();
    private boolean writes;

    /** What is found of one document. */
    private static final class Visit {
        private final Counts found = new Counts();
        private final Set<Leaf> asked = new HashSet<>();
        private final List<Decided> leaves = new ArrayList<>();
        private int alive;
        private boolean written;
    }

    /** A leaf that is not deleted, and what becomes of it. */
    private record Decided(Leaf leaf, Revision revision, JsonObject document, Schema.Outcome outcome) {}

    PageMigration(Database database, Schema schema, Pace pace, boolean rehearses) {
        this.database = database;
        this.schema = schema;
        this.rehearses = rehearses;
        this.batch = new Batch(database, pace, counts);
    }

    /** Migrates the documents, and gives what became of them. */
    Counts run(List<ChangedDocument> documents) throws IOException, InterruptedException {
        List<Leaf> unread = new ArrayList<>();
        List<Leaf> doubtful = new ArrayList<>();
        for (ChangedDocument document : documents) {
            if (!document.deleted() && !document.isDesign()) {
                List<Leaf> leaves = leaves(document);
                if (leaves.size() == 1 && is(leaves.get(0), schema::isCurrent)) {
                    counts.foundCurrent();
                } else {
                    visits.put(document.id(), new Visit());
                    boolean migrated = leaves.stream().anyMatch(leaf -> is(leaf, MadeRevision::isMigrated));
                    (leaves.size() > 1 && migrated ? doubtful : unread).addAll(leaves);
                }
            }
        }
        unread.addAll(withoutOutdone(doubtful));
        unread.forEach(leaf -> visit(leaf.id()).asked.add(leaf));
        database.read(unread, false, this::take);
        for (Visit visit : visits.values()) {
            refuseUnread(visit);
        }
        batch.flush();
        visits.values().forEach(this::count);
        return counts;
    }

    /** Tells of leaves that CouchDB does not give. Of a leaf that somebody has edited meanwhile, another change tells. */
    private void refuseUnread(Visit visit) throws IOException, InterruptedException {
        for (Leaf leaf : visit.asked) {
            if (database.isLeaf(leaf)) {
                visit.found.refused(database.name(), leaf, "CouchDB does not give this revision");
            }
        }
    }

    /** Whether something was written, or would have been. */
    boolean writes() {
        return writes;
    }

    /** Whether the document's last change is a migration's, and nobody's edit. */
    boolean isOwn(ChangedDocument document) {
        return document.leaves().stream()
                .map(revision -> new Leaf(document.id(), revision))
                .anyMatch(leaf -> is(leaf, schema::isCurrent) || is(leaf, MadeRevision::isTakingBack));
    }

    /** The leaves that no migration has taken back. */
    private static List<Leaf> leaves(ChangedDocument document) {
        return document.leaves().stream()
                .map(revision -> new Leaf(document.id(), revision))
                .filter(leaf -> !is(leaf, MadeRevision::isTakingBack))
                .toList();
    }

    private static boolean is(Leaf leaf, Predicate<Revision> kind) {
        return Revision.parse(leaf.revision()).filter(kind).isPresent();
    }

    /** Takes migrated leaves back whose documents went on elsewhere, and gives the other leaves. */
    private List<Leaf> withoutOutdone(List<Leaf> leaves) throws IOException, InterruptedException {
        List<Leaf> others = new ArrayList<>();
        List<Leaf> some = new ArrayList<>();
        String last = "";
        for (Leaf leaf : leaves) {
            // A history may have a thousand revisions, so few are held at once. Leaves of one document stay together.
            if (some.size() >= HISTORIES && !leaf.id().equals(last)) {
                takeOutdoneBack(some, others);
                some.clear();
            }
            some.add(leaf);
            last = leaf.id();
        }
        takeOutdoneBack(some, others);
        return others;
    }

    private void takeOutdoneBack(List<Leaf> leaves, List<Leaf> others) throws IOException, InterruptedException {
        Map<String, List<Lineage>> lineages = new HashMap<>();
        Set<Leaf> withheld = new LinkedHashSet<>(leaves);
        database.read(
                leaves,
                true,
                (document, exceeded) -> Revisions.of(document).ifPresent(revisions -> {
                    Lineage lineage = new Lineage(revisions, document.isTrue(DELETED));
                    withheld.remove(new Leaf(id(document), lineage.revision().toString()));
                    lineages.computeIfAbsent(id(document), any -> new ArrayList<>())
                            .add(lineage);
                }));
        others.addAll(withheld); // They are asked for once more, and told of where CouchDB does not give them then.
        for (Map.Entry<String, List<Lineage>> entry : lineages.entrySet()) {
            List<Lineage> outdone = Lineage.outdone(entry.getValue());
            for (Lineage lineage : entry.getValue()) {
                Leaf leaf = new Leaf(entry.getKey(), lineage.revision().toString());
                if (outdone.contains(lineage)) {
                    takeBack(leaf, lineage.revision());
                } else if (!lineage.deleted()) {
                    others.add(leaf);
                }
            }
        }
    }

    private void takeBack(Leaf leaf, Revision migrated) throws IOException, InterruptedException {
        visit(leaf.id()).written = true;
        writes = true;
        if (rehearses) {
            counts.tookBack();
        } else {
            batch.write(List.of(new Batch.Child(leaf, Schema.tombstone(leaf.id(), migrated), counts::tookBack)));
        }
    }

    private void take(JsonObject document, @Nullable ExceededLimit exceeded) throws IOException, InterruptedException {
        String text = String.valueOf(document.string(Schema.REVISION));
        Leaf leaf = new Leaf(id(document), text);
        Visit visit = visit(leaf.id());
        Optional<Revision> revision = Revision.parse(text);
        if (revision.isEmpty()) {
            return; // Then it stays among those that were asked for.
        }
        visit.asked.remove(leaf);
        if (!document.isTrue(DELETED)) {
            visit.alive++;
            visit.leaves.add(new Decided(leaf, revision.get(), document, outcome(document, revision.get(), exceeded)));
        }
        if (visit.asked.isEmpty()) {
            act(visit);
            visit.leaves.clear();
        }
    }

    private Schema.Outcome outcome(JsonObject document, Revision revision, @Nullable ExceededLimit exceeded) {
        if (schema.isCurrent(revision)) {
            return new Schema.Outcome.Current();
        }
        return exceeded == null ? schema.decide(document) : new Schema.Outcome.Refused(exceeded.reason());
    }

    /** Does with all leaves of a document what was decided. Where one of them gets a child, all do, so that the same leaf wins. */
    private void act(Visit visit) throws IOException, InterruptedException {
        visit.leaves.forEach(leaf -> leaf.outcome().count(visit.found, database.name(), leaf.leaf()));
        if (visit.leaves.stream().noneMatch(PageMigration::isRewritten)) {
            return;
        }
        List<Schema.Outcome.Rewritten> children = new ArrayList<>();
        List<MadeRevision.Parent> parents = new ArrayList<>();
        for (Decided leaf : visit.leaves) {
            Schema.Outcome.Rewritten child = leaf.outcome() instanceof Schema.Outcome.Rewritten rewritten
                    ? rewritten
                    : Schema.kept(leaf.document());
            children.add(child);
            parents.add(new MadeRevision.Parent(leaf.revision(), child.shape()));
        }
        Optional<List<Revision>> revisions = MadeRevision.below(parents);
        if (revisions.isEmpty()) {
            visit.leaves.forEach(leaf -> visit.found.refused(
                    database.name(), leaf.leaf(), "it has more conflicts than can be kept in their order"));
            return;
        }
        writes = true;
        visit.written = true;
        List<Batch.Child> written = new ArrayList<>();
        for (int index = 0; index < children.size(); index++) {
            Decided leaf = visit.leaves.get(index);
            Runnable stored = isRewritten(leaf) ? counts::rewrote : () -> {};
            if (rehearses) {
                stored.run();
            } else {
                JsonObject child = Schema.child(
                        children.get(index).document(), revisions.get().get(index), leaf.revision());
                written.add(new Batch.Child(leaf.leaf(), child, stored));
            }
        }
        if (!rehearses) {
            batch.write(written);
        }
    }

    private static boolean isRewritten(Decided leaf) {
        return leaf.outcome() instanceof Schema.Outcome.Rewritten;
    }

    private void count(Visit visit) {
        if (rehearses || !visit.written) {
            counts.add(visit.found);
            if (visit.alive > 1) {
                counts.foundConflict();
            }
        }
    }

    private Visit visit(String id) {
        return visits.computeIfAbsent(id, any -> new Visit());
    }

    private static String id(JsonObject document) {
        return Optional.ofNullable(document.string(Schema.ID)).orElse("");
    }
}
