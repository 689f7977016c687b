package io.slipcover.find;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonFormatException;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a query begins. To clients it is an opaque text, safe in a URL: a version, the {@linkplain QueryDigest digest} of the
 * query that it belongs to, and what follows from the page before.
 */
sealed interface Bookmark {
    byte VERSION = 1;
    byte OF_DATABASE = 0;
    byte OF_ORDER = 1;
    int PREFIX = 2 + Long.BYTES;

    /** At the beginning. */
    record Start() implements Bookmark {}

    /** Behind the candidate that CouchDB's own bookmark is about. */
    record OfDatabase(String bookmark) implements Bookmark {
        String encode(QueryDigest query) {
            return Bookmark.encode(query, OF_DATABASE, bookmark.getBytes(UTF_8));
        }
    }

    /**
     * Behind a result, in an order that Slipcover makes.
     *
     * @param place the result's place in that order
     */
    record OfOrder(JsonArray place) implements Bookmark {
        String encode(QueryDigest query) {
            return Bookmark.encode(query, OF_ORDER, place.toBytes());
        }
    }

    private static String encode(QueryDigest query, byte kind, byte[] payload) {
        ByteBuffer bytes = ByteBuffer.allocate(PREFIX + payload.length);
        bytes.put(VERSION).put(kind).putLong(query.value()).put(payload);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /**
     * The bookmark that a client sends.
     *
     * @param text null or empty: the beginning
     * @throws FindException where it is none, or none of this query
     */
    static Bookmark decode(@Nullable String text, QueryDigest query) {
        if (text == null || text.isEmpty()) {
            return new Start();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() <= PREFIX || bytes.get() != VERSION) {
                throw FindException.invalidBookmark(text);
            }
            byte kind = bytes.get();
            if (bytes.getLong() != query.value()) {
                throw FindException.invalidBookmark(text);
            }
            byte[] payload = new byte[bytes.remaining()];
            bytes.get(payload);
            return switch (kind) {
                case OF_DATABASE -> new OfDatabase(new String(payload, UTF_8));
                case OF_ORDER -> new OfOrder(JsonArray.parse(payload, 0, payload.length));
                default -> throw FindException.invalidBookmark(text);
            };
        } catch (IllegalArgumentException | JsonFormatException exception) {
            throw FindException.invalidBookmark(text);
        }
    }
}
