package io.slipcover.write;

import static java.util.Objects.requireNonNull;

import io.slipcover.document.BareTombstones;
import io.slipcover.document.BaseChoice;
import io.slipcover.document.Obstacle;
import io.slipcover.document.RefusedException;
import io.slipcover.document.TemporarilyRefusedException;
import io.slipcover.envelope.ExceededLimit;
import io.slipcover.exchange.OwnAnswer;
import io.slipcover.json.JsonObject;
import io.slipcover.json.NoRoomException;
import io.slipcover.json.Room;
import io.slipcover.question.StoredDocument;
import org.jspecify.annotations.Nullable;

/**
 * One revision of a document that a client writes. The one decision about the revision is made here, however it came: which base it has,
 * and what is stored in its place, or why nothing is stored.
 */
final class WrittenRevision {
    private final WritingClient writer;
    private final @Nullable String pathId;
    private final @Nullable String id;
    private final JsonObject document;
    private final @Nullable ExceededLimit exceeded;
    private final boolean newEdits;
    private final BaseChoice choice;

    /** Whether the document is a deletion that lost its members on the way up. */
    private boolean storedBare;

    /** The way that the document took, by its number; below zero: none. */
    private int way = -1;

    /**
     * @param pathId the document's id where the request's path names it; null: the document itself names it, or CouchDB makes one
     * @param document the document, which changes from here on
     * @param exceeded the limit that the document exceeds, or null
     * @param newEdits whether the document is an edit of this database's document; otherwise it is a revision of another replica
     * @param given the revision that the request names beside the document, or null
     */
    WrittenRevision(
            WritingClient writer,
            @Nullable String pathId,
            JsonObject document,
            @Nullable ExceededLimit exceeded,
            boolean newEdits,
            @Nullable String given) {
        if (newEdits) {
            WritingClient.bareRevision(document);
        }
        this.writer = writer;
        this.pathId = pathId;
        this.id = pathId == null ? WritingClient.id(document) : pathId;
        this.document = document;
        this.exceeded = exceeded;
        this.newEdits = newEdits;
        this.choice = BaseChoice.of(document, newEdits, given);
    }

    /** The document's id, or null where CouchDB is to make one. */
    @Nullable
    String id() {
        return id;
    }

    /** The document's {@code _rev}, or null. */
    @Nullable
    String revision() {
        return WritingClient.revision(document);
    }

    boolean isEdit() {
        return newEdits;
    }

    /** Whether the revision would have another base as a revision of another replica instead of an edit, or the other way round. */
    boolean dependsOnNewEdits() {
        return !choice.equals(BaseChoice.of(document, !newEdits, null));
    }

    /** Whether the document names a revision that CouchDB does not read as one. */
    boolean namesNoRevision() {
        return choice instanceof BaseChoice.Unreadable;
    }

    /** The question that has to be looked up before the decision, or null where there is none. */
    BaseLookup.@Nullable Question question() {
        if (id == null || exceeded != null || choice instanceof BaseChoice.None || namesNoRevision()) {
            return null;
        }
        return needsBase() ? new BaseLookup.Question(id, choice) : null;
    }

    /**
     * Whether the base has, or may have, a say in the decision. Where a newer Slipcover is at work, a base may have a version that this
     * Slipcover does not know: then the edit must not take its place.
     */
    private boolean needsBase() {
        return writer.view().needsBase(pathId, document)
                || ((writer.alwaysLooksUpBases() || writer.reports().knowsOfNewerVersions())
                        && writer.view().rewrites(pathId, document));
    }

    /** Decides about a document for which Slipcover had nothing to look up. */
    void decide(WriteOutcome outcome) {
        if (namesNoRevision()) {
            outcome.failed(WriteAnswers.UNREADABLE_REVISION, report(null, null));
        } else {
            upgrade(null, outcome);
        }
    }

