package io.slipcover.report;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The record of the databases in which Slipcover met a document whose version is newer than every version that it knows. A newer Slipcover
 * is at work there, and clients may have been shown such documents by it. So Slipcover looks up the base of every edit in such a database,
 * lest an edit take the place of a document that this Slipcover does not understand. All event loops share the record.
 */
public final class NewerVersions {
    /** Where there are more databases than that, Slipcover takes every database for one of them. */
    private static final int MOST = 10_000;

    private final Set<String> databases = ConcurrentHashMap.newKeySet();

    NewerVersions() {}

    void met(String database) {
        if (databases.size() < MOST) {
            databases.add(database);
        }
    }

    boolean areIn(String database) {
        return !databases.isEmpty() && (databases.contains(database) || databases.size() >= MOST);
    }

    /** Begins anew, because another configuration knows other versions. */
    public void forget() {
        databases.clear();
    }
}
