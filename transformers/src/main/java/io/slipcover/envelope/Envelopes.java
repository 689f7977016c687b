package io.slipcover.envelope;

import static io.slipcover.envelope.Place.elements;
import static io.slipcover.envelope.Place.entry;
import static io.slipcover.envelope.Place.members;
import static io.slipcover.envelope.Place.opaque;

import io.slipcover.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The kinds of answers that carry documents, and where the documents stand in each.
 *
 * <p>What an answer says in a document's place (nothing, {@code null}, an {@code error}) is forwarded: only an object there is a
 * document. An answer of quite another form, such as {@code {"error":…}}, is forwarded as a whole, except by {@link #document}, which
 * takes any object for a document: the caller tells errors by their status.
 */
public final class Envelopes {
    private static final Place DOCUMENT = entry(Place.document());
    private static final Place ROW = entry(members(Map.of("doc", Place.document())));
    private static final Place REVISION = entry(members(Map.of("ok", Place.document())));
    private static final Place ROWS = elements(ROW);
    private static final Place ROWS_OR_RESULTS_OF_QUERIES =
            members(Map.of("rows", ROWS, "results", elements(members(Map.of("rows", ROWS)))));
    private static final Place CHANGES = members(Map.of("results", elements(ROW)));

    /** A change, or all of them from a server that does not know the feed it was asked for. */
    private static final Place CHANGE_OR_CHANGES = entry(members(
            Map.of("doc", Place.document(), "results", elements(members(Map.of("doc", Place.document()))))));

    private static final Place HITS = members(Map.of("rows", ROWS, "hits", ROWS));
    private static final Place SEARCH_RESULTS = members(Map.of("rows", ROWS, "hits", ROWS, "groups", elements(HITS)));
    private static final Place BULK_GET =
            members(Map.of("results", elements(members(Map.of("docs", elements(REVISION))))));
    private static final Place OPEN_REVISIONS = elements(REVISION);
    private static final Place WRITTEN = elements(entry(opaque()));

    private final EnvelopeLimits limits;

    /** Envelopes that keep to the limits. */
    public Envelopes(EnvelopeLimits limits) {
        this.limits = limits;
    }

    /**
     * A document alone: {@code GET /db/doc}. Where it failed or is left out, {@link EntryFailedException} is thrown before anything has
     * been written.
     */
    public ResponseEnvelope document(EntryHandler handler) {
        EntryHandler neverLeftOut = (entry, bytes, from, to) -> {
            EntryOutcome outcome = handler.document(entry, bytes, from, to);
            return outcome instanceof EntryOutcome.LeftOut ? EntryOutcome.failed("not_found", "missing") : outcome;
        };
        return one(DOCUMENT, FailureForm.INSTEAD_OF_ANSWER, neverLeftOut);
    }

    /** The rows of {@code _all_docs}, {@code _design_docs}, a view or a partition, and the results of their {@code queries} form. */
    public ResponseEnvelope rows(EntryHandler handler) {
        return one(ROWS_OR_RESULTS_OF_QUERIES, FailureForm.BESIDE_DOCUMENT, handler);
    }

    /** {@code _changes}, the normal and the longpoll feed. */
    public ResponseEnvelope changes(EntryHandler handler) {
        return one(CHANGES, FailureForm.BESIDE_DOCUMENT, handler);
    }

    /** {@code _changes}, the continuous feed: any number of changes, one a line, and empty lines between them. */
    public ResponseEnvelope continuousChanges(EntryHandler handler) {
        return new DocumentsEnvelope(CHANGE_OR_CHANGES, true, FailureForm.BESIDE_DOCUMENT, handler, limits);
    }

    /** {@code _changes}, the feed of server-sent events, in which heartbeats are events without data. */
    public ResponseEnvelope eventSourceChanges(EntryHandler handler) {
        return new EventSourceChanges(new DocumentsEnvelope(ROW, true, FailureForm.BESIDE_DOCUMENT, handler, limits));
    }

    /**
     * {@code _changes}, a feed of lines or of server-sent events, in which each change is handed out whole: with its sequence and revisions,
     * beside the document. So is what a feed of lines says at its end.
     */
    public ResponseEnvelope changeRows(boolean events, EntryHandler handler) {
        DocumentsEnvelope changes = new DocumentsEnvelope(DOCUMENT, true, FailureForm.BESIDE_DOCUMENT, handler, limits);
        return events ? new EventSourceChanges(changes) : changes;
    }

    /** {@code _search}, whose rows may stand in groups and are called hits in its older form, and {@code _nouveau}, which has hits. */
    public ResponseEnvelope searchResults(EntryHandler handler) {
        return one(SEARCH_RESULTS, FailureForm.BESIDE_DOCUMENT, handler);
    }

    /** {@code _bulk_get} as JSON. A revision that is left out leaves an empty {@code docs}. */
    public ResponseEnvelope bulkGet(EntryHandler handler) {
        return one(BULK_GET, FailureForm.INSTEAD_OF_ENTRY, handler);
    }

    /**
     * {@code GET /db/doc?open_revs=…} as JSON. Where a revision failed, {@link EntryFailedException} is thrown; where that is the first
     * one, before anything has been written.
     */
    public ResponseEnvelope openRevs(EntryHandler handler) {
        return one(OPEN_REVISIONS, FailureForm.INSTEAD_OF_ANSWER, handler);
    }

    /**
     * A document alone with its attachments, as multipart/related. Where it failed or is left out, {@link EntryFailedException} is thrown
     * before anything has been written.
     */
    public MultipartDocument multipartDocument(String boundary, EntryHandler handler) {
        return new MultipartDocument(boundary, handler, limits);
    }

    /** {@code GET /db/doc?open_revs=…} as multipart/mixed. Where a revision failed, {@link EntryFailedException} is thrown. */
    public ResponseEnvelope multipartOpenRevs(String boundary, EntryHandler handler) {
        return new MultipartRevisions(boundary, FailureForm.INSTEAD_OF_ANSWER, handler, limits);
    }

    /** {@code _bulk_get} in parts. A revision that failed becomes CouchDB's {@code error="true"} part. */
    public ResponseEnvelope multipartBulkGet(String boundary, EntryHandler handler) {
        return new MultipartRevisions(boundary, FailureForm.INSTEAD_OF_ENTRY, handler, limits);
    }

    /**
     * The answer to a {@code _bulk_docs} with {@code new_edits} true, where row n speaks of document n, with the rows of documents that
     * CouchDB was not given.
     *
     * @param ownRows rows by the index of their document. Those past the end are appended, in order
     */
    public ResponseEnvelope bulkDocs(SortedMap<Integer, ? extends JsonValue> ownRows) {
        return new BulkDocsAnswer(WRITTEN, ownRows, limits);
    }

    /** The answer to a {@code _bulk_docs} with {@code new_edits} false, which has rows for errors alone, with our own behind them. */
    public ResponseEnvelope bulkDocs(List<? extends JsonValue> ownRows) {
        SortedMap<Integer, JsonValue> atTheEnd = new TreeMap<>();
        for (JsonValue row : ownRows) {
            atTheEnd.put(Integer.MAX_VALUE - ownRows.size() + atTheEnd.size(), row);
        }
        return bulkDocs(atTheEnd);
    }

    private ResponseEnvelope one(Place root, FailureForm failureForm, EntryHandler handler) {
        return new DocumentsEnvelope(root, false, failureForm, handler, limits);
    }
}
