package io.slipcover.usage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The requests that the metrics of one Slipcover count, and those of them that have a time. Metrics have a time for each client version of
 * a release. An older Slipcover's metrics have none.
 */
final class TimedRequests {
    /** A client version of a release. */
    private record Client(String release, String version) {}

    private final Map<String, Long> requests = new HashMap<>();
    private final Map<Client, Long> clients = new HashMap<>();
    private final Set<Client> seen = new HashSet<>();
    private final Set<String> seenReleases = new HashSet<>();

    void requests(String release, long number) {
        if (hasRoomFor(release, requests)) {
            requests.merge(release, number, Usage::sum);
        }
    }

    void versionRequests(String release, String version, long number) {
        Client client = new Client(release, version);
        if (hasRoomFor(client, clients)) {
            clients.merge(client, number, Usage::sum);
        }
    }

    void seen(String release, String version) {
        if (seen.size() < Usage.MOST_SPELLINGS) {
            seen.add(new Client(release, version));
            seenReleases.add(release);
        }
    }

    /** The requests without a time, by release. Where there are more names than are held, those of other releases are left out. */
    Map<String, Long> untimed() {
        Map<String, Long> untimed = new HashMap<>();
        requests.forEach((release, number) -> {
            if (!release.isEmpty() && number > 0 && !seenReleases.contains(release)) {
                untimed.put(release, number);
            }
        });
        clients.forEach((client, number) -> {
            if (number > 0 && seenReleases.contains(client.release()) && !seen.contains(client)) {
                untimed.merge(client.release(), number, Usage::sum);
            }
        });
        return untimed;
    }

    private static <K> boolean hasRoomFor(K name, Map<K, Long> held) {
        return held.size() < Usage.MOST_SPELLINGS || held.containsKey(name);
    }
}
