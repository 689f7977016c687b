package io.slipcover.admin;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.slipcover.route.Target;
import org.jspecify.annotations.Nullable;

/** A question on the admin address. */
public final class AdminQuestion {
    private final String query;
    private final HttpHeaders headers;
    private final byte[] body;

    /**
     * @param query what stands behind the question mark, as it came; the empty string where there is none
     * @param body what was sent with {@code POST}; nothing with {@code GET}. The question owns the bytes
     */
    AdminQuestion(String query, HttpHeaders headers, byte[] body) {
        this.query = query;
        this.headers = headers;
        this.body = body;
    }

    /** What stands behind the question mark, as it came; the empty string where there is none. */
    public String query() {
        return query;
    }

    /** The first value of a parameter behind the question mark; null where there is none. */
    public @Nullable String parameter(String name) {
        return Target.parse("/?" + query).query().first(name);
    }

    /** The header {@code Accept}; the empty string where there is none. */
    public String accept() {
        return headers.get(HttpHeaderNames.ACCEPT, "");
    }

    /** The value of a header; null where there is none. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** What was sent with {@code POST}. The asked resource may change the bytes. */
    public byte[] body() {
        return body;
    }
}
