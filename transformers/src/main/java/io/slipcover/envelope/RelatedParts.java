package io.slipcover.envelope;

import io.slipcover.json.ByteSink;

/** A document with its attachments behind it: the first part is the document, which is held; all that follows passes. */
final class RelatedParts implements PartListener {
    private enum State {
        BEFORE_DOCUMENT,
        IN_DOCUMENT,
        BEHIND_DOCUMENT
    }

    private final DocumentPart document;
    private final Runnable documentIsWhole;
    private final ByteSink out;
    private State state = State.BEFORE_DOCUMENT;

    /**
     * @param documentIsWhole decides about the document and writes what becomes of it
     * @param out where everything behind the document goes
     */
    RelatedParts(DocumentPart document, Runnable documentIsWhole, ByteSink out) {
        this.document = document;
        this.documentIsWhole = documentIsWhole;
        this.out = out;
    }

    @Override
    public void between(byte[] bytes, int offset, int length) {
        if (state == State.BEFORE_DOCUMENT) {
            document.between(bytes, offset, length);
        } else {
            out.write(bytes, offset, length);
        }
    }

    @Override
    public void part(PartHeaders headers) {
        if (state == State.BEFORE_DOCUMENT) {
            document.headers(headers);
            state = State.IN_DOCUMENT;
        } else {
            headers.writeTo(out);
        }
    }

    @Override
    public void content(byte[] bytes, int offset, int length) {
        if (state == State.IN_DOCUMENT) {
            document.content(bytes, offset, length);
        } else {
            out.write(bytes, offset, length);
        }
    }

    @Override
    public void endOfPart() {
        if (state == State.IN_DOCUMENT) {
            state = State.BEHIND_DOCUMENT;
            documentIsWhole.run();
        }
    }

    @Override
    public void endOfParts() {
        if (state == State.BEFORE_DOCUMENT) {
            throw new MultipartFormatException("found the end, expected a document");
        }
    }
}
