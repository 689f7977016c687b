package io.slipcover.benchmarks;

/** The ways to give a client an older shape of a document that are measured beside each other. All of them give the same JSON. */
public enum Candidate {
    /** What a client of the proxy gets: the answer to a {@code GET}, found in its envelope, and its document led to the release. */
    SLIPCOVER,
    /** Jackson reads a tree and writes it: the floor of every way that has a tree. It changes nothing. */
    JACKSON_UNCHANGED,
    /** The change, written by hand on Jackson's tree. */
    JACKSON_BY_HAND,
    /** A JSLT expression for each version. */
    JSLT,
    /** A Jolt chain for each version. */
    JOLT,
    /** A JSONata expression for each version, by dashjoin. */
    JSONATA;

    /** Prepares for clients that are so many versions behind. */
    DocumentChange over(int versions) {
        return switch (this) {
            case SLIPCOVER -> new SlipcoverChange(versions);
            case JACKSON_UNCHANGED -> new JacksonChange(tree -> {});
            case JACKSON_BY_HAND -> new JacksonChange(new ChangeByHand(versions));
            case JSLT -> new JsltChange(versions);
            case JOLT -> new JoltChange(versions);
            case JSONATA -> new JsonataChange(versions);
        };
    }
}
