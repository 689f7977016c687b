package io.slipcover.release;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.slipcover.upstream.InPlace;
import org.jspecify.annotations.Nullable;

/** The headers of answers that depend on the client's release. */
public final class ReleaseHeaders {
    private final String vary;
    private final @Nullable EntityTags tags;
    private final @Nullable Deprecation deprecation;

    private ReleaseHeaders(String vary, @Nullable EntityTags tags, @Nullable Deprecation deprecation) {
        this.vary = vary;
        this.tags = tags;
        this.deprecation = deprecation;
    }

    /** The headers of an answer to a client whose release is not known. */
    public static ReleaseHeaders unknown(String vary) {
        return new ReleaseHeaders(vary, null, null);
    }

    /** The headers of an answer in the shape of a release. */
    static ReleaseHeaders of(String vary, EntityTags tags, Deprecation deprecation) {
        return new ReleaseHeaders(vary, tags, deprecation);
    }

    /** The headers of an answer to a client of a release, where the answer has the bytes that are stored. */
    static ReleaseHeaders verbatim(String vary, Deprecation deprecation) {
        return new ReleaseHeaders(vary, null, deprecation);
    }

    public void apply(HttpHeaders headers) {
        addToList(headers, HttpHeaderNames.VARY, vary);
        if (tags != null) {
            tags.mark(headers);
        }
        if (deprecation != null) {
            deprecation.apply(headers);
            if (headers.contains(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN)) {
                addToList(headers, HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, Deprecation.NAMES);
            }
        }
    }

    /** Adds an element to a header that is a list, in one line. */
    public static void addToList(HttpHeaders headers, CharSequence name, String element) {
        InPlace.set(
                headers,
                name,
                headers.contains(name) ? String.join(", ", headers.getAll(name)) + ", " + element : element);
    }
}
