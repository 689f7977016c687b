package io.slipcover.benchmarks.compare;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A load: what clients ask of each candidate, and the unit of the figures. */
enum Load {
    GET("get", "GET of a 1 kB document", "requests/s", Stage.FILES, Candidates.ALL_BUT_TUNED_WITH_JDK_25, Tool.WRK),
    CHANGES("changes", "_changes?include_docs=true, 20 MB", "MB/s", Stage.FILES, Candidates.WITH_JDK_25),
    BULK_GET("bulk-get", "_bulk_get of 100 documents", "requests/s", Stage.FILES, Candidates.ALL),
    BULK_DOCS("bulk-docs", "_bulk_docs of 1,000 new documents", "ms", Stage.FILES, Candidates.ALL, Tool.LUA),
    BULK_DOCS_BASES(
            "bulk-docs-bases",
            "_bulk_docs of 1,000 edits",
            "ms",
            Stage.FILES,
            Candidates.WITHOUT_THOSE_THAT_KNOW_NO_BASES,
            Tool.LUA),
    ATTACHMENT("attachment", "attachment of 100 MB", "MB/s", Stage.FILES, Candidates.ALL),
    TLS("tls", "GET of a 1 kB document over TLS 1.3", "requests/s", Stage.FILES, Candidates.ENCRYPTED, Tool.WRK),
    LATENCY(
            "latency",
            "GET of a 1 kB document at half load, 99th percentile",
            "µs",
            Stage.FILES,
            Candidates.LATENCY,
            Tool.WRK),
    STARTUP("startup", "From exec to the first answered request", "s", Stage.FILES, Candidates.STARTED),
    MEMORY("memory", "Most memory, with -Xmx48m, for _changes of 400 MB", "MB", Stage.FILES, Candidates.SMALL),
    FEED_MEMORY("feed-memory", "Memory for each of 5,000 idle feeds", "kB", Stage.FEEDS, Candidates.SMALL),
    FEED_LATENESS(
            "feed-lateness",
            "5,000 idle feeds, a change of one every 2 ms: until it is there",
            "ms",
            Stage.FEEDS,
            Candidates.WITH_FEEDS,
            Points.PERCENTILES),
    FEED_BROADCAST(
            "feed-broadcast",
            "5,000 idle feeds, one change for all: until it is there",
            "ms",
            Stage.FEEDS,
            Candidates.WITH_FEEDS,
            Points.PERCENTILES),
    GROWTH_SIZE(
            "growth-size",
            "_changes?include_docs=true, 20 MB, by the size of its documents",
            "MB/s",
            Stage.FILES,
            Candidates.STREAMED,
            new Points("bytes of a document", 300, 1_000, 10_000, 100_000)),
    GROWTH_CONNECTIONS(
            "growth-connections",
            "GET of a 1 kB document, by the number of connections",
            "requests/s",
            Stage.FILES,
            Candidates.CONNECTED,
            new Points("connections", 1, 8, 32, 128, 512),
            Tool.WRK),
    GROWTH_STREAMS(
            "growth-streams",
            "_changes?include_docs=true, 20 MB each, by the number of connections",
            "MB/s",
            Stage.FILES,
            Candidates.STREAMED_ON_CONNECTIONS,
            new Points("connections", 1, 2, 4)),
    COUCH_BULK_DOCS(
            "couch-bulk-docs", "CouchDB: _bulk_docs of 1,000 edits", "ms", Stage.COUCHDB, Candidates.ON_COUCHDB),
    FIND_MIXED(
            "find-mixed",
            "CouchDB: _find of 25 of 100,000 documents by an index on a renamed member, half of them of an older shape",
            "ms",
            Stage.COUCHDB,
            Candidates.FINDING_MIXED),
    FIND_MIGRATED(
            "find-migrated",
            "CouchDB: _find of 25 of 100,000 documents by an index on a renamed member, all of the newest shape",
            "ms",
            Stage.COUCHDB,
            Candidates.FINDING_MIGRATED),
    POUCH_PULL(
            "pouch-pull",
            "CouchDB: PouchDB pulls 10,000 documents",
            "s",
            Stage.COUCHDB,
            Candidates.ON_COUCHDB,
            Tool.NODE),
    POUCH_PUSH(
            "pouch-push",
            "CouchDB: PouchDB pushes 1,000 documents",
            "s",
            Stage.COUCHDB,
            Candidates.ON_COUCHDB,
            Tool.NODE);

