package io.slipcover.report;

import io.slipcover.document.Obstacle;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What operators have to know of clients' documents: it is counted here, and the log names the documents. A process has one of these,
 * which outlives what is read anew. Shared by all event loops, which count without waiting for each other.
 */
public final class Reports {
    private static final String NOT_SHOWN = "a document cannot be shown";
    private static final String NOT_STORED = "a document was not stored";
    private static final String WITHOUT_BASE = "an edit has no base";

    private final DocumentLog documents;
    private final Map<Tally, LongAdder> tallies = new EnumMap<>(Tally.class);
    private final Map<Series, LongAdder> notShown = new ConcurrentHashMap<>();
    private final Map<Series, LongAdder> notStored = new ConcurrentHashMap<>();

    public Reports() {
        this(new DocumentLog());
    }

    Reports(DocumentLog documents) {
        this.documents = documents;
        for (Tally tally : Tally.values()) {
            tallies.put(tally, new LongAdder());
        }
    }

    /** The log of single documents. */
    public DocumentLog documents() {
        return documents;
    }

    /** A stored document could not be shown to a client of this release. True where the log says so, and did not lately. */
    public boolean notShown(
            String database, @Nullable String id, @Nullable String revision, String release, Obstacle obstacle) {
        count(notShown, obstacle);
        return documents.warn(NOT_SHOWN, database, id, revision, release, obstacle.toString());
    }

    /** What a client of this release wrote was refused, for good or for now. True where the log says so, and did not lately. */
    public boolean notStored(
            String database, @Nullable String id, @Nullable String revision, String release, Obstacle obstacle) {
        count(notStored, obstacle);
        return documents.warn(NOT_STORED, database, id, revision, release, obstacle.toString());
    }

    /**
     * A replicated edit was stored without a base, since the database has none of its ancestors nor any other revision of the document. If
     * the document was made offline in several steps, nothing is missing. If it was made on another server, what the client's release
     * cannot show is missing.
     */
    public void withoutBase(String database, String id, @Nullable String revision, String release) {
        count(Tally.EDITS_WITHOUT_BASE);
        documents.warn(
                WITHOUT_BASE,
                database,
                id,
                revision,
                release,
                "the database has no revision of the document: it was made offline in several steps, or elsewhere");
    }

    public void count(Tally tally) {
        adder(tally).increment();
    }

    public void count(Tally tally, int times) {
        adder(tally).add(times);
    }

    /** What counts this. */
    public LongAdder adder(Tally tally) {
        LongAdder adder = tallies.get(tally);
        if (adder == null) {
            throw new IllegalStateException(tally.name());
        }
        return adder;
    }

    private static void count(Map<Series, LongAdder> counters, Obstacle obstacle) {
        counters.computeIfAbsent(Series.of(obstacle), series -> new LongAdder()).increment();
    }

    /** How often documents could not be shown. */
    public Map<Series, LongAdder> notShown() {
        return Collections.unmodifiableMap(notShown);
    }

    /** How often documents were not stored. */
    public Map<Series, LongAdder> notStored() {
        return Collections.unmodifiableMap(notStored);
    }
}
