package io.slipcover.route;

import java.util.List;
import java.util.Set;

/**
 * The answers that may travel compressed: documents, rows, changes and what is said of many documents at once. All else stays as it is. That
 * an attachment compresses well CouchDB knows itself, and the length of a compressed answer tells something of what stands in it, so answers
 * about sessions, users, rights and nodes are never compressed.
 */
public final class Compressible {
    private static final Set<String> OF_DATABASE = Set.of(
            "_all_docs",
            "_design_docs",
            "_changes",
            "_bulk_get",
            "_bulk_docs",
            "_find",
            "_explain",
            "_revs_diff",
            "_missing_revs");

    private static final Set<String> WITH_QUERIES = Set.of("_all_docs", "_design_docs");
    private static final Set<String> OF_DESIGN = Set.of("_view", "_search", "_nouveau");

    private Compressible() {}

    /** Whether the target's answer may be compressed, as far as the target tells. */
    public static boolean is(Target target) {
        List<String> segments = target.segments();
        if (segments.size() < 2 || target.segment(0).startsWith("_")) {
            return false;
        }
        return target.segment(1).equals("_partition") ? isBelow(segments, 3) : isBelow(segments, 1);
    }

    private static boolean isBelow(List<String> segments, int at) {
        if (segments.size() <= at) {
            return false;
        }
        String first = segments.get(at);
        int behind = segments.size() - at - 1;
        if (first.equals("_design")) {
            return behind == 1 || (behind > 2 && OF_DESIGN.contains(segments.get(at + 2)));
        }
        if (!first.startsWith("_")) {
            return behind == 0;
        }
        return behind == 0
                ? OF_DATABASE.contains(first)
                : behind == 1
                        && WITH_QUERIES.contains(first)
                        && segments.get(at + 1).equals("queries");
    }
}
