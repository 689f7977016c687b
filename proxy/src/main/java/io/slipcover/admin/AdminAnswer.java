package io.slipcover.admin;

import java.util.Map;

/**
 * An answer on the admin address.
 *
 * @param type the media type of the body
 * @param headers what the head says besides the type and the length
 */
public record AdminAnswer(int status, String type, String body, Map<String, String> headers) {
    private static final String JSON = "application/json";

    public AdminAnswer {
        headers = Map.copyOf(headers);
    }

    /** An answer without headers of its own. */
    public AdminAnswer(int status, String type, String body) {
        this(status, type, body, Map.of());
    }

    /** An answer in JSON. The text gets a line break at its end. */
    public static AdminAnswer json(int status, String text) {
        return new AdminAnswer(status, JSON, text + "\n");
    }

    /** An answer in the shape of CouchDB's errors. Neither text may need escapes in JSON. */
    static AdminAnswer error(int status, String error, String reason) {
        return json(status, "{\"error\":\"" + error + "\",\"reason\":\"" + reason + "\"}");
    }

    /** The same answer with this header alone. */
    AdminAnswer with(String header, String value) {
        return new AdminAnswer(status, type, body, Map.of(header, value));
    }
}
