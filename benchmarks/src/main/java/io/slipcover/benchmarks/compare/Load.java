package io.slipcover.benchmarks.compare;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is asked of each candidate, and in what the answer is measured. */
enum Load {
    GET("get", "GET of a 1 kB document", "requests/s", Stage.FILES, Candidates.ALL_BUT_TUNED, Tool.WRK),
    CHANGES("changes", "_changes?include_docs=true, 20 MB", "MB/s", Stage.FILES, Candidates.ALL),
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
    LATENCY(
            "latency",
            "GET of a 1 kB document at half load, 99th percentile",
            "µs",
            Stage.FILES,
            Candidates.LATENCY,
            Tool.WRK),
    STARTUP("startup", "From exec to the first answered request", "s", Stage.FILES, Candidates.STARTED),
    MEMORY("memory", "Most memory, with -Xmx48m, for _changes of 400 MB", "MB", Stage.FILES, Candidates.SMALL),
    FEED_MEMORY("feed-memory", "Memory for each of 5,000 idle feeds", "kB", Stage.FILES, Candidates.SMALL, Tool.LUA),
    COUCH_BULK_DOCS(
            "couch-bulk-docs", "CouchDB: _bulk_docs of 1,000 edits", "ms", Stage.COUCHDB, Candidates.ON_COUCHDB),
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
        COUCHDB(Tool.COUCHDB);

        private final Tool tool;

        Stage(Tool tool) {
            this.tool = tool;
        }
    }

    /** Who takes part in what. */
    private static final class Candidates {
        static final Set<Candidate> ALL = EnumSet.allOf(Candidate.class);
        static final Set<Candidate> ALL_BUT_TUNED = EnumSet.complementOf(EnumSet.of(Candidate.NGINX_TUNED));
        static final Set<Candidate> WITHOUT_THOSE_THAT_KNOW_NO_BASES =
                EnumSet.complementOf(EnumSet.of(Candidate.NGINX_LUA, Candidate.NODE, Candidate.SPRING));
        static final Set<Candidate> LATENCY =
                EnumSet.of(Candidate.DIRECT, Candidate.NGINX, Candidate.SLIPCOVER_OPAQUE, Candidate.SLIPCOVER_1);
        static final Set<Candidate> STARTED =
                EnumSet.of(Candidate.NGINX, Candidate.NODE, Candidate.SPRING, Candidate.SLIPCOVER_1);
        static final Set<Candidate> SMALL = EnumSet.of(Candidate.SLIPCOVER_1);
        static final Set<Candidate> ON_COUCHDB = EnumSet.of(Candidate.DIRECT, Candidate.NGINX, Candidate.SLIPCOVER_1);

        private Candidates() {}
    }

    private final String key;
    private final String title;
    private final String unit;
    private final Stage stage;

    @SuppressWarnings("ImmutableEnumChecker") // Nobody changes it.
    private final Set<Candidate> candidates;

    @SuppressWarnings("ImmutableEnumChecker") // It is: List.of.
    private final List<Tool> needs;

    Load(String key, String title, String unit, Stage stage, Set<Candidate> candidates, Tool... needs) {
        this.key = key;
        this.title = title;
        this.unit = unit;
        this.stage = stage;
        this.candidates = candidates;
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

    /** Whether it is asked for as long as one likes; the others are of so many documents. */
    boolean isTimed() {
        return stage == Stage.FILES && !EnumSet.of(STARTUP, MEMORY, FEED_MEMORY).contains(this);
    }

    /** Whether a larger figure is the better one: something per second, and not a time. */
    boolean moreIsBetter() {
        return unit.endsWith("/s");
    }

    Stage stage() {
        return stage;
    }

    /** Who takes part, where it is there. */
    Set<Candidate> candidates() {
        return EnumSet.copyOf(candidates);
    }

    Set<Tool> needs() {
        Set<Tool> all = EnumSet.of(stage.tool);
        all.addAll(needs);
        return all;
    }
}
