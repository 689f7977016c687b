package io.slipcover.envelope;

import static io.slipcover.envelope.BodyShape.elements;
import static io.slipcover.envelope.BodyShape.entry;
import static io.slipcover.envelope.BodyShape.memberEntries;
import static io.slipcover.envelope.BodyShape.members;
import static io.slipcover.envelope.BodyShape.opaque;

import io.slipcover.json.JsonValue;
import io.slipcover.onepass.AnswerReading;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The kinds of answers that are about documents, and where the entries stand in each.
 *
 * <p>A handler that is interested in documents alone is not asked about answers that have none: these stream by. In the others it is asked
 * about entries with an object in the document's place. What else stands there (nothing, {@code null}, an {@code error}) is forwarded. So is
 * an answer of quite another form, such as {@code {"error":…}}, except by {@link #document}, which takes any object for a document: the
 * caller tells errors by their status.
 *
 * <p>An entry in an array or a feed can become none, one or several. One document alone stays one: {@link #document},
 * {@link #multipartDocument}, and the id of a result of {@link #bulkGet}. Outcomes that have no place there throw
 * {@link IllegalStateException}. What CouchDB says of the whole ({@code total_rows}, {@code pending}, {@code last_seq}) stays.
 */
public final class Envelopes {
    private static final BodyShape DOCUMENT = entry(EntryForm.DOCUMENT, BodyShape.document());
    private static final BodyShape WITH_DOCUMENT = members(Map.of("doc", BodyShape.document()));
    private static final BodyShape ROWS = rowsOf(EntryForm.ROW);
    private static final BodyShape VIEW_ROWS = rowsOf(EntryForm.VIEW_ROW);
    private static final BodyShape CHANGE = entry(EntryForm.CHANGE, WITH_DOCUMENT);
    private static final BodyShape CHANGES = members(Map.of("results", elements(CHANGE)));

    /** A change, or all of them from a server that does not know the feed it was asked for. */
    private static final BodyShape CHANGE_OR_CHANGES =
            entry(EntryForm.CHANGE, members(Map.of("doc", BodyShape.document(), "results", elements(WITH_DOCUMENT))));

    private static final BodyShape FOUND = elements(entry(EntryForm.VIEW_ROW, WITH_DOCUMENT));
    private static final BodyShape HITS = members(Map.of("rows", FOUND, "hits", FOUND));
    private static final BodyShape SEARCH_RESULTS =
            members(Map.of("rows", FOUND, "hits", FOUND, "groups", elements(HITS)));

    private static final BodyShape REVISIONS =
            elements(entry(EntryForm.REVISION, members(Map.of("ok", BodyShape.document()))));
    private static final BodyShape BULK_GET = members(Map.of("results", elements(members(Map.of("docs", REVISIONS)))));

    /** As well, with the id of each result, which is an entry of its own. */
    private static final BodyShape BULK_GET_WITH_IDS = members(Map.of(
            "results", elements(members(Map.of("id", entry(EntryForm.ID, opaque()), "docs", REVISIONS)))));

    private static final BodyShape WRITTEN = elements(entry(EntryForm.REFERENCE, opaque()));
    private static final BodyShape REVISIONS_OF_IDS = memberEntries(EntryForm.MEMBER);

    private final EnvelopeLimits limits;
    private final AnswerReading reading;

    /** Envelopes that keep to the limits, and go the general way through every answer. */
    public Envelopes(EnvelopeLimits limits) {
        this(limits, AnswerReading.GENERAL);
    }

    /** Envelopes that keep to the limits, and read answers in this way. */
    public Envelopes(EnvelopeLimits limits, AnswerReading reading) {
        this.limits = limits;
        this.reading = reading;
    }

    private static BodyShape rowsOf(EntryForm form) {
        BodyShape rows = elements(entry(form, WITH_DOCUMENT));
        return members(Map.of("rows", rows, "results", elements(members(Map.of("rows", rows)))));
    }

    /**
     * A document alone: {@code GET /db/doc}. Where it failed or is left out, {@link EntryFailedException} is thrown before anything has
     * been written.
     */
    public Envelope document(EntryHandler handler) {
        return one(DOCUMENT, FailureForm.INSTEAD_OF_ANSWER, handler);
    }

    /** The rows of {@code _all_docs} or {@code _design_docs}, and the results of their {@code queries} form. A row's key is its id. */
    public Envelope allDocs(EntryHandler handler) {
        return one(ROWS, FailureForm.BESIDE_DOCUMENT, handler);
    }

    /** The rows of a view, and the results of its {@code queries} form. A row's key and value are the view's, and stay. */
    public Envelope rows(EntryHandler handler) {
        return one(VIEW_ROWS, FailureForm.BESIDE_DOCUMENT, handler);
    }

    /** {@code _changes}, the normal and the longpoll feed. */
    public Envelope changes(EntryHandler handler) {
        return one(CHANGES, FailureForm.BESIDE_DOCUMENT, handler);
    }

    /** {@code _changes}, the continuous feed: any number of changes, one a line, and empty lines between them. */
    public Envelope continuousChanges(EntryHandler handler) {
        return changes(CHANGE_OR_CHANGES, false, handler, limits);
    }

    /** {@code _changes}, the feed of server-sent events, in which heartbeats are events without data. */
    public Envelope eventSourceChanges(EntryHandler handler) {
        return changes(CHANGE, true, handler, limits);
    }

    /**
     * {@code _changes}, a feed of lines or of server-sent events, in which each change is handed out whole, as if it were a document. So is
     * what a feed of lines says at its end.
     */
    public Envelope changeRows(boolean events, EntryHandler handler) {
        return changes(DOCUMENT, events, handler, limits.within(1));
    }

    private static Envelope changes(BodyShape change, boolean events, EntryHandler handler, EnvelopeLimits limits) {
        if (handler.interest() == EntryInterest.NONE) {
            return PassingEnvelope.INSTANCE;
        }
        return events
                ? new EventSourceChanges(change, handler, limits)
                : new EntryEnvelope(change, true, FailureForm.BESIDE_DOCUMENT, handler, limits);
    }

    /** {@code _search}, whose rows may stand in groups and are called hits in its older form, and {@code _nouveau}, which has hits. */
    public Envelope searchResults(EntryHandler handler) {
        return one(SEARCH_RESULTS, FailureForm.BESIDE_DOCUMENT, handler);
    }

    /**
     * {@code _bulk_get} as JSON. A revision that is left out leaves an empty {@code docs}. A handler that is interested in all entries is
     * asked about the id of each result, too: as about an entry that has nothing but an id.
     */
    public Envelope bulkGet(EntryHandler handler) {
        boolean withIds = handler.interest() == EntryInterest.ALL;
        return one(withIds ? BULK_GET_WITH_IDS : BULK_GET, FailureForm.INSTEAD_OF_ENTRY, handler);
    }

    /**
     * {@code GET /db/doc?open_revs=…} as JSON. Where a revision failed, {@link EntryFailedException} is thrown; where that is the first
     * one, before anything has been written.
     */
    public Envelope openRevs(EntryHandler handler) {
        return one(REVISIONS, FailureForm.INSTEAD_OF_ANSWER, handler);
    }

    /**
     * A document alone with its attachments, as multipart/related. Where it failed or is left out, {@link EntryFailedException} is thrown
     * before anything has been written.
     */
    public MultipartDocument multipartDocument(String boundary, EntryHandler handler) {
        return new MultipartDocument(boundary, handler, limits);
    }

    /** {@code GET /db/doc?open_revs=…} as multipart/mixed. Where a revision failed, {@link EntryFailedException} is thrown. */
    public Envelope multipartOpenRevs(String boundary, EntryHandler handler) {
        return revisionsInParts(boundary, FailureForm.INSTEAD_OF_ANSWER, handler);
    }

    /** {@code _bulk_get} in parts. A revision that failed becomes CouchDB's {@code error="true"} part. */
    public Envelope multipartBulkGet(String boundary, EntryHandler handler) {
        return revisionsInParts(boundary, FailureForm.INSTEAD_OF_ENTRY, handler);
    }

    /**
     * Where a revision with attachments becomes several, the attachments stay with the first one. Each other one is a part of its own
     * behind the attachments, without any.
     */
    private Envelope revisionsInParts(String boundary, FailureForm failureForm, EntryHandler handler) {
        return handler.interest() == EntryInterest.NONE
                ? PassingEnvelope.INSTANCE
                : new MultipartRevisions(boundary, failureForm, handler, limits);
    }

    /** The answer to a {@code _revs_diff}: for each id, the revisions that are missing. */
    public Envelope revsDiff(EntryHandler handler) {
        return EntryEnvelope.withoutDocuments(REVISIONS_OF_IDS, handler, limits);
    }

    /** The answer to a {@code _bulk_docs}: for each document its id with its new revision, or why it was not written. */
    public Envelope bulkDocs(EntryHandler handler) {
        return EntryEnvelope.withoutDocuments(WRITTEN, handler, limits);
    }

    /**
     * The answer to a {@code _bulk_docs} with {@code new_edits} true, where row n speaks of document n, with the rows of documents that
     * CouchDB was not given.
     *
     * @param ownRows rows by the index of their document. Those past the end are appended, in order
     */
    public Envelope bulkDocs(SortedMap<Integer, ? extends JsonValue> ownRows) {
        return new BulkDocsAnswer(WRITTEN, ownRows, limits);
    }

    /** The answer to a {@code _bulk_docs} with {@code new_edits} false, which has rows for errors alone, with our own behind them. */
    public Envelope bulkDocs(List<? extends JsonValue> ownRows) {
        SortedMap<Integer, JsonValue> atTheEnd = new TreeMap<>();
        for (JsonValue row : ownRows) {
            atTheEnd.put(Integer.MAX_VALUE - ownRows.size() + atTheEnd.size(), row);
        }
        return bulkDocs(atTheEnd);
    }

    private Envelope one(BodyShape root, FailureForm failureForm, EntryHandler handler) {
        return handler.interest() == EntryInterest.NONE
                ? PassingEnvelope.INSTANCE
                : EntryEnvelope.ofOne(root, failureForm, handler, limits, reading);
    }
}
