package io.slipcover.write;

import io.slipcover.envelope.MultipartFormatException;
import io.slipcover.exchange.OwnAnswer;
import io.slipcover.json.JsonFormatException;

/** The answers to clients whose writes Slipcover or CouchDB does not take. */
final class WriteAnswers {
    /** CouchDB's answer to a write that names a revision that is none. */
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

    /** The answer to a replication that is to stop at a refused document. */
    static OwnAnswer stopsReplication(String reason) {
        return new OwnAnswer(500, "migration_failed", reason);
    }
}
