package io.slipcover.envelope;

import io.slipcover.json.ByteSink;
import io.slipcover.json.Room;

/**
 * A document with its attachments behind it: the first part is the document, which is held; all that follows passes. Only empty lines
 * may stand outside of the parts: text there is not understood, and does not leave.
 */
final class RelatedParts implements PartListener {
    private enum State {
        BEFORE_DOCUMENT,
        IN_DOCUMENT,
        BEHIND_DOCUMENT
    }

    private final MultipartScanner scanner;
    private final DocumentPart document;
    private final Runnable documentIsWhole;
    private final ByteSink out;
    private State state = State.BEFORE_DOCUMENT;

    /**
     * @param documentIsWhole decides about the document and writes what becomes of it
     * @param out where everything behind the document goes
     * @param room room for headers that are not whole
     */
    RelatedParts(String boundary, DocumentPart document, Runnable documentIsWhole, ByteSink out, Room room) {
        this.scanner = new MultipartScanner(boundary, this, room);
        this.document = document;
        this.documentIsWhole = documentIsWhole;
        this.out = out;
    }

    /**
     * Takes the next bytes.
     *
     * @throws MultipartFormatException where they are not understood
     */
    void feed(byte[] bytes, int from, int to) {
        scanner.feed(bytes, from, to);
    }

    /**
     * That was all.
     *
     * @throws MultipartFormatException where parts are missing
     */
    void end() {
        scanner.end();
        if (!scanner.isClosed()) {
            throw new MultipartFormatException("found the end, expected the delimiter that closes the body");
        }
    }

    @Override
    public void between(byte[] bytes, int offset, int length) {
        scanner.requireNoText(bytes, offset, length);
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
