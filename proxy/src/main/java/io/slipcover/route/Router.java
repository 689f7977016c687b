package io.slipcover.route;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Knows CouchDB's API: what a method and a path ask for, and where documents are in it. What it does not know goes through, so that a
 * server may have more than CouchDB 3.5 does; what may carry documents is named here in every spelling that CouchDB takes.
 */
public final class Router {
    /** Databases of CouchDB's own; everything else that begins with an underscore is no database. */
    private static final Set<String> OWN_DATABASES = Set.of("_users", "_replicator", "_global_changes");

    private static final Route OPAQUE = new Route.Opaque();
    private static final Route REVISED = new Route.Revised();
    private static final Route PREFLIGHT = new Route.Preflight();
    private static final Route MAPPED = new Route.Mapped();
    private static final Route REWRITTEN = new Route.Rewritten();
    private static final Route ROWS = new Route.Viewed(AnswerKind.ROWS, false);
    private static final Route CHANGES = new Route.Viewed(AnswerKind.CHANGES, false);
    private static final Route CONTINUOUS = new Route.Viewed(AnswerKind.CONTINUOUS_CHANGES, false);
    private static final Route EVENT_SOURCE = new Route.Viewed(AnswerKind.EVENT_SOURCE_CHANGES, false);
    private static final Route SEARCH_RESULTS = new Route.Viewed(AnswerKind.SEARCH_RESULTS, false);
    private static final Route DOCUMENT = new Route.Viewed(AnswerKind.DOCUMENT, false);
    private static final Route DOCUMENT_AS_JSON = new Route.Viewed(AnswerKind.DOCUMENT, true);
    private static final Route BULK_GET = new Route.Viewed(AnswerKind.BULK_GET, true);

    private final Predicate<String> databases;
    private final Predicate<String> mappedDesigns;

    /**
     * @param databases whose documents are rewritten, by decoded name
     * @param mappedDesigns design documents that some release has under another name, without {@code _design/}
     */
    public Router(Predicate<String> databases, Predicate<String> mappedDesigns) {
        this.databases = databases;
        this.mappedDesigns = mappedDesigns;
    }

    /**
     * What is done with a request.
     *
     * @param method what it is to do, after any {@linkplain MethodOverride override}
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
            return switch (method) {
                case "POST" -> new Route.WrittenDocument(database, null);
                case "PUT", "DELETE" -> new Route.DatabaseChange(database);
                default -> OPAQUE;
            };
        }
        String second = segments.get(1);
        Route route = second.startsWith("_")
                ? ofDatabase(method, database, second, target, headers)
                : ofDocument(method, database, target, headers);
        return route == OPAQUE && isMapped(target) ? MAPPED : route;
    }

    private boolean isMapped(Target target) {
        return DesignFunctions.names(target).stream().anyMatch(mappedDesigns);
    }

    private static boolean isRead(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    private static Route ofDatabase(String method, String database, String second, Target target, HttpHeaders headers) {
        return switch (second) {
            case "_all_docs", "_design_docs" -> rows(method, target, 2);
            case "_temp_view" -> method.equals("POST") ? ROWS : OPAQUE;
            case "_changes" -> changes(method, target);
            case "_bulk_get" -> bulkGet(method, headers);
            case "_bulk_docs" -> method.equals("POST") ? new Route.WrittenBatch(database) : OPAQUE;
            case "_find", "_explain" -> method.equals("POST") ? untranslated(second, OPAQUE) : OPAQUE;
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
            case "_find", "_explain" ->
                method.equals("POST") ? untranslated("_partition/…/" + target.segment(3), OPAQUE) : OPAQUE;
            default -> OPAQUE;
        };
    }

    private static Route changes(String method, Target target) {
        if (!isRead(method) && !method.equals("POST")) {
            return OPAQUE;
        }
        String feed = target.query().last("feed");
        Route documents = switch (feed == null ? "normal" : feed) {
            case "continuous", "live" -> CONTINUOUS;
            case "eventsource" -> EVENT_SOURCE;
            default -> CHANGES; // What CouchDB does not know is an error there.
        };
        Route route = target.query().mayBeSet("include_docs") ? documents : OPAQUE;
        return "_selector".equals(target.query().last("filter"))
                ? untranslated("_changes with filter=_selector", route)
                : route;
    }

    private static Route bulkGet(String method, HttpHeaders headers) {
        if (!method.equals("POST")) {
            return OPAQUE;
        }
        Accepted accepted = Accepted.of(headers.get(HttpHeaderNames.ACCEPT));
        return accepted.json() || !accepted.multipart() ? BULK_GET : untranslated("_bulk_get in parts", OPAQUE);
    }

    private static Route ofDocument(String method, String database, Target target, HttpHeaders headers) {
        if (target.segments().size() > 2) {
            return REVISED;
        }
        return switch (method) {
            case "GET", "HEAD" -> read(target, headers);
            case "PUT" ->
                isMultipart(headers)
                        ? untranslated("a document in parts", REVISED)
                        : new Route.WrittenDocument(database, target.segment(1));
            case "POST" -> untranslated("a document in a form", REVISED);
            case "DELETE", "COPY" -> REVISED;
            default -> OPAQUE;
        };
    }

    private static Route read(Target target, HttpHeaders headers) {
        Query query = target.query();
        if (!query.mayBeSet("attachments") && !query.has("open_revs") && !query.has("atts_since")) {
            return DOCUMENT;
        }
        Accepted accepted = Accepted.of(headers.get(HttpHeaderNames.ACCEPT));
        if (accepted.json()) {
            return DOCUMENT_AS_JSON;
        }
        return accepted.multipart() ? untranslated("a document in parts", OPAQUE) : DOCUMENT;
    }

    private static boolean isMultipart(HttpHeaders headers) {
        String type = headers.get(HttpHeaderNames.CONTENT_TYPE);
        return type != null && type.strip().regionMatches(true, 0, "multipart/", 0, "multipart/".length());
    }

    private static Route untranslated(String what, Route forStore) {
        return new Route.Untranslated(what, forStore);
    }
}
