package io.slipcover.write;

/** Replicated revisions that came earlier in the same request, of which CouchDB knows nothing yet. */
interface EarlierRevisions {
    /** There are none: the document came alone. */
    EarlierRevisions NONE = new EarlierRevisions() {
        @Override
        public KnownLeaves of(String id) {
            return new KnownLeaves();
        }

        @Override
        public boolean hasForgotten(String id) {
            return false;
        }
    };

    /** All that came of a document. */
    KnownLeaves of(String id);

    /** Whether more of a document came than is known any more, or may have. */
    boolean hasForgotten(String id);
}
