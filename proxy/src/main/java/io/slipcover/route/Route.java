package io.slipcover.route;

import org.jspecify.annotations.Nullable;

/** What is done with one request, decided before a byte of its body is read. */
public sealed interface Route {
    /**
     * Who handles requests, one method for each route.
     *
     * @param <P> what is made of a route
     */
    interface Visitor<P> {
        P opaque();

        P databaseChange(DatabaseChange route);

        P preflight();

        P revised();

        P released(Released route);
    }

    /**
     * Who handles the requests of a release's clients, one method for each route.
     *
     * @param <P> what is made of a route
     */
    interface ReleasedVisitor<P> {
        P viewed(Viewed route);

        P find();

        P explain();

        P indexCreation();

        P selectedChanges(SelectedChanges route);

        P writtenDocument(WrittenDocument route);

        P writtenInParts(WrittenInParts route);

        P writtenInForm(WrittenInForm route);

        P writtenBatch(WrittenBatch route);

        P mapped();

        P rewritten();
    }

    <P> P accept(Visitor<P> visitor);

    /** A route on which what is done depends on the client's release. */
    sealed interface Released extends Route {
        @Override
        default <P> P accept(Visitor<P> visitor) {
            return visitor.released(this);
        }

        <P> P accept(ReleasedVisitor<P> visitor);
    }

    /** Bytes go through as they come; no document is in them. */
    record Opaque() implements Route {
        @Override
        public <P> P accept(Visitor<P> visitor) {
            return visitor.opaque();
        }
    }

    /** A database is made or deleted: what is known of its documents is known no more. */
    record DatabaseChange(String database) implements Route {
        @Override
        public <P> P accept(Visitor<P> visitor) {
            return visitor.databaseChange(this);
        }
    }

    /** A browser asks what it may ask. */
    record Preflight() implements Route {
        @Override
        public <P> P accept(Visitor<P> visitor) {
            return visitor.preflight();
        }
    }

    /** No document goes through, but a revision may be named in one of our forms: a deletion, a copy, an attachment. */
    record Revised() implements Route {
        @Override
        public <P> P accept(Visitor<P> visitor) {
            return visitor.revised();
        }
    }

    /** Documents in the answer become views of the client's release. */
    record Viewed(AnswerKind answer) implements Released {
        @Override
        public <P> P accept(ReleasedVisitor<P> visitor) {
            return visitor.viewed(this);
        }
    }

    /** {@code POST …/_find}: documents that a selector matches. */
    record Find() implements Released {
        @Override
        public <P> P accept(ReleasedVisitor<P> visitor) {
            return visitor.find();
        }
    }

    /** {@code POST …/_explain}: how a {@code _find} would be answered. */
    record Explain() implements Released {
        @Override
        public <P> P accept(ReleasedVisitor<P> visitor) {
            return visitor.explain();
        }
    }

    /** {@code POST …/_index}: names of fields, to be indexed. */
    record IndexCreation() implements Released {
        @Override
        public <P> P accept(ReleasedVisitor<P> visitor) {
            return visitor.indexCreation();
        }
    }

    /** {@code POST /db/_changes?filter=_selector}: changes of documents that a selector in the body matches. */
    record SelectedChanges(AnswerKind answer) implements Released {
        @Override
        public <P> P accept(ReleasedVisitor<P> visitor) {
            return visitor.selectedChanges(this);
        }
    }

    /**
     * One document is written: {@code PUT /db/doc} or {@code POST /db}.
     *
     * @param id null where the document itself tells it, or CouchDB makes one
     */
    record WrittenDocument(String database, @Nullable String id) implements Released {
        @Override
        public <P> P accept(ReleasedVisitor<P> visitor) {
            return visitor.writtenDocument(this);
        }
    }

    /**
     * One document is written with its attachments behind it: {@code PUT /db/doc} as multipart/related.
     *
     * @param boundary null where the request names none
     */
    record WrittenInParts(
            String database, String id, @Nullable String boundary) implements Released {
        @Override
        public <P> P accept(ReleasedVisitor<P> visitor) {
            return visitor.writtenInParts(this);
        }
    }

    /**
     * No document goes through, but what a design document's functions make of documents, and which design document that is depends on the
     * release: see {@link DesignFunctions}.
     */
    record Mapped() implements Released {
        @Override
        public <P> P accept(ReleasedVisitor<P> visitor) {
            return visitor.mapped();
        }
    }

    /** CouchDB leads the request to a path that the design document's {@code rewrites} tell: anything may be there. */
    record Rewritten() implements Released {
        @Override
        public <P> P accept(ReleasedVisitor<P> visitor) {
            return visitor.rewritten();
        }
    }

    /**
     * A form is sent in which a document may be: {@code POST /db/doc} as multipart/form-data.
     *
     * @param boundary null where the request names none
     */
    record WrittenInForm(
            String database, String id, @Nullable String boundary) implements Released {
        @Override
        public <P> P accept(ReleasedVisitor<P> visitor) {
            return visitor.writtenInForm(this);
        }
    }

    /** {@code POST /db/_bulk_docs}. */
    record WrittenBatch(String database) implements Released {
        @Override
        public <P> P accept(ReleasedVisitor<P> visitor) {
            return visitor.writtenBatch(this);
        }
    }
}
