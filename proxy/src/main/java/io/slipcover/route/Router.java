package io.slipcover.route;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.slipcover.envelope.MediaType;
import io.slipcover.report.RouteKind;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The map of CouchDB's API: it tells what a method and a path ask for, and where documents are. A path that the router
 * does not know goes through, so a server may have more paths than CouchDB 3.5. The router knows every path that may
 * carry documents, in every spelling that CouchDB takes.
 */
public final class Router {
    /** Databases of CouchDB's own; everything else that begins with an underscore is no database. */
    private static final Set<String> OWN_DATABASES = Set.of("_users", "_replicator", "_global_changes");

    private static final Route OPAQUE = new Route.Opaque(RouteKind.OTHER);
    private static final Route BARE_CHANGES = new Route.Opaque(RouteKind.BARE_CHANGES);
    private static final Route REVISED = new Route.Revised();
    private static final Route PREFLIGHT = new Route.Preflight();
    private static final Route MAPPED = new Route.Mapped();
    private static final Route REWRITTEN = new Route.Rewritten();
    private static final Route ROWS = new Route.Viewed(AnswerKind.ROWS);
    private static final Route.Viewed CHANGES = new Route.Viewed(AnswerKind.CHANGES);
    private static final Route.Viewed CONTINUOUS = new Route.Viewed(AnswerKind.CONTINUOUS_CHANGES);
    private static final Route.Viewed EVENT_SOURCE = new Route.Viewed(AnswerKind.EVENT_SOURCE_CHANGES);
    private static final Route SEARCH_RESULTS = new Route.Viewed(AnswerKind.SEARCH_RESULTS);
    private static final Route DOCUMENT = new Route.Viewed(AnswerKind.DOCUMENT);
    private static final Route BULK_GET = new Route.Viewed(AnswerKind.BULK_GET);
    private static final Route FIND = new Route.Find();
    private static final Route EXPLAIN = new Route.Explain();
    private static final Route INDEX_CREATION = new Route.IndexCreation();

    private final Predicate<String> databases;
    private final Predicate<String> mappedDesigns;

    /**
     * @param databases tells by a decoded name whether Slipcover rewrites the database's documents
     * @param mappedDesigns tells by a name without {@code _design/} whether some release maps the design document to
     *     another one
     */
    public Router(Predicate<String> databases, Predicate<String> mappedDesigns) {
        this.databases = databases;
        this.mappedDesigns = mappedDesigns;
    }

