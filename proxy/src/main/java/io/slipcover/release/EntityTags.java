package io.slipcover.release;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.slipcover.document.Revision;
import io.slipcover.upstream.InPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entity tags of a release's views. A tag is CouchDB's tag, a tilde, and a digest of what makes the view. So the
 * tag of one release is no tag of another release, and a changed lens changes the tags of all documents.
 */
public final class EntityTags {
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"([^\"]*)\"");

    private static final AsciiString DESTINATION = AsciiString.cached("Destination");

    /** What stands behind the tag of an answer that was compressed. */
    private static final String COMPRESSED = "-gzip\"";

    private final String suffix;

    EntityTags(String digest) {
        this.suffix = "~" + digest;
    }

    /** Puts the suffix behind the tag of an answer. */
    void mark(HttpHeaders headers) {
        String tag = headers.get(HttpHeaderNames.ETAG);
        if (tag != null && tag.endsWith("\"")) {
            InPlace.set(headers, HttpHeaderNames.ETAG, tag.substring(0, tag.length() - 1) + suffix + "\"");
        }
    }

    /**
     * Leaves in {@code If-None-Match} only the tags of this view, in the form that CouchDB knows. Without such a tag
     * the header goes.
     */
    public void unmarkIfNoneMatch(HttpHeaders headers) {
        if (!headers.contains(HttpHeaderNames.IF_NONE_MATCH)) {
            return;
        }
        String tags = String.join(",", headers.getAll(HttpHeaderNames.IF_NONE_MATCH));
        if (tags.strip().equals("*")) {
            return;
        }
        List<String> own = new ArrayList<>();
        for (Matcher matcher = TAG.matcher(tags); matcher.find(); ) {
            String tag = matcher.group(1);
            if (tag.endsWith(suffix)) {
                own.add("\"" + tag.substring(0, tag.length() - suffix.length()) + "\"");
            }
        }
        if (own.isEmpty()) {
            headers.remove(HttpHeaderNames.IF_NONE_MATCH);
        } else {
            headers.set(HttpHeaderNames.IF_NONE_MATCH, String.join(", ", own));
        }
    }

    /** Marks the tag of an answer that is compressed, because its bytes are others than those of the plain answer. */
    public static void markCompressed(HttpHeaders headers) {
        String tag = headers.get(HttpHeaderNames.ETAG);
        if (tag != null && tag.endsWith("\"")) {
            InPlace.set(headers, HttpHeaderNames.ETAG, compressed(tag));
        }
    }

    /** Marks the tag of an answer without a body where the client has named the compressed answer of that tag. */
    public static void markCompressed(HttpHeaders headers, String named) {
        String tag = headers.get(HttpHeaderNames.ETAG);
        if (tag != null && tag.endsWith("\"") && named.contains(compressed(tag))) {
            InPlace.set(headers, HttpHeaderNames.ETAG, compressed(tag));
        }
    }

    private static String compressed(String tag) {
        return tag.substring(0, tag.length() - 1) + COMPRESSED;
    }

    /**
     * Takes the mark of compressed answers off the tags in {@code If-None-Match}, because CouchDB does not know the mark. Gives the tags as
     * they were; the empty string where there was no such tag.
     */
    public static String plainIfNoneMatch(HttpHeaders headers) {
        String tags = String.join(", ", headers.getAll(HttpHeaderNames.IF_NONE_MATCH));
        if (!tags.contains(COMPRESSED)) {
            return "";
        }
        headers.set(HttpHeaderNames.IF_NONE_MATCH, tags.replace(COMPRESSED, "\""));
        return tags;
    }

    /** Takes the mark of compressed answers off the revision in {@code If-Match}. */
    public static void plainIfMatch(HttpHeaders headers) {
        String tag = headers.get(HttpHeaderNames.IF_MATCH);
        if (tag != null && tag.contains(COMPRESSED)) {
            headers.set(HttpHeaderNames.IF_MATCH, tag.replace(COMPRESSED, "\""));
        }
    }

    /**
     * Takes the suffix off the revision that a {@code COPY} replaces, {@code Destination: id?rev=…}, so that CouchDB
     * knows the revision.
     */
    public static void bareDestination(HttpHeaders headers) {
        String destination = headers.get(DESTINATION);
        int revision = destination == null ? -1 : destination.indexOf('=', destination.indexOf('?') + 1) + 1;
        if (destination != null && destination.indexOf('?') >= 0 && revision > 0) {
            headers.set(
                    DESTINATION, destination.substring(0, revision) + Revision.bare(destination.substring(revision)));
        }
    }

    /**
     * Takes the suffix off the revision in {@code If-Match}, whichever release it comes from, so that CouchDB knows the
     * revision.
     */
    public static void bareIfMatch(HttpHeaders headers) {
        String match = headers.get(HttpHeaderNames.IF_MATCH);
        if (match != null && !match.strip().equals("*")) {
            String bare = Revision.bare(match);
            if (!bare.equals(match) && !match.equals("\"" + bare + "\"")) {
                headers.set(HttpHeaderNames.IF_MATCH, "\"" + bare + "\"");
            }
        }
    }
}
