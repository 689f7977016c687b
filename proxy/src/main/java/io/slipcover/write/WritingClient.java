package io.slipcover.write;

import static java.util.Objects.requireNonNull;

import io.slipcover.document.BareTombstones;
import io.slipcover.document.Obstacle;
import io.slipcover.document.RefusedException;
import io.slipcover.document.ReleaseView;
import io.slipcover.document.Revision;
import io.slipcover.document.WayCounter;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.envelope.ExceededLimit;
import io.slipcover.exchange.OwnAnswer;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.MemberCount;
import io.slipcover.question.ClientQuestions;
import io.slipcover.question.StoredDocument;
import io.slipcover.report.ClientReports;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client that writes: the client's release, and the way to ask CouchDB in the client's name.
 *
 * @param reports tells operators which documents were not stored, or were stored without a base
 * @param largestDocument how many bytes a document may have, as CouchDB measures it
 * @param skipsRefused whether a refused document in a replication gets a row
 * @param quarantined this client, where its refused documents in a replication go to the quarantine; otherwise null. Where they neither get
 *     a row nor go to the quarantine, the replication stops there
 * @param alwaysLooksUpBases whether Slipcover looks up the base of every edit
 * @param rehearses whether Slipcover only decides about a document that came alone, and does not send it to CouchDB
 * @param guard holds what the client writes against JSON Schemas
 */
public record WritingClient(
        ReleaseView view,
        ClientQuestions asClient,
        ClientReports reports,
        EnvelopeLimits limits,
        int largestDocument,
        boolean skipsRefused,
        @Nullable QuarantinedWriter quarantined,
        boolean alwaysLooksUpBases,
        boolean rehearses,
        SchemaGuard guard) {
    private static final JsonName ID = JsonName.of("_id");
    private static final JsonName REVISION = JsonName.of("_rev");

    /** A listener that also counts which ways documents take. */
    private record Counted(BareTombstones listener, WayCounter counter) implements BareTombstones {
        @Override
        public void madeBare(JsonObject tombstone, Obstacle obstacle) {
            listener.madeBare(tombstone, obstacle);
        }

        @Override
        public void took(int way) {
            listener.took(way);
            counter.took(way);
        }
    }

    /** How many bytes a document may have that has to be held. */
    int maximumDocument() {
        return limits.maximumEntryBytes();
    }

    /**
     * The answer to a client whose document is longer than it may be, as CouchDB gives it: the reason is the document's own id. Null where the
     * document is not too long.
     *
     * @param length how many bytes the document has as it came
     */
    @Nullable
    OwnAnswer tooLong(JsonObject document, int length) {
        if (length <= largestDocument || DocumentSize.of(document) <= largestDocument) {
            return null;
        }
        String id = document.string(ID);
        return new OwnAnswer(413, "document_too_large", id == null ? "" : id);
    }

    /** Whether a document in these bytes, which are JSON, has more members and elements on all levels than it may. */
    boolean hasTooManyMembers(byte[] bytes, int from, int to) {
        return MemberCount.exceeds(limits.maximumMembers(), bytes, from, to);
    }

    ExceededLimit membersExceeded() {
        return limits.membersExceeded();
    }

    OwnAnswer tooManyMembers() {
        return new OwnAnswer(403, "forbidden", limits.membersExceeded().reason());
    }

    /** The limit that a document exceeds if it nests this deep, or null. */
    @Nullable
    ExceededLimit exceeded(int depth) {
        return depth > limits.maximumDepth() ? limits.nestingExceeded() : null;
    }

    /** How many bytes it takes to upgrade a document with its base, besides theirs; 0 for nearly all documents. */
    long memoryToUpgrade(JsonObject written, @Nullable ExceededLimit exceeded, @Nullable StoredDocument base) {
        if (exceeded != null || !view.runsForeignCode()) {
            return 0;
        }
        return view.memoryToLead(written) + (base == null ? 0 : view.memoryToLead(base.toObject()));
    }

    /**
     * The document as CouchDB is to store it.
     *
     * @param id the document's id where it is known from elsewhere; null: its {@code _id} counts
     * @param exceeded the limit that the written document exceeds, or null
     * @param base the stored revision that the edit started from, or null
     * @param listener hears of a tombstone whose members cannot be led up
     * @throws RefusedException where the document cannot be upgraded, or it or its base exceeds a limit
     */
    JsonObject upgrade(
            @Nullable String id,
            JsonObject written,
            @Nullable ExceededLimit exceeded,
            @Nullable StoredDocument base,
            BareTombstones listener) {
        BareTombstones bareTombstones = new Counted(listener, reports.counts().upgrades(view));
        if (exceeded != null) {
            return view.upgradeOfExceeding(id, written, exceeded.isWhole(), exceeded.reason(), bareTombstones);
        }
        if (base == null) {
            return view.upgrade(id, written, null, bareTombstones);
        }
        if (base.nestsDeeperThan(limits.maximumDepth())) {
            String reason = limits.nestingExceeded().reason();
            return view.upgradeOfExceeding(id, written, true, "the base of the edit: " + reason, bareTombstones);
        }
        return view.upgrade(id, written, base.toObject(), bareTombstones);
    }

    /** Whether refused documents in a replication go to the quarantine. */
    boolean quarantines() {
        return quarantined != null;
    }

    /** The way of refused documents into the quarantine. */
    QuarantineEntrance quarantine(List<RefusedRevision> refused, QuarantineEntrance.Asker asker) {
        return new QuarantineEntrance(
                asClient,
                requireNonNull(quarantined),
                refused,
                reports.reports().faults(),
                limits.room(),
                asker);
    }

    BaseLookup lookup(List<BaseLookup.Question> questions, BaseLookup.Asker asker) {
        return new BaseLookup(asClient, reports, limits.room(), maximumDocument(), questions, asker);
    }

    /** Tells operators of a document that was not stored because a lens failed in a way of its own. */
    void reportFailure(@Nullable String id, @Nullable String revision, Obstacle obstacle, Throwable failure) {
        if (reports.notStored(id, revision, obstacle)) {
            reports.lensFailed(failure);
        }
    }

    /** The document's own {@code _id}, or null. CouchDB takes an empty {@code _id} for none. */
    static @Nullable String id(JsonObject document) {
        String id = document.string(ID);
        return id == null || id.isEmpty() ? null : id;
    }

    /** The document's {@code _rev}, or null. */
    static @Nullable String revision(JsonObject document) {
        return document.string(REVISION);
    }

    /** Whether a document is one of CouchDB's own kinds, which Slipcover does not rewrite. */
    static boolean isReserved(@Nullable String id) {
        return id != null && id.startsWith("_");
    }

    /** Turns the document's revision into one that CouchDB knows, where the client gives it in one of Slipcover's forms. */
    static void bareRevision(JsonObject document) {
        String given = revision(document);
        if (given != null) {
            String bare = Revision.bare(given);
            if (!bare.equals(given)) {
                document.put(REVISION, JsonSlice.string(bare));
            }
        }
    }
}
