package io.slipcover.report;

import io.slipcover.document.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A document on the list of stuck documents, with one matter and one reason. Whoever holds the list's lock may use this object. */
final class StuckDocument {
    /** The name of a stuck document on the list. */
    record Key(Matter matter, String database, String id, String reason) {}

    /** What an entry takes in memory besides its texts: an estimate, and rather too high than too low. */
    private static final int ENTRY_BYTES = 400;

    private static final int MOST_RELEASES = 50;

    private final Key key;
    private final Instant firstSeen;
    private final SortedSet<String> releases = new TreeSet<>();
    private @Nullable String revision;
    private Instant lastSeen;
    private long count;

    StuckDocument(Key key, Instant now) {
        this.key = key;
        this.firstSeen = now;
        this.lastSeen = now;
    }

    void seen(@Nullable String ofRevision, String release, Instant now) {
        revision = ofRevision;
        lastSeen = now;
        count++;
        if (releases.size() < MOST_RELEASES) {
            releases.add(release);
        }
    }

    /**
     * Takes a release away whose clients can have the document: the stuck revision or one of a later generation. Gives whether no release
     * is left.
     */
    boolean isWellFor(String release, @Nullable String ofRevision) {
        if (Objects.equals(ofRevision, revision) || generation(ofRevision) > generation(revision)) {
            releases.remove(release);
        }
        return releases.isEmpty();
    }

    private static long generation(@Nullable String revision) {
        return revision == null
                ? 0
                : Revision.parse(revision).map(Revision::generation).orElse(0L);
    }

    /** How many bytes the entry takes in memory, by and large. */
    int bytes() {
        int text = key.database().length() + key.id().length() + key.reason().length();
        return ENTRY_BYTES + 2 * text;
    }

    Key key() {
        return key;
    }

    @Nullable
    String revision() {
        return revision;
    }

    List<String> releases() {
        return List.copyOf(releases);
    }

    Instant firstSeen() {
        return firstSeen;
    }

    Instant lastSeen() {
        return lastSeen;
    }

    long count() {
        return count;
    }
}
