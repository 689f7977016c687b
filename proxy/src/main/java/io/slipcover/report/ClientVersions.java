package io.slipcover.report;

import io.slipcover.catalog.ClientVersion;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names by which requests are counted for each client version. The first versions have names of their own, and all later ones share a
 * name, because clients may make up as many versions as they like. All event loops share this object.
 */
final class ClientVersions {
    /** The most versions that have names of their own. */
    static final int MOST = 50;

    static final String OTHER = "other";

    /** The most spellings of versions that are remembered. */
    private static final int MOST_SPELLINGS = 1_000;

    private final Set<String> own = ConcurrentHashMap.newKeySet();
    private final Map<String, String> bySpelling = new ConcurrentHashMap<>();

    /** The name for a version in the spelling in which a client told it. */
    String name(String told) {
        String known = bySpelling.get(told);
        if (known != null) {
            return known;
        }
        String name = named(told);
        if (bySpelling.size() < MOST_SPELLINGS) {
            bySpelling.put(told, name);
        }
        return name;
    }

    private synchronized String named(String told) {
        String version = ClientVersion.parse(told).toString();
        return own.contains(version) || (own.size() < MOST && own.add(version)) ? version : OTHER;
    }
}
