package io.slipcover.write;

import io.slipcover.envelope.MultipartFormatException;
import io.slipcover.exchange.OwnAnswer;
import io.slipcover.json.JsonFormatException;

/** What clients are told whose writes are not taken. */
final class WriteAnswers {
    /** What CouchDB says of a write that names a revision that is none. */
    static final OwnAnswer UNREADABLE_REVISION = new OwnAnswer(400, "bad_request", "Invalid rev format");

    private WriteAnswers() {}

    static OwnAnswer notJson(JsonFormatException cause) {
        return new OwnAnswer(400, "bad_request", "invalid UTF-8 JSON: " + cause.getMessage());
    }

    static OwnAnswer notInParts(MultipartFormatException cause) {
        return new OwnAnswer(400, "bad_request", String.valueOf(cause.getMessage()));
    }

    static OwnAnswer tooLarge(int maximumDocument) {
        return new OwnAnswer(413, "document_too_large", "more than " + maximumDocument + " bytes");
    }

    /** A document is refused in a replication that is to stop at such a document. */
    static OwnAnswer stopsReplication(String reason) {
        return new OwnAnswer(500, "migration_failed", reason);
    }
}
