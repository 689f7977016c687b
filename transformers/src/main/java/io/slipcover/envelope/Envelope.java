package io.slipcover.envelope;

import io.slipcover.json.ByteSink;

/**
 * The body of one request or answer, led through as a stream: an {@link EntryHandler} decides about the entries in it, everything else
 * leaves as it came.
 *
 * <p>One object serves one body, on one thread. After an exception nothing more can be fed, and what has been written by then must not be
 * ended as if it were whole.
 */
public interface Envelope {
    /**
     * Takes the next bytes of the body and writes all that is certain: white space (a heartbeat) at once, an entry as soon as its last
     * byte has arrived. The comma before an entry, with what follows it, waits for the entry: CouchDB sends them together, and its
     * heartbeats before the comma. The bytes are not kept.
     *
     * @throws io.slipcover.json.JsonFormatException where the body is not JSON
     * @throws MultipartFormatException where it is to be in parts, and is not
     * @throws EntryFailedException where a document failed and this kind of answer has no other way to say so
     * @throws EntryTooLargeException where an entry passes the limit
     */
    void feed(byte[] bytes, int from, int to, ByteSink out);

    /**
     * The body is at its end.
     *
     * @throws io.slipcover.json.JsonFormatException where it is cut short
     * @throws MultipartFormatException likewise, in parts
     */
    void end(ByteSink out);

    /** This envelope, and behind it another one, which gets what this one writes. */
    default Envelope then(Envelope next) {
        return new ChainedEnvelope(this, next);
    }
}
