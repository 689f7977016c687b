package io.slipcover.admin;

/**
 * An answer on the admin address.
 *
 * @param type the media type of the body
 */
public record AdminAnswer(int status, String type, String body) {
    private static final String JSON = "application/json";

    /** An answer in JSON. The text gets a line break at its end. */
    public static AdminAnswer json(int status, String text) {
        return new AdminAnswer(status, JSON, text + "\n");
    }

    /** An answer in the shape of CouchDB's errors. Neither text may need escapes in JSON. */
    static AdminAnswer error(int status, String error, String reason) {
        return json(status, "{\"error\":\"" + error + "\",\"reason\":\"" + reason + "\"}");
    }
}
