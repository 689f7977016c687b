package io.slipcover.history;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * Clients that are counted together: those of one version, which one release serves.
 *
 * @param release the release's name
 * @param version the client's version, {@link #ALL} or {@link #OTHER}
 */
public record Client(String release, String version) implements Comparable<Client> {
    /** In place of a version: the clients of every version. */
    public static final String ALL = "all";

    /** In place of a version, or of a release: all beyond those that have names of their own. */
    public static final String OTHER = "other";

    private static final Comparator<Client> ORDER =
            Comparator.comparing(Client::release).thenComparing(Client::version);

    public Client {
        requireNonNull(release, "release");
        requireNonNull(version, "version");
    }

    Client ofEveryVersion() {
        return new Client(release, ALL);
    }

    @Override
    public int compareTo(Client other) {
        return ORDER.compare(this, other);
    }
}
