package io.slipcover.envelope;

import io.slipcover.json.ByteSink;
import io.slipcover.json.CountingSink;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A document with its attachments on its way to CouchDB: {@code multipart/related}, the first part of which is the document, whatever
 * that part calls itself.
 *
 * <p>What arrives is held until the document is whole and has been decided about: its feeder stops when {@link #hasDocument}. From then
 * on everything streams. CouchDB tells attachments by their order and by the lengths that the document says, so that nothing behind the
 * document is looked at but for the delimiter that closes the body. What stands behind that one is replaced by as many line feeds:
 * CouchDB leaves some of it on its connection, where it would be taken for the next request, and ignores empty lines there.
 *
 * <p>The delimiter cannot come up in a document that takes the place of another one: JSON has no line break within its strings, and what
 * is written here has none elsewhere that did not come with the document.
 */
public final class RelatedRequest {
    /** What may stand before the first part. */
    private static final int MAXIMUM_PREAMBLE = 64 << 10;

    /** In place of what is not held any more. */
    private static final JsonBuffer NOTHING = new JsonBuffer(0);

    private static final byte[] LINE_FEEDS = new byte[1024];

    static {
        Arrays.fill(LINE_FEEDS, (byte) '\n');
    }

    private final MultipartScanner scanner;
    private final int maximumDocument;
    private JsonBuffer preamble;
    private final JsonBuffer document;

    /** What came behind the document before that was decided about. */
    private final JsonBuffer behind;

    private @Nullable PartHeaders headers;
    private boolean hasDocument;

    /** Where everything goes from the document on; null until that is decided about. */
    private @Nullable ByteSink out;

    public RelatedRequest(String boundary, EnvelopeLimits limits) {
        this.scanner = new MultipartScanner(boundary, new Listener(), limits.room());
        this.maximumDocument = limits.maximumEntryBytes();
        this.preamble = new JsonBuffer(limits.room());
        this.document = new JsonBuffer(limits.room());
        this.behind = new JsonBuffer(limits.room());
    }

    /**
     * Takes the next bytes; they are copied.
     *
     * @throws MultipartFormatException where there is no document, or something before it is too long
     * @throws EntryTooLargeException where the document passes the limit
     */
    public void feed(byte[] bytes, int from, int to) {
        scanner.feed(bytes, from, to);
    }

    /**
     * The body is at its end.
     *
     * @throws MultipartFormatException where it has no whole document
     */
    public void end() {
        scanner.end();
        if (!hasDocument) {
            throw new MultipartFormatException("the body ends before its document does");
        }
    }

    /** Whether the document has arrived whole. */
    public boolean hasDocument() {
        return hasDocument;
    }

    /** Holds the document from 0 to {@link #documentLength}, as it came; not a copy, and not to be changed. */
    public byte[] document() {
        return document.array();
    }

    public int documentLength() {
        return document.length();
    }

    /**
     * Decides about the document: writes what is held with another one in its place. What is fed from here on is written as it comes.
     *
     * @param written the document that is sent; it may refer to the bytes of the one that came
     * @param sink where everything goes; it is written to in this call and in each that feeds
     * @return by how many bytes the body is longer than the one that comes
     */
    public long replace(JsonValue written, ByteSink sink) {
        PartHeaders came = headers;
        if (!hasDocument || came == null || out != null) {
            throw new IllegalStateException("no document, or one that was decided about before");
        }
        out = sink;
        CountingSink length = new CountingSink();
        written.writeTo(length);
        PartHeaders made = came.withContentLength(length.count());
        write(preamble);
        made.writeTo(sink);
        written.writeTo(sink);
        write(behind);
        long growth = made.length() - came.length() + length.count() - document.length();
        preamble.free();
        preamble = NOTHING;
        document.free();
        behind.free();
        return growth;
    }

    private void write(JsonBuffer held) {
        if (out != null) {
            out.write(held.array(), 0, held.length());
        }
    }

    private void pass(byte[] bytes, int offset, int length) {
        ByteSink sink = out;
        if (sink != null) {
            sink.write(bytes, offset, length);
        } else {
            behind.write(bytes, offset, length);
        }
    }

    private final class Listener implements PartListener {
        private boolean closed;

        @Override
        public void between(byte[] bytes, int offset, int length) {
            if (headers == null) {
                if (length > MAXIMUM_PREAMBLE - preamble.length()) {
                    throw new MultipartFormatException("there is no part in the first " + MAXIMUM_PREAMBLE + " bytes");
                }
                preamble.write(bytes, offset, length);
            } else if (closed) {
                for (int rest = length; rest > 0; rest -= LINE_FEEDS.length) {
                    pass(LINE_FEEDS, 0, Math.min(rest, LINE_FEEDS.length));
                }
            } else {
                pass(bytes, offset, length);
            }
        }

        @Override
        public void part(PartHeaders found) {
            if (headers == null) {
                headers = found;
            } else {
                found.writeTo(RelatedRequest.this::pass);
            }
        }

        @Override
        public void content(byte[] bytes, int offset, int length) {
            if (hasDocument) {
                pass(bytes, offset, length);
                return;
            }
            if (length > maximumDocument - document.length()) {
                throw new EntryTooLargeException(0, maximumDocument);
            }
            document.write(bytes, offset, length);
        }

        @Override
        public void endOfPart() {
            hasDocument = true;
        }

        @Override
        public void endOfParts() {
            closed = true;
            if (headers == null) {
                throw new MultipartFormatException("there is no part before the delimiter that closes the body");
            }
        }
    }
}
