package io.slipcover.find;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonFormatException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The place where a page of a query begins. To clients a bookmark is an opaque text, safe in a URL. The text holds a version, the
 * {@linkplain QueryDigest digest} of the query that the bookmark belongs to, and what follows from the page before.
 */
sealed interface Bookmark {
    byte VERSION = 1;
    byte OF_DATABASE = 0;
    byte OF_ORDER = 1;
    byte OF_STAGE = 2;
    int PREFIX = 2 + Long.BYTES;

    /** The beginning of the query. */
    record Start() implements Bookmark {}

    /** The place behind the candidate that CouchDB's own bookmark is about. */
    record OfDatabase(String bookmark) implements Bookmark {
        String encode(QueryDigest query) {
            return Bookmark.encode(query, OF_DATABASE, bookmark.getBytes(UTF_8));
        }
    }

    /**
     * The place behind the candidate that CouchDB's own bookmark is about, in one of several questions that are asked one after the other.
     *
     * @param stage which question
     * @param unserved the questions before it that no index serves
     * @param bookmark CouchDB's bookmark; null: the beginning of that question
     */
    record OfStage(int stage, BitSet unserved, @Nullable String bookmark) implements Bookmark {
        /** Whether this stage exists in a query with so many questions. */
        boolean isOneOf(int questions) {
            return stage >= 0
                    && unserved.length() <= Math.min(stage, questions)
                    && (stage < questions || (stage == questions && !unserved.isEmpty()));
        }

        String encode(QueryDigest query) {
            byte[] bits = unserved.toByteArray();
            byte[] behind = bookmark == null ? new byte[0] : bookmark.getBytes(UTF_8);
            ByteBuffer payload = ByteBuffer.allocate(2 * Short.BYTES + bits.length + behind.length);
            payload.putShort((short) stage)
                    .putShort((short) bits.length)
                    .put(bits)
                    .put(behind);
            return Bookmark.encode(query, OF_STAGE, payload.array());
        }

        static OfStage decode(byte[] payload) {
            ByteBuffer bytes = ByteBuffer.wrap(payload);
            int stage = bytes.getShort();
            byte[] bits = new byte[bytes.getShort()];
            bytes.get(bits);
            byte[] behind = new byte[bytes.remaining()];
            bytes.get(behind);
            return new OfStage(stage, BitSet.valueOf(bits), behind.length == 0 ? null : new String(behind, UTF_8));
        }
    }

    /**
     * The place behind a result, in an order that Slipcover makes.
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
     * Reads the bookmark that a client sends.
     *
     * @param text null or empty: the beginning
     * @throws FindException where the text is no bookmark, or the bookmark of another query
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
                case OF_STAGE -> OfStage.decode(payload);
                case OF_ORDER -> new OfOrder(JsonArray.parse(payload, 0, payload.length));
                default -> throw FindException.invalidBookmark(text);
            };
        } catch (IllegalArgumentException
                | BufferUnderflowException
                | NegativeArraySizeException
                | JsonFormatException exception) {
            throw FindException.invalidBookmark(text);
        }
    }
}
