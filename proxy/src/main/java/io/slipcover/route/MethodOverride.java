package io.slipcover.route;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Set;

/**
 * The method that a POST may pretend to be, as CouchDB reads it: to the letter, before any {@code ;}, and only where it is said once.
 * It is read once, and CouchDB never sees the header, so that there is no reading of it that CouchDB and Slipcover could differ in.
 */
public final class MethodOverride {
    private static final AsciiString HEADER = AsciiString.cached("x-http-method-override");
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "TRACE", "CONNECT", "COPY");

    private MethodOverride() {}

    /**
     * Takes the header away.
     *
     * @param method the method of the request's first line
     * @return the method that is meant; GET for HEAD, since the client of a POST waits for a body
     */
    public static String take(String method, HttpHeaders headers) {
        List<String> said = headers.getAll(HEADER);
        if (said.isEmpty()) {
            return method;
        }
        headers.remove(HEADER);
        if (!method.equals("POST") || said.size() > 1) {
            return method;
        }
        String value = said.get(0).strip();
        int end = value.indexOf(';');
        String wanted = end < 0 ? value : value.substring(0, end);
        if (!METHODS.contains(wanted)) {
            return method;
        }
        return wanted.equals("HEAD") ? "GET" : wanted;
    }
}