    /** What a candidate stands in front of. */
    enum Stage {
        /** nginx with files and a sink. */
        FILES(Tool.NGINX),
        /** An upstream of our own that holds feeds. */
        FEEDS,
        COUCHDB(Tool.COUCHDB);

        @SuppressWarnings("ImmutableEnumChecker") // It is: List.of.
        private final List<Tool> needs;

        Stage(Tool... needs) {
            this.needs = List.of(needs);
        }
    }

    /**
     * Where along something a load gives figures, where it gives more than one.
     *
     * @param title of that along which they are
     * @param values in ascending order; empty where the load gives one figure
     */
    record Points(String title, List<Integer> values) {
        static final Points NONE = new Points("");
        static final Points PERCENTILES = new Points("percentile", 50, 99, 100);

        Points(String title, Integer... values) {
            this(title, List.of(values));
        }
    }

    /** Who takes part in what. */
    private static final class Candidates {
        static final Set<Candidate> ALL = without(Candidate.NGINX_UNBUFFERED);
        static final Set<Candidate> ALL_BUT_TUNED = without(Candidate.NGINX_UNBUFFERED, Candidate.NGINX_TUNED);
        static final Set<Candidate> WITH_JDK_25 =
                with(ALL, Candidate.SLIPCOVER_OPAQUE_JDK_25, Candidate.SLIPCOVER_1_JDK_25);
        static final Set<Candidate> ALL_BUT_TUNED_WITH_JDK_25 =
                with(ALL_BUT_TUNED, Candidate.SLIPCOVER_OPAQUE_JDK_25, Candidate.SLIPCOVER_1_JDK_25);
        static final Set<Candidate> WITHOUT_THOSE_THAT_KNOW_NO_BASES =
                without(Candidate.NGINX_UNBUFFERED, Candidate.NGINX_LUA, Candidate.NODE, Candidate.SPRING);
        static final Set<Candidate> WITH_FEEDS = EnumSet.of(
                Candidate.DIRECT, Candidate.NGINX_UNBUFFERED, Candidate.SLIPCOVER_OPAQUE, Candidate.SLIPCOVER_1);
        static final Set<Candidate> STREAMED =
                EnumSet.of(Candidate.DIRECT, Candidate.NGINX_TUNED, Candidate.SLIPCOVER_OPAQUE, Candidate.SLIPCOVER_1);
        static final Set<Candidate> STREAMED_ON_CONNECTIONS =
                with(STREAMED, Candidate.SLIPCOVER_OPAQUE_2_LOOPS, Candidate.SLIPCOVER_1_2_LOOPS);
        static final Set<Candidate> CONNECTED = EnumSet.of(
                Candidate.DIRECT,
                Candidate.NGINX,
                Candidate.SLIPCOVER_OPAQUE,
                Candidate.SLIPCOVER_1,
                Candidate.SLIPCOVER_OPAQUE_2_LOOPS,
                Candidate.SLIPCOVER_1_2_LOOPS);
        static final Set<Candidate> LATENCY =
                EnumSet.of(Candidate.DIRECT, Candidate.NGINX, Candidate.SLIPCOVER_OPAQUE, Candidate.SLIPCOVER_1);
        static final Set<Candidate> ENCRYPTED = EnumSet.of(
                Candidate.NGINX_TLS,
                Candidate.SLIPCOVER_OPAQUE_TLS,
                Candidate.SLIPCOVER_1_TLS,
                Candidate.SLIPCOVER_OPAQUE_JAVA_TLS);
        static final Set<Candidate> STARTED = EnumSet.of(
                Candidate.NGINX,
                Candidate.NODE,
                Candidate.SPRING,
                Candidate.SLIPCOVER_1,
                Candidate.NGINX_TLS,
                Candidate.SLIPCOVER_1_TLS);
        static final Set<Candidate> SMALL = EnumSet.of(Candidate.SLIPCOVER_1);
        static final Set<Candidate> ON_COUCHDB = EnumSet.of(Candidate.DIRECT, Candidate.NGINX, Candidate.SLIPCOVER_1);
        static final Set<Candidate> FINDING_MIXED =
                EnumSet.of(Candidate.DIRECT, Candidate.SLIPCOVER_3, Candidate.SLIPCOVER_1);
        static final Set<Candidate> FINDING_MIGRATED =
                EnumSet.of(Candidate.DIRECT, Candidate.SLIPCOVER_3_MIGRATED, Candidate.SLIPCOVER_1_MIGRATED);

