package io.slipcover.envelope;

import io.slipcover.json.ByteSink;

/**
 * A document alone with its attachments behind it: {@code GET /db/doc?attachments=true} as multipart/related. Nothing is written before
 * the document has been decided about, so that a failure can still become an error answer; what follows it streams.
 */
public final class MultipartDocument implements Envelope {
    private final RelatedParts parts;
    private final DocumentPart document;
    private ByteSink out = (bytes, offset, length) -> {};
    private boolean decided;
    private long growth;

    MultipartDocument(String boundary, EntryHandler handler, EnvelopeLimits limits) {
        this.document = new DocumentPart(handler, limits);
        this.document.begin(null);
        this.parts = new RelatedParts(
                boundary,
                document,
                this::decide,
                (bytes, offset, length) -> out.write(bytes, offset, length),
                limits.room());
    }

    /** Whether the document has been decided about and written. */
    public boolean isDecided() {
        return decided;
    }

    /** By how many bytes the body is longer than the one that comes; known once the document has been decided about. */
    public long growth() {
        return growth;
    }

    @Override
    public void feed(byte[] bytes, int from, int to, ByteSink sink) {
        out = sink;
        parts.feed(bytes, from, to);
    }

    @Override
    public void end(ByteSink sink) {
        out = sink;
        parts.end();
    }

    private void decide() {
        EntryOutcome outcome = document.decide();
        if (outcome instanceof EntryOutcome.LeftOut) {
            throw EntryFailedException.missing();
        }
        EntryFailedException.throwIfFailed(outcome);
        if (!(outcome instanceof EntryOutcome.One one)) {
            throw new IllegalStateException("one document stands here, not several");
        }
        growth = document.write(one, out);
        decided = true;
    }
}
