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
    NGINX_LUA("nginx-lua", "nginx with Lua, 3 → 1", 1, Tool.NGINX, Tool.LUA),
    NODE("node", "Node, 3 → 1", 1, Tool.NODE),
    SPRING("spring", "Spring Cloud Gateway, 3 → 1", 1, Tool.GATEWAY),
    SLIPCOVER_OPAQUE("slipcover-opaque", "Slipcover, opaque", TodoShapes.STORED),
    SLIPCOVER_3("slipcover-3", "Slipcover, 3 as stored", TodoShapes.STORED),
    SLIPCOVER_2("slipcover-2", "Slipcover, 3 → 2", 2),
    SLIPCOVER_1("slipcover-1", "Slipcover, 3 → 1", 1);

    /** A program that is the candidate, started in front of an upstream. */
    private static final Set<Candidate> SLIPCOVERS = EnumSet.range(SLIPCOVER_OPAQUE, SLIPCOVER_1);

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
        return SLIPCOVERS.contains(this);
    }

    /** The database that it is asked for: Slipcover passes through as it is what {@code databases} does not cover. */
    String database() {
        return this == SLIPCOVER_OPAQUE ? Upstream.UNCOVERED : Upstream.COVERED;
    }

    /** The version that the client names; empty where nothing looks at it. */
    Optional<String> clientVersion() {
        return isSlipcover() && this != SLIPCOVER_OPAQUE ? Optional.of(release + ".0.0") : Optional.empty();
    }
}
