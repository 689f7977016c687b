package io.slipcover.benchmarks;

/**
 * The ways to give a client an older shape of a document, which the benchmarks measure beside each other. All
 * candidates give equal JSON.
 */
public enum Candidate {
    /** What a client of the proxy gets: the answer to a {@code GET}, found in its envelope, and its document led to the release. */
    SLIPCOVER,
    /** Jackson reads a tree and writes it, and changes nothing. No way that has a tree can be faster. */
    JACKSON_UNCHANGED,
    /** The change, written by hand on Jackson's tree. */
    JACKSON_BY_HAND,
    /** A JSLT expression for each version. */
    JSLT,
    /** A Jolt chain for each version. */
    JOLT,
    /** A JSONata expression for each version, by dashjoin. */
    JSONATA;

    /** Prepares the change for clients that are this number of versions behind. */
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
