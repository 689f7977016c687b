package io.slipcover.write;

import io.slipcover.document.Revision;
import io.slipcover.question.StoredDocument;
import io.slipcover.question.StoredLeaf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replicated revisions that came earlier in the same request, of which CouchDB knows nothing yet. */
interface EarlierRevisions {
    /** There are none: the document came alone. */
    EarlierRevisions NONE = new EarlierRevisions() {
        @Override
        public @Nullable StoredDocument document(String id, Revision revision) {
            return null;
        }

        @Override
        public List<StoredLeaf> of(String id) {
            return List.of();
        }

        @Override
        public boolean hasForgotten(String id) {
            return false;
        }
    };

    /** The document of this revision, or null where it did not come. */
    @Nullable
    StoredDocument document(String id, Revision revision);

    /** All that came of a document. */
    List<StoredLeaf> of(String id);

    /** Whether more of a document came than is known any more, or may have. */
    boolean hasForgotten(String id);
}
