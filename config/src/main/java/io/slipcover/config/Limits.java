package io.slipcover.config;

import static java.util.Objects.requireNonNull;

import io.slipcover.json.JsonLimits;

/**
 * The limits on what the proxy takes and holds.
 *
 * @param memory how much the proxy holds for all clients together
 * @param document how many bytes a written document may have without its attachments, as CouchDB counts them
 * @param held how many bytes the proxy holds of one document, attachments included
 * @param nesting how many levels of objects and arrays a document may have
 * @param members how many members and elements a document may have, on all its levels
 * @param head the limits on the head of a request
 * @param connections the limits on connections, and on requests that wait
 * @param unpacking the limits on bodies that come packed
 */
public record Limits(
        MemoryShare memory,
        int document,
        int held,
        int nesting,
        int members,
        HeadLimits head,
        ConnectionLimits connections,
        UnpackingLimits unpacking) {
    /** The limits of a configuration that names none. A document may be as long as CouchDB's {@code max_document_size} says by default. */
    public static final Limits DEFAULTS = new Limits(
            MemoryShare.ofPercent(40),
            8_000_000,
            64 << 20,
            JsonLimits.DEFAULT_DOCUMENT_DEPTH,
            250_000,
            HeadLimits.DEFAULTS,
            ConnectionLimits.DEFAULTS,
            UnpackingLimits.DEFAULTS);

    /** The largest {@code nesting}: the proxy follows no more levels than that. */
    public static final int LARGEST_NESTING = JsonLimits.DEEPEST / 2;

    public Limits {
        requireNonNull(memory, "memory");
        requireNonNull(head, "head");
        requireNonNull(connections, "connections");
        requireNonNull(unpacking, "unpacking");
        if (nesting < 1 || nesting > LARGEST_NESTING) {
            throw new IllegalArgumentException("limits: nesting: " + nesting);
        }
        if (document < 1 || held < 1 || members < 1) {
            throw new IllegalArgumentException("limits of a document: " + document + ", " + held + ", " + members);
        }
    }

    /** These limits with another one on the bytes that are held of one document. */
    public Limits holding(int bytes) {
        return new Limits(memory, document, bytes, nesting, members, head, connections, unpacking);
    }

    /** These limits with another one on the memory. */
    public Limits within(MemoryShare share) {
        return new Limits(share, document, held, nesting, members, head, connections, unpacking);
    }
}
