package io.slipcover.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The target that a request's first line names: the segments of its path, and its query. The segments are decoded, and
 * empty segments are left out, so {@code /db/_all%5Fdocs} and {@code /db//_all_docs} are one target.
 */
public record Target(List<String> segments, QueryParameters query) {
    private static final Set<String> DATABASES_OF_COUCHDB = Set.of("_users", "_replicator", "_global_changes");

    /** Reads a target as it came, {@code /path?query} or {@code http://host/path?query}. */
    public static Target parse(String raw) {
        int pathFrom = pathFrom(raw);
        int fragment = raw.indexOf('#', pathFrom);
        int end = fragment < 0 ? raw.length() : fragment;
        int question = raw.indexOf('?', pathFrom);
        int pathTo = question < 0 || question > end ? end : question;
        return new Target(
                segments(raw, pathFrom, pathTo),
                QueryParameters.parse(pathTo == end ? "" : raw.substring(pathTo + 1, end)));
    }

    private static List<String> segments(String raw, int pathFrom, int pathTo) {
        List<String> segments = new ArrayList<>(4);
        int from = pathFrom;
        while (from < pathTo) {
            int slash = raw.indexOf('/', from);
            int to = slash < 0 || slash > pathTo ? pathTo : slash;
            if (to > from) {
                segments.add(Percent.decode(raw, from, to));
            }
            from = to + 1;
        }
        return segments;
    }

    /**
     * The raw target without the characters that have no place in a target, but that some clients send. This method
     * percent-encodes the bytes of these characters, which makes no difference to CouchDB. It returns the raw target
     * itself where there is no such character.
     */
    public static String asciiOnly(String raw) {
        for (int index = 0; index < raw.length(); index++) {
            if (!Percent.isVisible(raw.charAt(index))) {
                return Percent.encodeBytes(raw);
            }
        }
        return raw;
    }

    /**
     * The raw target without a scheme and a host, as a server that is no proxy gets it (RFC 9112, section 3.2). Two
     * readers of {@code http://host/path} might find the path at different places. So CouchDB never gets such a target.
     */
    public static String originForm(String raw) {
        if (raw.startsWith("/") || raw.equals("*")) {
            return raw;
        }
        int from = raw.indexOf("://") + 3;
        while (from < raw.length() && "/?#".indexOf(raw.charAt(from)) < 0) {
            from++;
        }
        String behindHost = raw.substring(from);
        return behindHost.startsWith("/") ? behindHost : "/" + behindHost;
    }

    private static int pathFrom(String raw) {
        return raw.startsWith("/") ? 0 : raw.length() - originForm(raw).length();
    }

    /** Whether the target asks for changes as they happen. */
    public boolean isFeed() {
        boolean changes = segment(1).equals("_changes") || segment(0).equals("_db_updates");
        String feed = changes ? query.last("feed") : null;
        return feed != null && !feed.equals("normal");
    }

    /** The name of the database that the target is about; the empty string where it is about the server. */
    public String database() {
        String first = segment(0);
        return first.startsWith("_") && !DATABASES_OF_COUCHDB.contains(first) ? "" : first;
    }

    /** Whether the target asks whether the server serves clients. */
    public boolean asksWhetherUp() {
        return segments.size() == 1 && segment(0).equals("_up");
    }

    /** The raw target with another name in place of the segment at this place. */
    static String withSegment(String raw, int segment, String name) {
        int from = pathFrom(raw);
        int count = -1;
        while (true) {
            while (raw.charAt(from) == '/') {
                from++;
            }
            count++;
            int to = from;
            while (to < raw.length() && "/?#".indexOf(raw.charAt(to)) < 0) {
                to++;
            }
            if (count == segment) {
                return raw.substring(0, from) + Percent.encode(name) + raw.substring(to);
            }
            from = to;
        }
    }

    /** The first segment of a raw target's path, with a slash before it, in the spelling in which it came. */
    public static String rawDatabase(String raw) {
        int from = pathFrom(raw);
        while (from < raw.length() && raw.charAt(from) == '/') {
            from++;
        }
        int to = from;
        while (to < raw.length() && "/?#".indexOf(raw.charAt(to)) < 0) {
            to++;
        }
        return "/" + raw.substring(from, to);
    }

    /** The segment at this place; the empty string where the path has fewer segments. */
    String segment(int index) {
        return index < segments.size() ? segments.get(index) : "";
    }
}
