package io.slipcover.testbed;

import com.fasterxml.jackson.databind.JsonNode;

/** An error that PouchDB told: the error of a method, or the error that ended a replication. */
public final class PouchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String name;
    private final String reason;
    private final transient Replication replication;

    PouchException(JsonNode error) {
        super(error.path("status").asText() + " " + error.path("name").asText() + ": "
                + error.path("reason").asText());
        this.status = error.path("status").asInt();
        this.name = error.path("name").asText();
        this.reason = error.path("reason").asText();
        this.replication = Replication.of(error.path("result"));
    }

    /** CouchDB's status, such as 409; 0 where the error has no status. */
    public int status() {
        return status;
    }

    /** What CouchDB calls the error, such as {@code conflict}. */
    public String name() {
        return name;
    }

    public String reason() {
        return reason;
    }

    /** How far the replication came that this error ended. */
    public Replication replication() {
        return replication;
    }
}
