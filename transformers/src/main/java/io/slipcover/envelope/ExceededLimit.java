package io.slipcover.envelope;

/**
 * A limit that a document exceeds, so that nothing can be made of it. Its neighbours are not concerned.
 *
 * @param limit which one
 * @param value what it allows
 */
public record ExceededLimit(Limit limit, int value) {
    /** What is limited. */
    public enum Limit {
        /** Levels of objects and arrays in one another. The document is there as a whole. */
        NESTING("is nested deeper than %d levels (limits: nesting)"),
        /** Members of a document. Of the document there are only some. */
        MEMBERS("has more than %d members (limits: members)"),
        /** Bytes of a document that has to be held. Of the document there are only those members that are small. */
        LENGTH("is longer than %d bytes, and no longer document is held (limits: held)");

        private final String words;

        Limit(String words) {
            this.words = words;
        }
    }

    /** What is told of it, with the limit's name: {@code the document is nested deeper than 10000 levels (limits: nesting)}. */
    public String reason() {
        return "the document " + limit.words.formatted(value);
    }

    /** Whether the document is there as a whole all the same. */
    public boolean isWhole() {
        return limit == Limit.NESTING;
    }
}