        private Candidates() {}

        /** All candidates but some, and without the candidates that are others, run in another way. */
        private static Set<Candidate> without(Candidate... some) {
            Set<Candidate> left = EnumSet.allOf(Candidate.class);
            left.removeIf(Candidate::isVariant);
            left.removeAll(List.of(some));
            return left;
        }

        private static Set<Candidate> with(Set<Candidate> these, Candidate... more) {
            Set<Candidate> all = EnumSet.copyOf(these);
            all.addAll(List.of(more));
            return all;
        }
    }

    private final String key;
    private final String title;
    private final String unit;
    private final Stage stage;

    @SuppressWarnings("ImmutableEnumChecker") // It is: List.of.
    private final Points points;

    @SuppressWarnings("ImmutableEnumChecker") // Nobody changes it.
    private final Set<Candidate> candidates;

    @SuppressWarnings("ImmutableEnumChecker") // It is: List.of.
    private final List<Tool> needs;

    Load(String key, String title, String unit, Stage stage, Set<Candidate> candidates, Tool... needs) {
        this(key, title, unit, stage, candidates, Points.NONE, needs);
    }

    Load(String key, String title, String unit, Stage stage, Set<Candidate> candidates, Points points, Tool... needs) {
        this.key = key;
        this.title = title;
        this.unit = unit;
        this.stage = stage;
        this.candidates = candidates;
        this.points = points;
        this.needs = List.of(needs);
    }

    static Optional<Load> of(String key) {
        return EnumSet.allOf(Load.class).stream()
                .filter(load -> load.key.equals(key))
                .findFirst();
    }

    /** Its name in commands and files. */
    String key() {
        return key;
    }

    /** Its name in tables and charts. */
    String title() {
        return title;
    }

    String unit() {
        return unit;
    }

    /** Whether it is asked of a program that runs already, and can be warm. */
    boolean asksWhatRuns() {
        return !EnumSet.of(STARTUP, MEMORY, FEED_MEMORY).contains(this);
    }

    /** Whether it is asked for as long as one likes; the others are of so many documents. */
    boolean isTimed() {
        return stage != Stage.COUCHDB && asksWhatRuns();
    }

    /**
     * Whether many short rounds tell more than a few long ones. Most of a late hundredth comes from what the machine
     * now and then does to a whole round.
     */
    boolean hasShortRounds() {
        return this == LATENCY;
    }

    /** Whether a larger figure is the better one: something per second, and not a time. */
    boolean moreIsBetter() {
        return unit.endsWith("/s");
    }

    Stage stage() {
        return stage;
    }

    /** Where along something it gives figures; of no values where it gives one. */
    Points points() {
        return points;
    }

    /** Who takes part, where it is there. */
    Set<Candidate> candidates() {
        return EnumSet.copyOf(candidates);
    }

    Set<Tool> needs() {
        Set<Tool> all = EnumSet.noneOf(Tool.class);
        all.addAll(stage.needs);
        all.addAll(needs);
        return all;
    }
}
