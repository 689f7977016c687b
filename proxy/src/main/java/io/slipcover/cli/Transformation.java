package io.slipcover.cli;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import io.slipcover.document.RefusedException;
import io.slipcover.document.ReleaseView;
import io.slipcover.document.TemporarilyRefusedException;
import io.slipcover.document.UnshowableException;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.transform.BoundedView;
import org.jspecify.annotations.Nullable;

/**
 * The way of documents from one shape to another. Without bases, it is as if a client of the first release had written a document, and a
 * client of the second release then read the document, from a store that knows no shape newer than these two. With bases, it is as if the
 * client had edited a stored document, and what comes out is what is then stored. Not for use by several threads at once.
 */
final class Transformation {
    private static final JsonName ID = JsonName.of("_id");

    private final BoundedView writer;
    private final BoundedView reader;
    private final @Nullable Bases bases;
    private final JsonBuffer buffer = new JsonBuffer();

    /** @param bases the stored documents that were edited; null where the documents are new */
    Transformation(Catalog catalog, EnvelopeLimits limits, Release from, Release to, @Nullable Bases bases) {
        Catalog store = catalog.storing(to);
        this.writer = new BoundedView(new ReleaseView(store, from), limits);
        this.reader = new BoundedView(new ReleaseView(store, to), limits);
        this.bases = bases;
    }

    private Transformation(Transformation other) {
        this.writer = other.writer;
        this.reader = other.reader;
        this.bases = other.bases;
    }

    /** The same way, for another thread. */
    Transformation forAnotherThread() {
        return new Transformation(this);
    }

    /** A document that cannot be led; its message says which and why. */
    static final class FailedException extends Exception {
        private static final long serialVersionUID = 1L;

        FailedException(String message, @Nullable Throwable cause) {
            super(message, cause, false, false);
        }
    }

    /**
     * Writes what a document becomes, and a line feed.
     *
     * @param bytes where the document stands, as one valid JSON value without white space around it
     */
    void apply(byte[] bytes, DocumentBatch.Place place, JsonBuffer output) throws FailedException {
        if (bytes[place.from()] != '{') {
            throw new FailedException("expected an object, found " + article(kind(bytes, place)), null);
        }
        JsonObject document = JsonObject.ofValidated(bytes, place.from(), place.to());
        try {
            buffer.reset();
            led(document, place.depth()).writeTo(buffer);
        } catch (RefusedException | TemporarilyRefusedException | UnshowableException | Bases.MissingException e) {
            // The members of the object may be half changed.
            JsonObject given = JsonObject.ofValidated(bytes, place.from(), place.to());
            String id = given.string(ID);
            throw new FailedException((id == null ? "" : "'" + id + "': ") + e.getMessage(), e);
        }
        OneLine.write(buffer.array(), buffer.length(), output);
    }

    private JsonObject led(JsonObject document, int depth) {
        JsonObject base = bases == null ? null : bases.of(document);
        JsonObject stored = writer.upgrade(document, depth, base);
        return bases == null ? reader.view(stored, depth) : stored;
    }

    private static JsonKind kind(byte[] bytes, DocumentBatch.Place place) {
        return JsonSlice.ofValidated(bytes, place.from(), place.to()).kind();
    }

    private static String article(JsonKind kind) {
        return switch (kind) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
        };
    }
}
