package io.slipcover.testbed;

import com.fasterxml.jackson.databind.JsonNode;

/** What a server says of itself at {@code /}. */
record Welcome(String product, boolean isCouchDb) {
    /** Asks the server, which has to be there. */
    static Welcome of(CouchClient client) {
        CouchAnswer answer = client.get("/");
        if (answer.status() != 200) {
            throw new IllegalStateException(client.url() + "/: found status " + answer.status() + ", expected 200");
        }
        JsonNode json = answer.json();
        String version = json.path("version").asText("of an unknown version");
        if (json.has("couchdb")) {
            return new Welcome("Apache CouchDB " + version, true);
        }
        if (json.has("express-pouchdb")) {
            return new Welcome("express-pouchdb " + version, false);
        }
        throw new IllegalStateException(client.url() + "/: found " + json + ", expected CouchDB's welcome");
    }
}
