package io.slipcover.testbed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/** An answer of a server, with its whole body. */
public record CouchAnswer(int status, HttpHeaders headers, String body) {
    /** The body as JSON. */
    public JsonNode json() {
        try {
            return CouchClient.JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException("found '" + body + "', expected JSON", notJson);
        }
    }

    /** The first value of a header, or the empty string. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** This answer, if its status says success; otherwise an exception. */
    public CouchAnswer orThrow() {
        if (status < 200 || status > 299) {
            throw new IllegalStateException("found status " + status + " and " + body.strip() + ", expected success");
        }
        return this;
    }
}
