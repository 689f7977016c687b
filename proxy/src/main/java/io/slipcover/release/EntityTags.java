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
 * Entity tags of views: CouchDB's, with a digest of what makes the view behind a tilde. So a tag of one release is none of another, and
 * a changed lens changes the tags of all documents.
 */
public final class EntityTags {
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"([^\"]*)\"");

    private static final AsciiString DESTINATION = AsciiString.cached("Destination");

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

    /** Leaves of {@code If-None-Match} the tags that are this view's, as CouchDB knows them; none of them: no header. */
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

    /** Makes the revision of what a {@code COPY} is to replace, {@code Destination: id?rev=…}, one that CouchDB knows. */
    public static void bareDestination(HttpHeaders headers) {
        String destination = headers.get(DESTINATION);
        int revision = destination == null ? -1 : destination.indexOf('=', destination.indexOf('?') + 1) + 1;
        if (destination != null && destination.indexOf('?') >= 0 && revision > 0) {
            headers.set(
                    DESTINATION, destination.substring(0, revision) + Revision.bare(destination.substring(revision)));
        }
    }

    /** Makes the revision in {@code If-Match} one that CouchDB knows, whichever release's tag it was. */
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
