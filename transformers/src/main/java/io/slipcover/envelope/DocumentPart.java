package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.envelope.EntryOutcome.Rewritten;
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
 * A document in an answer in parts, or what is said in its place, held until it is whole, together with the headers before it: its own, and
 * where the document begins a body in parts within a part, that part's. Used again for the next document.
 */
final class DocumentPart {
    private static final int LARGEST_KEPT_BUFFER = 1 << 20;
    private static final byte[] ERROR_HEADERS =
            "\r\nContent-Type: application/json; error=\"true\"\r\n\r\n".getBytes(UTF_8);
    private static final byte[] HEADERS = "\r\nContent-Type: application/json\r\n\r\n".getBytes(UTF_8);

    private final EntryHandler handler;
    private final Entry entry = new Entry();
    private final EnvelopeLimits limits;

    private @Nullable PartHeaders outer;
    private @Nullable PartHeaders own;

    /** What stands between the two. */
    private final JsonBuffer between;

    private final JsonBuffer document;

    /** What is kept of the document, where it is too long to be held. */
    private @Nullable SmallMembers rest;

    /** How many bytes of the document have come. */
    private long received;

    /** Whether the part says why there is no document. */
    private boolean isError;

    DocumentPart(EntryHandler handler, EnvelopeLimits limits) {
        this.handler = handler;
        this.limits = limits;
        this.between = new JsonBuffer(limits.room());
        this.document = new JsonBuffer(limits.room());
    }

    /** A document is to come, with the headers of the part that it is in where that is in parts itself. */
    void begin(@Nullable PartHeaders around) {
        outer = around;
        own = null;
        isError = false;
        between.reset();
        document.reset();
        rest = null;
        received = 0;
        if (document.array().length > LARGEST_KEPT_BUFFER) {
            document.free();
        }
    }

    void headers(PartHeaders headers) {
        own = headers;
    }

    /** What comes is not a document, but says why there is none. */
    void isError() {
        isError = true;
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
            small = new SmallMembers(limits.room());
            small.write(document.array(), 0, document.length());
            document.free();
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
        ExceededLimit exceeded = null;
        SmallMembers small = rest;
        if (small != null) {
            small.writeTo(document);
            small.free();
            rest = null;
            exceeded = limits.lengthExceeded();
        }
        byte[] bytes = document.array();
        int length = document.length();
        int depth = JsonScanner.validate(bytes, 0, length, JsonLimits.DEEPEST);
        if (exceeded == null && depth > limits.maximumDepth()) {
            exceeded = limits.nestingExceeded();
        }
        if (JsonSlice.ofValidated(bytes, 0, length).kind() != JsonKind.OBJECT
                || handler.interest() == EntryInterest.NONE) {
            return EntryOutcome.unchanged();
        }
        if (!isError) {
            return handler.decide(entry.become(EntryForm.DOCUMENT, bytes, 0, length, 0, length, null)
                    .exceeding(exceeded));
        }
        entry.become(EntryForm.REFERENCE, bytes, 0, length);
        return entry.isNamed() ? handler.decide(entry) : EntryOutcome.unchanged();
    }

    /**
     * Writes what has become of the document, in place of what came: with its headers, and where attachments stand behind it, as the
     * document that they belong to.
     *
     * @return by how many bytes that is more than what came
     */
    long write(EntryOutcome.One outcome, ByteSink out) {
        if (isError && documentOf(outcome) != null) {
            writeBeside(outcome, out);
            return 0;
        }
        JsonValue replacement = replacement(outcome);
        if (replacement != null) {
            return writeTo(out, replacement);
        }
        writeTo(out);
        return 0;
    }

    /** Writes what has become of the document as a part of its own. */
    void writeBeside(EntryOutcome.One outcome, ByteSink out) {
        JsonValue replacement = replacement(outcome);
        out.write(isError && documentOf(outcome) == null ? ERROR_HEADERS : HEADERS);
        if (replacement != null) {
            replacement.writeTo(out);
        } else {
            out.write(document.array(), 0, document.length());
        }
    }

    /** The document that stands in place of the one that came, or null. */
    private static @Nullable JsonValue documentOf(EntryOutcome.One outcome) {
        return Rewritten.of(outcome).document() instanceof EntryOutcome.Replaced replaced ? replaced.document() : null;
    }

    /** What stands in place of what came; null where that stays. */
    private @Nullable JsonValue replacement(EntryOutcome.One outcome) {
        JsonValue other = documentOf(outcome);
        if (other != null || outcome instanceof EntryOutcome.Unchanged) {
            return other;
        }
        JsonBuffer made = new JsonBuffer();
        EntryWriter.write(entry, outcome, FailureForm.INSTEAD_OF_ANSWER, made);
        return JsonSlice.ofValidated(made.array(), 0, made.length());
    }

    /** Writes everything with the document as it came. */
    private void writeTo(ByteSink out) {
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
    private long writeTo(ByteSink out, JsonValue replacement) {
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
    void writeError(Rewritten words, EntryOutcome.Failed failed, ByteSink out) {
        out.write(ERROR_HEADERS);
        EntryWriter.error(entry, words, failed).writeTo(out);
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