    /**
     * Decides.
     *
     * @param found CouchDB's answer to the {@link #question}
     * @param earlier the revisions that came before this one in its request
     */
    void decide(Base found, EarlierRevisions earlier, WriteOutcome outcome) {
        String id = requireNonNull(this.id, "what has no id has no base");
        if (found instanceof Base.Unreadable) {
            outcome.failed(WriteAnswers.UNREADABLE_REVISION, report(null, null));
        } else if (found instanceof Base.Missing) {
            // Not a leaf, so that CouchDB would say the same; but were it there a moment later, the edit would be
            // stored without it.
            outcome.refused(409, "conflict", "Document update conflict.", report(null, null));
        } else if (found instanceof Base.Leaves && earlier.hasForgotten(id)) {
            outcome.failed(
                    new OwnAnswer(413, "too_large", "revisions of one document stand too far apart in one request"),
                    report(null, null));
        } else {
            StoredDocument base = base(id, found, earlier);
            if (base == null) {
                writer.reports().withoutBase(id, revision());
            }
            upgrade(base, outcome);
        }
    }

    /** The base among what CouchDB has and what came earlier in the same request. */
    private @Nullable StoredDocument base(String id, Base found, EarlierRevisions earlier) {
        StoredDocument stored = found instanceof Base.Stored there ? there.document() : null;
        if (!(choice instanceof BaseChoice.Replicated replicated)) {
            return stored;
        }
        KnownLeaves came = earlier.of(id);
        StoredDocument parent =
                replicated.written().parent().map(came::document).orElse(stored);
        if (parent != null) {
            return parent;
        }
        return came.nearest(replicated, found instanceof Base.Leaves there ? there.leaves() : new KnownLeaves());
    }

    /** Upgrades the document. Only here does it turn out that a document cannot be stored as it was written. */
    private void upgrade(@Nullable StoredDocument base, WriteOutcome outcome) {
        JsonObject upgraded;
        Obstacle mismatch;
        long working = writer.memoryToUpgrade(document, exceeded, base);
        long looking = takeRoom(working);
        try {
            JsonObject asWritten = looking > 0 ? document.copy() : null;
            upgraded = writer.upgrade(pathId, document, exceeded, base, new Journey());
            mismatch = asWritten == null || way < 0 ? null : writer.guard().mismatch(writer.view(), asWritten, way);
        } catch (RefusedException exception) {
            outcome.refused(403, "forbidden", exception.reason(), report(exception.obstacle(), null));
            return;
        } catch (TemporarilyRefusedException exception) {
            writer.reports().metNewerVersion();
            outcome.failed(OwnAnswer.later(exception.reason()), report(exception.obstacle(), null));
            return;
        } catch (RuntimeException | StackOverflowError exception) {
            Obstacle obstacle = Obstacle.ofFailure(exception);
            outcome.broken(obstacle.problem(), report(obstacle, exception));
            return;
        } finally {
            writer.limits().room().giveBack(working + looking);
        }
        if (mismatch != null) {
            writer.reports().unmatched(mismatch);
            if (writer.guard().rejects()) {
                outcome.refused(403, "forbidden", mismatch.toString(), report(mismatch, null));
                return;
            }
        }
        if (!storedBare) {
            writer.reports().stored(id, revision());
        }
        outcome.upgraded(upgraded);
    }

    /**
     * Takes room for the work, and for the guard. A guard that only reports gives way.
     *
     * @return what the guard has of it; 0 where the guard does not look
     */
    private long takeRoom(long working) {
        Room room = writer.limits().room();
        long looking = exceeded == null ? writer.guard().memory(document) : 0;
        try {
            room.take(working + looking);
            return looking;
        } catch (NoRoomException noRoom) {
            if (looking == 0 || writer.guard().rejects()) {
                throw noRoom;
            }
            room.take(working);
            return 0;
        }
    }

    /** The listener to how the document fares on its way up. */
    private final class Journey implements BareTombstones {
        @Override
        public void madeBare(JsonObject tombstone, Obstacle obstacle) {
            storedBare = true;
            writer.reports().storedBare(id, revision(), obstacle);
        }

        @Override
        public void took(int taken) {
            way = taken;
        }
    }

    private WriteReport report(@Nullable Obstacle obstacle, @Nullable Throwable failure) {
        return new WriteReport(writer, id, revision(), obstacle, failure);
    }
}
