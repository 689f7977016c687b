package io.slipcover.write;

/** The replicated revisions that came earlier in one request. CouchDB knows nothing of them yet. */
interface EarlierRevisions {
    /** The earlier revisions of a document that came alone: there are none. */
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

    /** All revisions that came of a document. */
    KnownLeaves of(String id);

    /** Whether more of a document came than is known any more, or may have come. */
    boolean hasForgotten(String id);
}