    /**
     * The route of a request.
     *
     * @param method the request's method, after any {@linkplain MethodOverride override}
     */
    public Route route(String method, Target target, HttpHeaders headers) {
        if (method.equals("OPTIONS")) {
            return headers.contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD) ? PREFLIGHT : OPAQUE;
        }
        List<String> segments = target.segments();
        if (segments.isEmpty()) {
            return OPAQUE;
        }
        String database = segments.get(0);
        if ((database.startsWith("_") && !OWN_DATABASES.contains(database)) || !databases.test(database)) {
            return OPAQUE;
        }
        if (segments.size() == 1) {
            return method.equals("POST") ? new Route.WrittenDocument(database, null) : OPAQUE;
        }
        String second = segments.get(1);
        Route route = second.startsWith("_")
                ? ofDatabase(method, database, second, target)
                : ofDocument(method, database, target, headers);
        return route instanceof Route.Opaque && isMapped(target) ? MAPPED : route;
    }

    private boolean isMapped(Target target) {
        return DesignFunctions.names(target).stream().anyMatch(mappedDesigns);
    }

    private static boolean isRead(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    private static Route ofDatabase(String method, String database, String second, Target target) {
        return switch (second) {
            case "_all_docs", "_design_docs" -> rows(method, target, 2);
            case "_temp_view" -> method.equals("POST") ? ROWS : OPAQUE;
            case "_changes" -> changes(method, target);
            case "_bulk_get" -> method.equals("POST") ? BULK_GET : OPAQUE;
            case "_bulk_docs" -> method.equals("POST") ? new Route.WrittenBatch(database) : OPAQUE;
            case "_find", "_explain", "_index" -> query(method, target, 1);
            case "_design" -> ofDesign(method, target, 1);
            case "_partition" -> ofPartition(method, target);
            default -> OPAQUE;
        };
    }

    /** The rows at {@code …/_all_docs} or {@code …/_view/name}, behind which {@code queries} may stand at this place. */
    private static Route rows(String method, Target target, int end) {
        if (target.segments().size() > end + 1
                || (target.segments().size() == end + 1 && !target.segment(end).equals("queries"))) {
            return OPAQUE;
        }
        if (method.equals("POST")) {
            return ROWS; // The body may ask for documents.
        }
        return isRead(method) && target.query().mayBeSet("include_docs") ? ROWS : OPAQUE;
    }

    private static Route ofDesign(String method, Target target, int at) {
        if (target.segment(at + 2).equals("_rewrite")) {
            return REWRITTEN;
        }
        if (target.segments().size() < at + 4) {
            return OPAQUE;
        }
        String function = target.segment(at + 2);
        return switch (function) {
            case "_view" -> rows(method, target, at + 4);
            case "_search", "_nouveau" ->
                method.equals("POST") || target.query().mayBeSet("include_docs") ? SEARCH_RESULTS : OPAQUE;
            default -> OPAQUE;
        };
    }

    private static Route ofPartition(String method, Target target) {
        return switch (target.segment(3)) {
            case "_all_docs" -> rows(method, target, 4);
            case "_design" -> ofDesign(method, target, 3);
            case "_find", "_explain", "_index" -> query(method, target, 3);
            default -> OPAQUE;
        };
    }

    /**
     * The route of a query. CouchDB ignores what stands behind {@code _find} and {@code _explain}, but not what stands
     * behind {@code _index}.
     */
    private static Route query(String method, Target target, int at) {
        if (!method.equals("POST")) {
            return OPAQUE;
        }
        return switch (target.segment(at)) {
            case "_find" -> FIND;
            case "_explain" -> EXPLAIN;
            default -> target.segments().size() == at + 1 ? INDEX_CREATION : OPAQUE;
        };
    }

    private static Route changes(String method, Target target) {
        if (!isRead(method) && !method.equals("POST")) {
            return OPAQUE;
        }
        String feed = target.query().last("feed");
        Route.Viewed documents = switch (feed == null ? "normal" : feed) {
            case "continuous", "live" -> CONTINUOUS;
            case "eventsource" -> EVENT_SOURCE;
            default -> CHANGES; // What CouchDB does not know is an error there.
        };
        if (method.equals("POST") && "_selector".equals(target.query().last("filter"))) {
            return new Route.SelectedChanges(documents.answer());
        }
        return target.query().mayBeSet("include_docs") ? documents : BARE_CHANGES;
    }

    private static Route ofDocument(String method, String database, Target target, HttpHeaders headers) {
        if (target.segments().size() > 2) {
            return REVISED;
        }
        return switch (method) {
            case "GET", "HEAD" -> DOCUMENT;
            case "PUT" -> written(database, target.segment(1), headers);
            case "POST" ->
                new Route.WrittenInForm(
                        database, target.segment(1), contentType(headers).parameter("boundary"));
            case "DELETE", "COPY" -> REVISED;
            default -> OPAQUE;
        };
    }

    /**
     * The route of a written document. CouchDB knows a document in parts by exactly these letters at the beginning of
     * the content's type, and takes everything else for JSON.
     */
    private static Route written(String database, String id, HttpHeaders headers) {
        String type = String.join(", ", headers.getAll(HttpHeaderNames.CONTENT_TYPE));
        return type.startsWith("multipart/related;")
                ? new Route.WrittenInParts(database, id, contentType(headers).parameter("boundary"))
                : new Route.WrittenDocument(database, id);
    }

    /** The content's type, as CouchDB reads it where a request says it more than once. */
    private static MediaType contentType(HttpHeaders headers) {
        return MediaType.parse(String.join(", ", headers.getAll(HttpHeaderNames.CONTENT_TYPE)));
    }
}
