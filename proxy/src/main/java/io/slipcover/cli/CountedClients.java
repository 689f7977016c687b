package io.slipcover.cli;

import io.slipcover.history.Client;
import io.slipcover.history.Counted;
import io.slipcover.report.Family;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the metrics count of clients, for those who record it. */
final class CountedClients {
    private static final String REQUESTS = "slipcover_client_version_requests";
    private static final String LAST_SEEN = "slipcover_client_version_last_seen_timestamp_seconds";

    private CountedClients() {}

    static Map<Client, Counted> of(List<Family> families) {
        Map<Client, Counted> clients = new HashMap<>();
        Map<Client, Double> lastSeen = values(families, LAST_SEEN);
        values(families, REQUESTS).forEach((client, requests) -> {
            Double seconds = lastSeen.get(client);
            Instant last = seconds == null ? Instant.now() : Instant.ofEpochMilli(Math.round(seconds * 1_000));
            clients.put(client, new Counted(requests.longValue(), last));
        });
        return clients;
    }

    private static Map<Client, Double> values(List<Family> families, String name) {
        Map<Client, Double> values = new HashMap<>();
        for (Family family : families) {
            if (family.name().equals(name)) {
                for (Family.Point point : family.points()) {
                    if (point instanceof Family.Value value) {
                        values.put(client(value.labels()), value.value());
                    }
                }
            }
        }
        return values;
    }

    private static Client client(Map<String, String> labels) {
        return new Client(labels.getOrDefault("release", ""), labels.getOrDefault("client_version", Client.OTHER));
    }
}
