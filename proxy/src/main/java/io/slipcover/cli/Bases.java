package io.slipcover.cli;

import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stored documents that edits start from, by their ids. A single stored document is also the base of an edit that has no id, and without
 * an id of its own it is the base of every edit. Several threads may look bases up.
 */
final class Bases {
    private static final JsonName ID = JsonName.of("_id");

    private final Map<String, byte[]> byId;

    /** The only document; null where there are several. */
    private final byte @Nullable [] single;

    private Bases(Map<String, byte[]> byId, byte @Nullable [] single) {
        this.byId = byId;
        this.single = single;
    }

    /** An edit whose base is not among these. A base that is not there is never taken for no base. */
    static final class MissingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MissingException(String message) {
            super(message, null, false, false);
        }
    }

    /** Stored documents that cannot be read; the message says why, and in which line. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(long line, String message) {
            super(line + ": " + message, null, false, false);
        }
    }

    /**
     * Reads all stored documents of a stream.
     *
     * @param deepest how deep a document may nest
     */
    static Bases read(JsonStream stream, int deepest) throws IOException, UnreadableException {
        Map<String, byte[]> byId = new HashMap<>();
        byte[] single = null;
        boolean withoutId = false;
        try {
            while (stream.next()) {
                byte[] document = stream.value();
                if (document[0] != '{') {
                    throw new UnreadableException(stream.line(), "expected a document, which is an object");
                }
                if (stream.depth() > deepest) {
                    throw new UnreadableException(
                            stream.line(), "the document nests deeper than %d levels".formatted(deepest));
                }
                String id = JsonObject.ofValidated(document, 0, document.length).string(ID);
                withoutId |= id == null;
                single = stream.number() == 1 ? document : null;
                if (stream.number() > 1 && withoutId) {
                    throw new UnreadableException(stream.line(), "expected an _id in each of several documents");
                }
                if (id != null && byId.put(id, document) != null) {
                    throw new UnreadableException(stream.line(), "'" + id + "' stands here a second time");
                }
            }
        } catch (JsonFormatException e) {
            throw new UnreadableException(stream.line(), e.problem());
        }
        return new Bases(byId, single);
    }

    /**
     * The base of an edit.
     *
     * @throws MissingException where there is none
     */
    JsonObject of(JsonObject edit) {
        String id = edit.string(ID);
        byte[] found = id == null ? null : byId.get(id);
        if (found == null && single != null && (id == null || byId.isEmpty())) {
            found = single;
        }
        if (found == null) {
            throw new MissingException(
                    id == null
                            ? "it has no _id, so its base cannot be told"
                            : "its base is not among the stored documents");
        }
        return JsonObject.ofValidated(found, 0, found.length);
    }
}
