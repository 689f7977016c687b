package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import io.slipcover.envelope.EntryOutcome.Failed;
import io.slipcover.envelope.EntryOutcome.LeftOut;
import io.slipcover.envelope.EntryOutcome.One;
import io.slipcover.envelope.EntryOutcome.Rewritten;
import io.slipcover.envelope.EntryOutcome.Several;
import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.Room;
import org.jspecify.annotations.Nullable;

/**
 * Revisions in parts: {@code open_revs} as multipart/mixed, {@code _bulk_get} as multipart/mixed or multipart/related. A part is a
 * document, or what is said in a document's place ({@code error="true"}), or a document with its attachments, in parts itself. CouchDB
 * before 3.4 announces the last for every document of a {@code _bulk_get} that has attachments, and sends the document alone where
 * they were not asked for (apache/couchdb#3328): what begins as an object does is a document, whatever was announced.
 *
 * <p>The headers of a part wait until its document has been decided about. Only empty lines may stand outside of the parts, and only
 * parts of the kinds above within: what is not understood does not leave.
 */
final class MultipartRevisions implements Envelope, PartListener {
    private enum State {
        /** Between parts, or in one that is passed on. */
        PASSING,
        IN_DOCUMENT,
        BEFORE_NESTED,
        IN_NESTED,
        /** In a part that leaves no trace, or has got another content already. */
        SKIPPING
    }

    private final MultipartScanner scanner;
    private final byte[] delimiter;
    private final FailureForm failureForm;
    private final boolean asksWithoutDocument;
    private final DocumentPart document;
    private final Room room;
    private ByteSink out = (bytes, offset, length) -> {};
    private State state = State.PASSING;

    /** Whether the part leaves with all that belongs to it, the delimiter behind it included. */
    private boolean isLeftOut;

    private boolean hasDelimiter;
    private String innerBoundary = "";
    private @Nullable RelatedParts inner;

    /** What the part becomes besides itself: whole parts, each with the delimiter before it. Null where there are none. */
    private @Nullable JsonBuffer partsBehind;

    MultipartRevisions(String boundary, FailureForm failureForm, EntryHandler handler, EnvelopeLimits limits) {
        this.scanner = new MultipartScanner(boundary, this, limits.room());
        this.delimiter = ("\r\n--" + boundary).getBytes(ISO_8859_1);
        this.failureForm = failureForm;
        this.asksWithoutDocument = handler.interest() == EntryInterest.ALL;
        this.document = new DocumentPart(handler, limits);
        this.room = limits.room();
    }

    @Override
    public void feed(byte[] bytes, int from, int to, ByteSink sink) {
        out = sink;
        scanner.feed(bytes, from, to);
    }

    @Override
    public void end(ByteSink sink) {
        out = sink;
        scanner.end();
        // The answer to a _bulk_get of nothing is empty.
        boolean isNothing = !hasDelimiter && failureForm == FailureForm.INSTEAD_OF_ENTRY;
        if (!scanner.isClosed() && !isNothing) {
            throw new MultipartFormatException("found the end, expected the delimiter that closes the body");
        }
    }

    // ---- what the scanner tells

    @Override
    public void between(byte[] bytes, int offset, int length) {
        scanner.requireNoText(bytes, offset, length);
        hasDelimiter |= !scanner.isOutside();
        if (isLeftOut) {
            isLeftOut = false;
        } else {
            out.write(bytes, offset, length);
        }
    }

    @Override
    public void part(PartHeaders headers) {
        MediaType type = headers.type();
        String boundary = type.parameter("boundary");
        if (type.is("application/json")) {
            boolean isError = "true".equals(type.parameter("error"));
            if (isError && !asksWithoutDocument) {
                state = State.PASSING;
                headers.writeTo(out);
            } else {
                document.begin(null);
                document.headers(headers);
                state = State.IN_DOCUMENT;
            }
            if (isError) {
                document.isError();
            }
        } else if (type.is("multipart/related") && boundary != null) {
            document.begin(headers);
            innerBoundary = boundary;
            state = State.BEFORE_NESTED;
        } else {
            throw new MultipartFormatException("found a part of type '" + type + "', expected a revision");
        }
    }

    @Override
    public void content(byte[] bytes, int offset, int length) {
        if (state == State.BEFORE_NESTED) {
            state = bytes[offset] == '{' ? State.IN_DOCUMENT : State.IN_NESTED;
            inner = new RelatedParts(innerBoundary, document, this::decide, this::pass, room);
        }
        switch (state) {
            case PASSING -> out.write(bytes, offset, length);
            case IN_DOCUMENT -> document.content(bytes, offset, length);
            case IN_NESTED -> nested().feed(bytes, offset, offset + length);
            case BEFORE_NESTED, SKIPPING -> {}
        }
    }

    @Override
    public void endOfPart() {
        if (state == State.IN_DOCUMENT) {
            decide();
        } else if (state == State.IN_NESTED || state == State.BEFORE_NESTED) {
            RelatedParts nested = inner;
            if (state == State.BEFORE_NESTED || nested == null) {
                throw new MultipartFormatException("found an empty part, expected a document");
            }
            nested.end();
        }
        inner = null;
        state = State.PASSING;
        writePartsBehind();
    }

    @Override
    public void endOfParts() {}

    private RelatedParts nested() {
        return requireNonNull(inner, "inner");
    }

    /** Takes what stands behind a document in its part, unless the document does not leave. */
    private void pass(byte[] bytes, int offset, int length) {
        if (state != State.SKIPPING) {
            out.write(bytes, offset, length);
        }
    }

    private void decide() {
        EntryOutcome outcome = document.decide();
        if (failureForm == FailureForm.INSTEAD_OF_ANSWER) {
            EntryFailedException.throwIfFailed(outcome);
        }
        if (outcome instanceof LeftOut) {
            isLeftOut = true;
            state = State.SKIPPING;
        } else if (outcome instanceof Several several) {
            write(several.entries().get(0));
            several.entries().stream().skip(1).forEach(this::keep);
        } else {
            write((One) outcome);
        }
    }

    /** Writes an entry in place of the document, with what stands behind the document in its part. */
    private void write(One one) {
        Rewritten words = Rewritten.of(one);
        if (words.document() instanceof Failed failed) {
            document.writeError(words, failed, out);
            state = State.SKIPPING;
        } else {
            document.write(one, out);
        }
    }

    /** Keeps an entry until the part that the document stands in is over, attachments and all: the entry is a part behind that one. */
    private void keep(One one) {
        JsonBuffer kept = partsBehind == null ? new JsonBuffer(room) : partsBehind;
        partsBehind = kept;
        kept.write(delimiter);
        Rewritten words = Rewritten.of(one);
        if (words.document() instanceof Failed failed) {
            document.writeError(words, failed, kept);
        } else {
            document.writeBeside(one, kept);
        }
    }

    private void writePartsBehind() {
        JsonBuffer kept = partsBehind;
        partsBehind = null;
        if (kept != null) {
            out.write(kept.array(), 0, kept.length());
            kept.free();
        }
    }
}
