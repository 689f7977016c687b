package io.slipcover.couch;

import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.io.IOException;

/** An answer of CouchDB's that tells an error. */
public final class CouchException extends IOException {
    private static final long serialVersionUID = 1L;

    private static final JsonName ERROR = JsonName.of("error");
    private static final JsonName REASON = JsonName.of("reason");
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY = 429;

    private final int status;

    private CouchException(int status, String message) {
        super(message);
        this.status = status;
    }

    static CouchException of(String method, String path, int status, byte[] body) {
        int query = path.indexOf('?');
        String what = method + " " + (query < 0 ? path : path.substring(0, query));
        return new CouchException(status, "%s: CouchDB answered %d%s".formatted(what, status, told(body)));
    }

    private static String told(byte[] body) {
        try {
            JsonObject answer = JsonObject.parse(body, 0, body.length);
            return " " + answer.string(ERROR) + ": " + answer.string(REASON);
        } catch (JsonFormatException noJson) {
            return "";
        }
    }

    public int status() {
        return status;
    }

    /** Whether the same question may be answered later. */
    boolean mayPass() {
        return status >= SERVER_ERROR || status == TOO_MANY;
    }
}
