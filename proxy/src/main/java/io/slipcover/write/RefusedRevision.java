package io.slipcover.write;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A replicated revision that cannot be upgraded, on its way to the quarantine.
 *
 * @param contentType what the bytes are: {@code application/json}, or {@code multipart/related} with its boundary
 * @param data the document as it came, with the attachments that came with it, in base64
 */
record RefusedRevision(String id, String revision, String contentType, String data, WriteReport report) {
    private static final JsonName ID = JsonName.of("_id");
    private static final JsonName ATTACHMENTS = JsonName.of("_attachments");
    private static final JsonName CONTENT_TYPE = JsonName.of("content_type");
    private static final JsonName DATA = JsonName.of("data");

    /** The bytes that a revision takes in memory besides its data: an estimate, and rather too high than too low. */
    private static final int REVISION_BYTES = 1024;

    /** How many bytes a revision takes in memory that came in so many bytes. */
    static long memoryOf(int bytes) {
        return REVISION_BYTES + (bytes + 2L) / 3 * 4;
    }

    /** How many bytes it takes to send the revision. */
    long memoryToSend() {
        // The document that waits in the quarantine, and its place in the body.
        return 2 * (REVISION_BYTES + (long) data.length());
    }

    /**
     * A refused revision.
     *
     * @param bytes hold what came from 0 to the length
     */
    static RefusedRevision of(
            String id, String revision, String contentType, byte[] bytes, int length, WriteReport report) {
        ByteBuffer data = Base64.getEncoder().encode(ByteBuffer.wrap(bytes, 0, length));
        return new RefusedRevision(
                id, revision, contentType, ISO_8859_1.decode(data).toString(), report);
    }

    /**
     * The document's id in the quarantine. It is a digest of what tells revisions apart, so that a revision that comes again is no second
     * document.
     */
    String quarantineId(String database) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {database, id, revision}) {
                byte[] text = part.getBytes(UTF_8);
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(text.length).flip());
                digest.update(text);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException("every Java has SHA-256", exception);
        }
    }

    /**
     * The document that waits in the quarantine. Everything about the revision stands in one member, and the revision itself is an
     * attachment: so its bytes stay as they came.
     *
     * @param user the name that CouchDB knows the client by, or null
     */
    JsonObject quarantined(QuarantinedWriter writer, @Nullable String user, Instant time) {
        JsonObject about = JsonObject.empty();
        about.add(JsonName.of("database"), JsonSlice.string(writer.database()));
        about.add(JsonName.of("id"), JsonSlice.string(id));
        about.add(JsonName.of("revision"), JsonSlice.string(revision));
        about.add(JsonName.of("release"), JsonSlice.string(writer.release()));
        about.add(JsonName.of("client_version"), JsonSlice.string(writer.clientVersion()));
        about.add(JsonName.of("user"), user == null ? JsonSlice.NULL : JsonSlice.string(user));
        about.add(JsonName.of("time"), JsonSlice.string(time.toString()));
        about.add(JsonName.of("reason"), JsonSlice.string(report.reason()));
        JsonObject attachment = JsonObject.empty();
        attachment.add(CONTENT_TYPE, JsonSlice.string(contentType));
        attachment.add(DATA, JsonSlice.string(data));
        JsonObject attachments = JsonObject.empty();
        attachments.add(JsonName.of("revision"), attachment);
        JsonObject document = JsonObject.empty();
        document.add(ID, JsonSlice.string(quarantineId(writer.database())));
        document.add(JsonName.of("quarantined"), about);
        document.add(ATTACHMENTS, attachments);
        return document;
    }
}
