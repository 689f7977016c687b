package io.slipcover.example.todo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.example.todo.replication.DocumentStore;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/** Something that can be attached to a todo. */
final class Attached {
    /** Text, which CouchDB and Couchbase Lite compress. */
    static final Attached NOTE = new Attached(
            "note.txt", "text/plain", "Brot & Käse\r\n--\r\n".repeat(40).getBytes(UTF_8));

    /** Bytes of every value, more than fit into one chunk. */
    static final Attached PHOTO = new Attached("photo.bin", "application/octet-stream", noise(70_000));

    /** Another one of the same name. */
    static final Attached OTHER_PHOTO = new Attached("photo.bin", "application/octet-stream", noise(30_001));

    static final Attached NOTHING = new Attached("nothing.bin", "application/octet-stream", new byte[0]);

    private final String name;
    private final String type;
    private final byte[] bytes;

    private Attached(String name, String type, byte[] bytes) {
        this.name = name;
        this.type = type;
        this.bytes = bytes;
    }

    /** Bytes by chance. They are compared with themselves alone, so that a failure can be had again without them. */
    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        ThreadLocalRandom.current().nextBytes(noise);
        return noise;
    }

    /** Attaches it to a document that is to be written, in the place of one of the same name. */
    ObjectNode to(ObjectNode document) {
        document.withObjectProperty("_attachments")
                .putObject(name)
                .put("content_type", type)
                .put("data", bytes);
        return document;
    }

    /** Takes it off a document that is to be written. */
    ObjectNode off(ObjectNode document) {
        document.withObjectProperty("_attachments").remove(name);
        return document;
    }

    /** Checks that a revision has these attachments and no other, byte for byte. */
    static void assertOn(DocumentStore store, JsonNode document, Attached... expected) {
        JsonNode found = document.path("_attachments");
        assertThat(found.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(expected).map(each -> each.name).toList());
        for (Attached each : expected) {
            assertThat(found.get(each.name).get("content_type").asText()).isEqualTo(each.type);
            assertThat(store.attachment(
                            document.get("_id").asText(), document.get("_rev").asText(), each.name))
                    .as(each.name)
                    .isEqualTo(each.bytes);
        }
    }
}
