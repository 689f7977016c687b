package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.json.ByteSink;
import io.slipcover.json.CountingSink;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonLimits;
import io.slipcover.json.JsonScanner;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A document in an answer in parts, held until it is whole, together with the headers before it: its own, and where it begins a body in
 * parts within a part, that part's. Used again for the next document.
 */
final class DocumentPart {
    private static final int LARGEST_KEPT_BUFFER = 1 << 20;
    private static final byte[] ERROR_HEADERS =
            "\r\nContent-Type: application/json; error=\"true\"\r\n\r\n".getBytes(UTF_8);

    private final EntryHandler handler;
    private final EnvelopeLimits limits;

    private @Nullable PartHeaders outer;
    private @Nullable PartHeaders own;

    /** What stands between the two. */
    private final JsonBuffer between = new JsonBuffer(128);

    private JsonBuffer document = new JsonBuffer();

    /** What is kept of the document, where it is too long to be held. */
    private @Nullable SmallMembers rest;

    private @Nullable ExceededLimit exceeded;

    /** How many bytes of the document have come. */
    private long received;

    DocumentPart(EntryHandler handler, EnvelopeLimits limits) {
        this.handler = handler;
        this.limits = limits;
    }

    /** A document is to come, with the headers of the part that it is in where that is in parts itself. */
    void begin(@Nullable PartHeaders around) {
        outer = around;
        own = null;
        between.reset();
        document.reset();
        rest = null;
        received = 0;
        if (document.array().length > LARGEST_KEPT_BUFFER) {
            document = new JsonBuffer();
        }
    }

    void headers(PartHeaders headers) {
        own = headers;
    }

    void between(byte[] bytes, int offset, int length) {
        if (length > MultipartScanner.MAXIMUM_HEADERS - between.length()) {
            throw new MultipartFormatException("found no part");
        }
        between.write(bytes, offset, length);
    }

    void content(byte[] bytes, int offset, int length) {
        received += length;
        SmallMembers small = rest;
        if (small == null && received > limits.maximumEntryBytes()) {
            small = new SmallMembers();
            small.write(document.array(), 0, document.length());
            document = new JsonBuffer();
            rest = small;
        }
        if (small != null) {
            small.write(bytes, offset, length);
        } else {
            document.write(bytes, offset, length);
        }
    }

    /**
     * Asks what becomes of the document, which is whole. What is no object is none, and stays.
     *
     * @throws io.slipcover.json.JsonFormatException where it is not JSON
     */
    EntryOutcome decide() {
        SmallMembers small = rest;
        if (small != null) {
            small.writeTo(document);
            exceeded = limits.lengthExceeded();
        }
        int depth = JsonScanner.validate(document.array(), 0, document.length(), JsonLimits.DEEPEST);
        if (small == null) {
            exceeded = depth > limits.maximumDepth() ? limits.nestingExceeded() : null;
        }
        return JsonSlice.ofValidated(document.array(), 0, document.length()).kind() == JsonKind.OBJECT
                ? handler.document(entry(), document.array(), 0, document.length())
                : EntryOutcome.unchanged();
    }

    private Entry entry() {
        return new Entry(document.array(), 0, document.length(), exceeded);
    }

    /** Writes everything with the document as it came. */
    void writeTo(ByteSink out) {
        write(outer, out);
        out.write(between.array(), 0, between.length());
        write(own, out);
        out.write(document.array(), 0, document.length());
    }

    /**
     * Writes everything with this document in place of the one that came.
     *
     * @return by how many bytes that is more than what came
     */
    long writeTo(ByteSink out, JsonValue replacement) {
        CountingSink length = new CountingSink();
        replacement.writeTo(length);
        PartHeaders ownMade = own == null ? null : own.withContentLength(length.count());
        long growth = length.count() - received + length(ownMade) - length(own);
        Long around = outer == null ? null : outer.contentLength();
        PartHeaders outerMade = outer == null || around == null ? outer : outer.withContentLength(around + growth);
        write(outerMade, out);
        out.write(between.array(), 0, between.length());
        write(ownMade, out);
        replacement.writeTo(out);
        return growth + length(outerMade) - length(outer);
    }

    /** Writes what CouchDB sends where a revision cannot be had, in place of everything. */
    void writeError(ByteSink out, EntryOutcome.Failed failed) {
        out.write(ERROR_HEADERS);
        entry().error(failed).writeTo(out);
    }

    private static void write(@Nullable PartHeaders headers, ByteSink out) {
        if (headers != null) {
            headers.writeTo(out);
        }
    }

    private static int length(@Nullable PartHeaders headers) {
        return headers == null ? 0 : headers.length();
    }
}
