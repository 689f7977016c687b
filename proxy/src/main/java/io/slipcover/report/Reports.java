package io.slipcover.report;

import io.slipcover.document.Obstacle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reports to operators: this object counts what happens, and the log names the documents that it happens to. A process has
 * one such object, and the object outlives a new reading of the configuration. All event loops share it, and count
 * without waiting for each other.
 */
public final class Reports {
    private static final Logger LOGGER = LoggerFactory.getLogger(Reports.class);

    private static final long OUT_OF_MEMORY_SILENCE = TimeUnit.HOURS.toNanos(1);

    private final DocumentLog documents;
    private final FaultLog faults = new FaultLog();
    private final StuckDocuments stuck = new StuckDocuments();
    private final NewerVersions newerVersions = new NewerVersions();

    /** When the log told that the memory did not suffice, by {@link System#nanoTime}; 0: it never did. */
    private final AtomicLong outOfMemoryTold = new AtomicLong();

    private final Map<Tally, LongAdder> tallies = new EnumMap<>(Tally.class);
    private final Map<Series, LongAdder> notShown = new ConcurrentHashMap<>();
    private final Map<Series, LongAdder> notStored = new ConcurrentHashMap<>();

    private volatile @Nullable AccessLog accessLog;
    private final ClientVersions versions = new ClientVersions();
    private final List<LoopCounts> loops = new CopyOnWriteArrayList<>();
    private final List<Family.Source> sources = new CopyOnWriteArrayList<>();

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

    /** The log of faults. */
    public FaultLog faults() {
        return faults;
    }

    /** The record of the databases with documents of versions that are newer than all that are known. */
    public NewerVersions newerVersions() {
        return newerVersions;
    }

    /** The list of documents that are stuck. */
    public StuckDocuments stuck() {
        return stuck;
    }

    /** Names a document in the log and on the list. Gives whether the log now says so. */
    private boolean name(
            Matter matter,
            String database,
            @Nullable String id,
            @Nullable String revision,
            String release,
            String reason) {
        stuck.add(matter, database, id, revision, release, reason);
        return documents.warn(matter.message(), database, id, revision, release, reason);
    }

    /**
     * Reports that a stored document could not be shown to a client of this release. Gives whether the log now says so;
     * it does not if it said so lately.
     */
    public boolean notShown(
            String database, @Nullable String id, @Nullable String revision, String release, Obstacle obstacle) {
        count(notShown, obstacle);
        return name(Matter.NOT_SHOWN, database, id, revision, release, obstacle.toString());
    }

    /**
     * Reports that a document which a client of this release wrote was refused, for good or for now. Gives whether the
     * log now says so; it does not if it said so lately.
     */
    public boolean notStored(
            String database, @Nullable String id, @Nullable String revision, String release, Obstacle obstacle) {
        count(notStored, obstacle);
        return name(Matter.NOT_STORED, database, id, revision, release, obstacle.toString());
    }

    /**
     * Reports that a replicated edit was stored without a base: the database has no ancestor of the edit and no other
     * revision of the document. If somebody made the document offline in several steps, nothing is missing. If the
     * document comes from another server, the stored document lacks what the client's release cannot show.
     */
    public void withoutBase(String database, String id, @Nullable String revision, String release) {
        count(Tally.EDITS_WITHOUT_BASE);
        name(
                Matter.WITHOUT_BASE,
                database,
                id,
                revision,
                release,
                "the database has no revision of the document: it was made offline in several steps, or elsewhere");
    }

    /**
     * Reports that a deletion which has members of its own was shown without them, because its lens does not accept them.
     */
    public void shownBare(
            String database, @Nullable String id, @Nullable String revision, String release, Obstacle obstacle) {
        count(Tally.TOMBSTONES_SHOWN_BARE);
        name(Matter.SHOWN_BARE, database, id, revision, release, obstacle.toString());
    }

    /** Reports that a deletion which a client wrote was stored without its members. */
    public void storedBare(
            String database, @Nullable String id, @Nullable String revision, String release, Obstacle obstacle) {
        count(Tally.TOMBSTONES_STORED_BARE);
        name(Matter.STORED_BARE, database, id, revision, release, obstacle.toString());
    }

    /** Reports that a replicated revision which could not be led up waits in the quarantine database. */
    public void quarantined(
            String database, @Nullable String id, @Nullable String revision, String release, Obstacle obstacle) {
        count(Tally.QUARANTINED);
        name(Matter.QUARANTINED, database, id, revision, release, obstacle.toString());
    }

    /** A request ended since the memory did not suffice. The log says so once an hour. */
    public void outOfMemory() {
        count(Tally.OUT_OF_MEMORY);
        long now = System.nanoTime();
        long before = outOfMemoryTold.get();
        if ((before == 0 || now - before > OUT_OF_MEMORY_SILENCE) && outOfMemoryTold.compareAndSet(before, now | 1)) {
            LOGGER.atError()
                    .addKeyValue("heapBytes", Runtime.getRuntime().maxMemory())
                    .log("out of memory: requests end with 503; JAVA_OPTS=-Xmx gives the program more");
        }
    }

    public void count(Tally tally) {
        adder(tally).increment();
    }

    public void count(Tally tally, int times) {
        adder(tally).add(times);
    }

    /** The counter of this tally. */
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

    /** Has a line written for each request from now on. */
    public void log(AccessLog to) {
        accessLog = to;
        add(() -> List.of(Family.of(
                "slipcover_access_log_dropped",
                Family.Kind.COUNTER,
                "Lines of the access log that were dropped, because the disk did not keep up or the log could not be written.",
                (double) to.dropped())));
    }

    /** The log of requests; null: none. */
    public @Nullable AccessLog accessLog() {
        return accessLog;
    }

    /** What one more event loop counts. */
    public LoopCounts newLoop() {
        LoopCounts counts = new LoopCounts(versions);
        loops.add(counts);
        return counts;
    }

    /** Has these numbers told together with those that are counted here. */
    public void add(Family.Source source) {
        sources.add(source);
    }

    /** Everything that is counted and measured, as it is now. */
    public List<Family> families() {
        List<Family> families = new ArrayList<>();
        tallies.forEach((tally, count) ->
                families.add(Family.of(tally.metric(), Family.Kind.COUNTER, tally.help(), (double) count.sum())));
        families.add(Series.family(
                "slipcover_documents_not_shown",
                "Times that a stored document could not be shown to a client, each client and each try counted.",
                notShown));
        families.add(Series.family(
                "slipcover_documents_not_stored",
                "Times that a written document was not stored, since it could not be led up, each try counted.",
                notStored));
        families.addAll(LoopFamilies.of(loops));
        sources.forEach(source -> families.addAll(source.families()));
        return families;
    }
}
