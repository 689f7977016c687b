package io.slipcover.find;

import java.util.Set;

/** The meaning of CouchDB's refusals to answer a question. */
final class CouchRefusal {
    private static final Set<String> NO_INDEX = Set.of("no_usable_index", "invalid_index");

    private CouchRefusal() {}

    /** Whether CouchDB refuses because no index serves the question, or has its order. */
    static boolean isForWantOfAnIndex(int status, String error) {
        return status == 400 && NO_INDEX.contains(error);
    }

    /** Whether CouchDB refuses because it does not know {@code allow_fallback}. */
    static boolean isOfAnUnknownOption(int status, String error) {
        return status == 400 && error.equals("invalid_key");
    }
}
