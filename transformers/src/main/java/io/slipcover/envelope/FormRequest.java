package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonValue;
import io.slipcover.json.Room;

/**
 * A form on its way to CouchDB, {@code POST /db/doc} as multipart/form-data, whose field {@code _doc} is a document where it has one.
 * CouchDB holds a form whole, and so does this.
 *
 * <p>CouchDB reads forms with another parser than documents with attachments. What the two might read otherwise is refused, so that a
 * form has no document that is not seen here: text before the first delimiter, a boundary that goes on, two documents.
 */
public final class FormRequest {
    private static final String DOCUMENT = "_doc";

    private final byte[] bytes;
    private int documentFrom = -1;
    private int documentTo;
    private int end;

    /**
     * Reads a whole form.
     *
     * @param bytes hold it from 0 to {@code length}, and nothing changes them any more
     * @throws MultipartFormatException where it is none, or could be read in two ways
     */
    public FormRequest(String boundary, byte[] bytes, int length) {
        this.bytes = bytes;
        this.end = length;
        if (!new String(bytes, 0, Math.min(length, boundary.length() + 4), ISO_8859_1)
                .equals("--" + boundary + "\r\n")) {
            throw new MultipartFormatException("a form begins with its boundary");
        }
        MultipartScanner scanner = new MultipartScanner(boundary, new Fields(length), Room.ENDLESS);
        scanner.feed(bytes, 0, length);
        if (!scanner.isClosed()) {
            throw new MultipartFormatException("found the end, expected the delimiter that closes the form");
        }
    }

    /** Whether a document is in the form; what CouchDB makes of one that is none is its business. */
    public boolean hasDocument() {
        return documentFrom >= 0;
    }

    /** Where the document begins in the form. */
    public int documentFrom() {
        return documentFrom;
    }

    /** Where it ends. */
    public int documentTo() {
        return documentTo;
    }

    /** Writes the form as it came, without what stands behind its end. */
    public void writeTo(ByteSink sink) {
        sink.write(bytes, 0, end);
    }

    /** Writes the form with this document in place of its own. */
    public void writeTo(ByteSink sink, JsonValue document) {
        sink.write(bytes, 0, documentFrom);
        document.writeTo(sink);
        sink.write(bytes, documentTo, end - documentTo);
    }

    /** Follows the scanner through the one array that it is fed. */
    private final class Fields implements PartListener {
        private final int length;
        private int at;
        private boolean isDocument;
        private boolean closed;

        Fields(int length) {
            this.length = length;
        }

        @Override
        public void between(byte[] told, int offset, int count) {
            if (!closed) {
                at += count;
            }
        }

        @Override
        public void part(PartHeaders headers) {
            if (!headers.beginsLine()) {
                throw new MultipartFormatException("a delimiter of the form does not end its line");
            }
            at += headers.length();
            isDocument = headers.isField(DOCUMENT);
            if (isDocument && documentFrom >= 0) {
                throw new MultipartFormatException("the form has two documents");
            }
            if (isDocument) {
                documentFrom = at;
                documentTo = at;
            }
        }

        @Override
        public void content(byte[] told, int offset, int count) {
            at += count;
            if (isDocument) {
                documentTo = at;
            }
        }

        @Override
        public void endOfPart() {
            isDocument = false;
        }

        @Override
        public void endOfParts() {
            closed = true;
            boolean lineEnds = at + 1 < length && bytes[at] == '\r' && bytes[at + 1] == '\n';
            if (at < length && !lineEnds) {
                throw new MultipartFormatException("the delimiter that closes the form does not end its line");
            }
            end = lineEnds ? at + 2 : at;
        }
    }
}
