package io.slipcover.testbed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/** What a server answered, its body whole. */
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

    /** This answer, where it is one of success. */
    public CouchAnswer orThrow() {
        if (status < 200 || status > 299) {
            throw new IllegalStateException("found status " + status + " and " + body.strip() + ", expected success");
        }
        return this;
    }
}
