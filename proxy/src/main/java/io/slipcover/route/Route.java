package io.slipcover.route;

import io.slipcover.report.RouteKind;
import org.jspecify.annotations.Nullable;

/**
 * The way that one request takes. The {@link Router} chooses the route before anybody reads a byte of the request's
 * body.
 */
public sealed interface Route {
    /**
     * The handler of requests. It has one method for each route; {@link #released} stands for every route that depends
     * on the client's release.
     *
     * @param <P> what the handler makes of a route
     */
    interface Visitor<P> {
        P opaque();

        P preflight();

        P revised();

        P released(Released route);
    }

    /**
     * The handler of requests whose route depends on the client's release. It has one method for each such route.
     *
     * @param <P> what the handler makes of a route
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

    /** What metrics and logs call the route. */
    RouteKind kind();

    /** A route that depends on the client's release. */
    sealed interface Released extends Route {
        @Override
        default <P> P accept(Visitor<P> visitor) {
            return visitor.released(this);
        }

        <P> P accept(ReleasedVisitor<P> visitor);
    }

    /** Bytes go through as they come. No document is in them. */
    record Opaque(RouteKind kind) implements Route {
        @Override
        public <P> P accept(Visitor<P> visitor) {
            return visitor.opaque();
        }
    }

    /** A browser asks what it may ask. */
    record Preflight() implements Route {
        @Override
        public RouteKind kind() {
            return RouteKind.PREFLIGHT;
        }

        @Override
        public <P> P accept(Visitor<P> visitor) {
            return visitor.preflight();
        }
    }

    /**
     * No document goes through, but the request may name a revision with the suffix of our entity tags: a deletion, a
     * copy, an attachment.
     */
    record Revised() implements Route {
        @Override
        public RouteKind kind() {
            return RouteKind.REVISION;
        }

        @Override
        public <P> P accept(Visitor<P> visitor) {
            return visitor.revised();
        }
    }

    /** Documents in the answer become views of the client's release. */
    record Viewed(AnswerKind answer) implements Released {
        @Override
        public RouteKind kind() {
            return answer.kind();
        }

        @Override
        public <P> P accept(ReleasedVisitor<P> visitor) {
            return visitor.viewed(this);
        }
    }

    /** {@code POST …/_find}: documents that a selector matches. */
    record Find() implements Released {
        @Override
        public RouteKind kind() {
            return RouteKind.FIND;
        }

        @Override
        public <P> P accept(ReleasedVisitor<P> visitor) {
            return visitor.find();
        }
    }

    /** {@code POST …/_explain}: how a {@code _find} would be answered. */
    record Explain() implements Released {
        @Override
        public RouteKind kind() {
            return RouteKind.EXPLAIN;
        }

        @Override
        public <P> P accept(ReleasedVisitor<P> visitor) {
            return visitor.explain();
        }
    }

    /** {@code POST …/_index}: names of fields, to be indexed. */
    record IndexCreation() implements Released {
        @Override
        public RouteKind kind() {
            return RouteKind.INDEX;
        }

        @Override
        public <P> P accept(ReleasedVisitor<P> visitor) {
            return visitor.indexCreation();
        }
    }

    /** {@code POST /db/_changes?filter=_selector}: changes of documents that a selector in the body matches. */
    record SelectedChanges(AnswerKind answer) implements Released {
        @Override
        public RouteKind kind() {
            return RouteKind.SELECTED_CHANGES;
        }

        @Override
        public <P> P accept(ReleasedVisitor<P> visitor) {
            return visitor.selectedChanges(this);
        }
    }

    /**
     * A client writes one document: {@code PUT /db/doc} or {@code POST /db}.
     *
     * @param id the document's id; null where the document itself tells its id, or CouchDB makes one
     */
    record WrittenDocument(String database, @Nullable String id) implements Released {
        @Override
        public RouteKind kind() {
            return RouteKind.WRITE_DOCUMENT;
        }

        @Override
        public <P> P accept(ReleasedVisitor<P> visitor) {
            return visitor.writtenDocument(this);
        }
    }

    /**
     * A client writes one document with its attachments behind it: {@code PUT /db/doc} as multipart/related.
     *
     * @param boundary null where the request names none
     */
    record WrittenInParts(
            String database, String id, @Nullable String boundary) implements Released {
        @Override
        public RouteKind kind() {
            return RouteKind.WRITE_PARTS;
        }

        @Override
        public <P> P accept(ReleasedVisitor<P> visitor) {
            return visitor.writtenInParts(this);
        }
    }

    /**
     * A client calls functions of a design document, and no document goes through. The release decides which design
     * document answers: see {@link DesignFunctions}.
     */
    record Mapped() implements Released {
        @Override
        public RouteKind kind() {
            return RouteKind.DESIGN_FUNCTION;
        }

        @Override
        public <P> P accept(ReleasedVisitor<P> visitor) {
            return visitor.mapped();
        }
    }

    /**
     * CouchDB leads the request to a path that the design document's {@code rewrites} tell. Anything may be at that
     * path.
     */
    record Rewritten() implements Released {
        @Override
        public RouteKind kind() {
            return RouteKind.REWRITE;
        }

        @Override
        public <P> P accept(ReleasedVisitor<P> visitor) {
            return visitor.rewritten();
        }
    }

    /**
     * A client sends a form in which a document may be: {@code POST /db/doc} as multipart/form-data.
     *
     * @param boundary null where the request names none
     */
    record WrittenInForm(
            String database, String id, @Nullable String boundary) implements Released {
        @Override
        public RouteKind kind() {
            return RouteKind.WRITE_FORM;
        }

        @Override
        public <P> P accept(ReleasedVisitor<P> visitor) {
            return visitor.writtenInForm(this);
        }
    }

    /** {@code POST /db/_bulk_docs}. */
    record WrittenBatch(String database) implements Released {
        @Override
        public RouteKind kind() {
            return RouteKind.BULK_DOCS;
        }

        @Override
        public <P> P accept(ReleasedVisitor<P> visitor) {
            return visitor.writtenBatch(this);
        }
    }
}
