package io.slipcover.cli;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import io.slipcover.document.BareTombstones;
import io.slipcover.document.RefusedException;
import io.slipcover.document.ReleaseView;
import io.slipcover.document.UnshowableException;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The way of documents from the shape of one release to the shape of another release. It is as if a client of the first
 * release had written a document without a base, and a client of the second release then read it, from a store that
 * knows no shape newer than these two.
 */
final class Transformation {
    private static final JsonName ID = JsonName.of("_id");

    private final EnvelopeLimits limits;
    private final ReleaseView writer;
    private final ReleaseView reader;
    private final JsonBuffer buffer = new JsonBuffer();

    Transformation(Catalog catalog, EnvelopeLimits limits, Release from, Release to) {
        this.limits = limits;
        Catalog store = catalog.storing(to);
        this.writer = new ReleaseView(store, from);
        this.reader = new ReleaseView(store, to);
    }

    /** A document that cannot be led; its message says which and why. */
    static final class FailedException extends Exception {
        private static final long serialVersionUID = 1L;

        FailedException(String message, Throwable cause) {
            super(message, cause, false, false);
        }

        FailedException(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Writes what a document becomes, and a line feed.
     *
     * @param document one valid JSON value, without whitespace around it
     * @param depth how deep it nests
     */
    void apply(byte[] document, int depth, OutputStream output) throws IOException, FailedException {
        if (document[0] != '{') {
            JsonKind kind = JsonSlice.ofValidated(document, 0, document.length).kind();
            throw new FailedException("expected an object, found " + article(kind));
        }
        JsonObject object = JsonObject.ofValidated(document, 0, document.length);
        String id = id(object);
        try {
            buffer.reset();
            if (depth <= limits.maximumDepth()) {
                reader.view(writer.upgrade(object, null)).writeTo(buffer);
            } else {
                String reason = limits.nestingExceeded().reason();
                reader.viewOfExceeding(
                                writer.upgradeOfExceeding(null, object, true, reason, BareTombstones.UNHEARD),
                                true,
                                reason,
                                BareTombstones.UNHEARD)
                        .writeTo(buffer);
            }
        } catch (RefusedException | UnshowableException e) {
            throw new FailedException(id + e.getMessage(), e);
        }
        OneLine.write(buffer.array(), buffer.length(), output);
    }

    private static String id(JsonObject document) {
        String id = document.string(ID);
        return id == null ? "" : "'" + id + "': ";
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
