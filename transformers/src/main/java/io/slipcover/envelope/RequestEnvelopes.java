package io.slipcover.envelope;

import static io.slipcover.envelope.BodyShape.elements;
import static io.slipcover.envelope.BodyShape.entry;
import static io.slipcover.envelope.BodyShape.memberEntries;
import static io.slipcover.envelope.BodyShape.members;
import static io.slipcover.envelope.BodyShape.opaque;

import java.util.Map;

/**
 * The kinds of requests that ask about documents by their ids, and where the entries stand in each. None of them has a document, so that only
 * a handler that is interested in {@link EntryInterest#ALL all} entries is asked; for any other the body streams by.
 *
 * <p>Documents that are written, and wait for a decision, are {@link BulkDocsRequest}'s.
 */
public final class RequestEnvelopes {
    private static final BodyShape IDS = elements(entry(EntryForm.ID, opaque()));
    private static final BodyShape WITH_KEYS = members(Map.of("keys", IDS));
    private static final BodyShape KEYS = members(Map.of("keys", IDS, "queries", elements(WITH_KEYS)));
    private static final BodyShape DOC_IDS = members(Map.of("doc_ids", IDS));
    private static final BodyShape REVS_DIFF = memberEntries(EntryForm.MEMBER);
    private static final BodyShape BULK_GET = members(Map.of("docs", elements(entry(EntryForm.REFERENCE, opaque()))));

    private final EnvelopeLimits limits;

    /** Envelopes that keep to the limits. */
    public RequestEnvelopes(EnvelopeLimits limits) {
        this.limits = limits;
    }

    /** {@code POST /db/_all_docs}, also as {@code queries}: the ids among its {@code keys}. */
    public Envelope keys(EntryHandler handler) {
        return EntryEnvelope.withoutDocuments(KEYS, handler, limits);
    }

    /** {@code POST /db/_changes?filter=_doc_ids}: the ids. */
    public Envelope docIds(EntryHandler handler) {
        return EntryEnvelope.withoutDocuments(DOC_IDS, handler, limits);
    }

    /** {@code POST /db/_revs_diff}: each id with its revisions. */
    public Envelope revsDiff(EntryHandler handler) {
        return EntryEnvelope.withoutDocuments(REVS_DIFF, handler, limits);
    }

    /** {@code POST /db/_bulk_get}: each id, with its revision where one is asked for. */
    public Envelope bulkGet(EntryHandler handler) {
        return EntryEnvelope.withoutDocuments(BULK_GET, handler, limits);
    }
}
