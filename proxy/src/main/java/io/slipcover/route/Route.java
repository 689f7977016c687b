package io.slipcover.route;

import org.jspecify.annotations.Nullable;

/** What is done with one request, decided before a byte of its body is read. */
public sealed interface Route {
    /** Whether the client's release has to be known. */
    boolean needsRelease();

    /** Bytes go through as they come; no document is in them. */
    record Opaque() implements Route {
        @Override
        public boolean needsRelease() {
            return false;
        }
    }

    /** A browser asks what it may ask. */
    record Preflight() implements Route {
        @Override
        public boolean needsRelease() {
            return false;
        }
    }

    /** No document goes through, but a revision may be named in one of our forms: a deletion, a copy, an attachment. */
    record Revised() implements Route {
        @Override
        public boolean needsRelease() {
            return false;
        }
    }

    /** Documents in the answer become views of the client's release. */
    record Viewed(AnswerKind answer) implements Route {
        @Override
        public boolean needsRelease() {
            return true;
        }
    }

    /** {@code POST …/_find}: documents that a selector matches. */
    record Find() implements Route {
        @Override
        public boolean needsRelease() {
            return true;
        }
    }

    /** {@code POST …/_explain}: how a {@code _find} would be answered. */
    record Explain() implements Route {
        @Override
        public boolean needsRelease() {
            return true;
        }
    }

    /** {@code POST …/_index}: names of fields, to be indexed. */
    record IndexCreation() implements Route {
        @Override
        public boolean needsRelease() {
            return true;
        }
    }

    /** {@code POST /db/_changes?filter=_selector}: changes of documents that a selector in the body matches. */
    record SelectedChanges(AnswerKind answer) implements Route {
        @Override
        public boolean needsRelease() {
            return true;
        }
    }

    /**
     * One document is written: {@code PUT /db/doc} or {@code POST /db}.
     *
     * @param id null where the document itself tells it, or CouchDB makes one
     */
    record WrittenDocument(String database, @Nullable String id) implements Route {
        @Override
        public boolean needsRelease() {
            return true;
        }
    }

    /**
     * One document is written with its attachments behind it: {@code PUT /db/doc} as multipart/related.
     *
     * @param boundary null where the request names none
     */
    record WrittenInParts(
            String database, String id, @Nullable String boundary) implements Route {
        @Override
        public boolean needsRelease() {
            return true;
        }
    }

    /**
     * No document goes through, but what a design document's functions make of documents, and which design document that is depends on the
     * release: see {@link DesignFunctions}.
     */
    record Mapped() implements Route {
        @Override
        public boolean needsRelease() {
            return true;
        }
    }

    /** CouchDB leads the request to a path that the design document's {@code rewrites} tell: anything may be there. */
    record Rewritten() implements Route {
        @Override
        public boolean needsRelease() {
            return true;
        }
    }

    /**
     * A form is sent in which a document may be: {@code POST /db/doc} as multipart/form-data.
     *
     * @param boundary null where the request names none
     */
    record WrittenInForm(
            String database, String id, @Nullable String boundary) implements Route {
        @Override
        public boolean needsRelease() {
            return true;
        }
    }

    /** {@code POST /db/_bulk_docs}. */
    record WrittenBatch(String database) implements Route {
        @Override
        public boolean needsRelease() {
            return true;
        }
    }
}
