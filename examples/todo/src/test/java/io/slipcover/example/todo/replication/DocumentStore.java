package io.slipcover.example.todo.replication;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** A database with documents, revisions and attachments, whoever keeps it. */
public interface DocumentStore {
    /** The leaf of a document that wins, with its {@code _id} and {@code _rev}; empty where there is none that is not deleted. */
    Optional<JsonNode> winner(String id);

    /** All leaves of a document by their revisions, deleted ones with {@code "_deleted": true}. */
    Map<String, JsonNode> leaves(String id);

    /** The bytes of an attachment of one revision. */
    byte[] attachment(String id, String revision, String name);

    /**
     * Writes a document.
     *
     * @param document with its {@code _id}, with the {@code _rev} it follows unless it is new, and with all its {@code _attachments}:
     *     those that stay as stubs, new ones with their {@code content_type} and {@code data}
     * @return the new revision
     */
    String put(ObjectNode document);

    /** Deletes a leaf of a document; gives the tombstone's revision. */
    String remove(String id, String revision);
}
