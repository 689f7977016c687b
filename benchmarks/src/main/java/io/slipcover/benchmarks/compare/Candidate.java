package io.slipcover.benchmarks.compare;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What stands between the client and the upstream, if anything. */
enum Candidate {
    DIRECT("direct", "no proxy", TodoShapes.STORED),
    NGINX("nginx", "nginx", TodoShapes.STORED, Tool.NGINX),
    NGINX_TUNED("nginx-tuned", "nginx, tuned", TodoShapes.STORED, Tool.NGINX),
    NGINX_UNBUFFERED("nginx-unbuffered", "nginx, unbuffered", TodoShapes.STORED, Tool.NGINX),
    NGINX_LUA("nginx-lua", "nginx with Lua, 3 → 1", 1, Tool.NGINX, Tool.LUA),
    NODE("node", "Node, 3 → 1", 1, Tool.NODE),
    SPRING("spring", "Spring Cloud Gateway, 3 → 1", 1, Tool.GATEWAY),
    SLIPCOVER_OPAQUE("slipcover-opaque", "Slipcover, opaque", TodoShapes.STORED),
    SLIPCOVER_3("slipcover-3", "Slipcover, 3 as stored", TodoShapes.STORED),
    SLIPCOVER_2("slipcover-2", "Slipcover, 3 → 2", 2),
    SLIPCOVER_1("slipcover-1", "Slipcover, 3 → 1", 1),
    SLIPCOVER_3_MIGRATED("slipcover-3-migrated", "Slipcover, 3 as stored, oldest-stored 3", TodoShapes.STORED),
    SLIPCOVER_1_MIGRATED("slipcover-1-migrated", "Slipcover, 3 → 1, oldest-stored 3", 1),
    SLIPCOVER_OPAQUE_2_LOOPS("slipcover-opaque-2-loops", "Slipcover, opaque, 2 event loops", TodoShapes.STORED),
    SLIPCOVER_1_2_LOOPS("slipcover-1-2-loops", "Slipcover, 3 → 1, 2 event loops", 1),
    SLIPCOVER_OPAQUE_JDK_25("slipcover-opaque-jdk-25", "Slipcover, opaque, JDK 25", TodoShapes.STORED, Tool.JDK_25),
    SLIPCOVER_1_JDK_25("slipcover-1-jdk-25", "Slipcover, 3 → 1, JDK 25", 1, Tool.JDK_25),
    NGINX_TLS("nginx-tls", "nginx, TLS 1.3", TodoShapes.STORED, Tool.NGINX),
    SLIPCOVER_OPAQUE_TLS("slipcover-opaque-tls", "Slipcover, opaque, TLS 1.3", TodoShapes.STORED),
    SLIPCOVER_1_TLS("slipcover-1-tls", "Slipcover, 3 → 1, TLS 1.3", 1),
    SLIPCOVER_OPAQUE_JAVA_TLS("slipcover-opaque-java-tls", "Slipcover, opaque, Java's TLS 1.3", TodoShapes.STORED);

    /** Slipcover as the others are measured with, in all that it is asked for. */
    private static final Set<Candidate> PLAIN_SLIPCOVERS = EnumSet.range(SLIPCOVER_OPAQUE, SLIPCOVER_1);

    private static final Set<Candidate> WITH_TWO_LOOPS = EnumSet.of(SLIPCOVER_OPAQUE_2_LOOPS, SLIPCOVER_1_2_LOOPS);
    private static final Set<Candidate> ON_JDK_25 = EnumSet.of(SLIPCOVER_OPAQUE_JDK_25, SLIPCOVER_1_JDK_25);
    private static final Set<Candidate> MIGRATED = EnumSet.of(SLIPCOVER_3_MIGRATED, SLIPCOVER_1_MIGRATED);
    private static final Set<Candidate> OPAQUE = EnumSet.of(
            SLIPCOVER_OPAQUE,
            SLIPCOVER_OPAQUE_2_LOOPS,
            SLIPCOVER_OPAQUE_JDK_25,
            SLIPCOVER_OPAQUE_TLS,
            SLIPCOVER_OPAQUE_JAVA_TLS);

    private static final Set<Candidate> ENCRYPTED =
            EnumSet.of(NGINX_TLS, SLIPCOVER_OPAQUE_TLS, SLIPCOVER_1_TLS, SLIPCOVER_OPAQUE_JAVA_TLS);

    private final String key;
    private final String title;
    private final int release;

    @SuppressWarnings("ImmutableEnumChecker") // It is: List.of.
    private final List<Tool> needs;

    Candidate(String key, String title, int release, Tool... needs) {
        this.key = key;
        this.title = title;
        this.release = release;
        this.needs = List.of(needs);
    }

    static Optional<Candidate> of(String key) {
        return EnumSet.allOf(Candidate.class).stream()
                .filter(candidate -> candidate.key.equals(key))
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

    /** The release whose shapes a client has through it; the upstream has release 3's. */
    int release() {
        return release;
    }

    Set<Tool> needs() {
        return needs.isEmpty() ? EnumSet.noneOf(Tool.class) : EnumSet.copyOf(needs);
    }

    boolean isSlipcover() {
        return PLAIN_SLIPCOVERS.contains(this) || (isVariant() && this != NGINX_TLS);
    }

    /** Whether this candidate is another candidate, run in another way. */
    boolean isVariant() {
        return WITH_TWO_LOOPS.contains(this) || isOnJdk25() || knowsOldestStored() || isEncrypted();
    }

    /** Slipcover's; the comparison is with one of everything. */
    int eventLoops() {
        return WITH_TWO_LOOPS.contains(this) ? 2 : 1;
    }

    /** Whether Slipcover knows that all documents are stored in the shape of release 3. */
    boolean knowsOldestStored() {
        return MIGRATED.contains(this);
    }

    /** Whether its clients speak TLS. */
    boolean isEncrypted() {
        return ENCRYPTED.contains(this);
    }

    boolean isOnJdk25() {
        return ON_JDK_25.contains(this);
    }

    /** The database that it is asked for: Slipcover passes through as it is what {@code databases} does not cover. */
    String database() {
        return OPAQUE.contains(this) ? Upstream.UNCOVERED : Upstream.COVERED;
    }

    /** The version that the client names; empty where nothing looks at it. */
    Optional<String> clientVersion() {
        return isSlipcover() && !OPAQUE.contains(this) ? Optional.of(release + ".0.0") : Optional.empty();
    }
}
