package io.slipcover.route;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Set;

/**
 * The header that lets a POST pretend to be another method. Slipcover reads it as CouchDB does: to the letter, before
 * any {@code ;}, and only where it stands once. CouchDB never sees the header, so Slipcover and CouchDB cannot read it
 * in two ways.
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
     * @return the method that the client means; GET for HEAD, because the client of a POST waits for a body
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
