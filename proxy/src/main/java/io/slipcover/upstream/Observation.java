package io.slipcover.upstream;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;

/**
 * What one connection shows of its node's health: how the node answered each request. What fails at Slipcover's own end, and what clients
 * break off, is not told here. Lives on one event loop.
 */
final class Observation {
    private static final int FIRST_FAILURE = 500;
    private static final int UNIMPLEMENTED = 501;
    private static final int LAST_FAILURE = 504;
    private static final String DESIGN = "/_design/";

    /** Whoever asks whether the node is well: the answer says nothing of how requests fare. */
    private static final String HEALTH_CHECK = "/_up";

    private final Node node;

    /** The node's era when the request began. */
    private int era;

    private String target = "";
    private boolean heard;
    private boolean failed;
    private boolean counts;

    Observation(Node node) {
        this.node = node;
    }

    /** A request begins. */
    void asked(HttpRequest request) {
        target = request.uri();
        counts = !target.endsWith(HEALTH_CHECK);
        if (counts) {
            node.count();
        }
        era = node.health().era();
        heard = false;
        failed = false;
    }

    /** The head of the answer has come. */
    void heard(HttpResponse head) {
        if (!counts) {
            return;
        }
        heard = true;
        int status = head.status().code();
        failed = status >= FIRST_FAILURE && status <= LAST_FAILURE && status != UNIMPLEMENTED;
        if (!failed) {
            node.tell(node.health().answering(era));
        } else if (status == FIRST_FAILURE || target.contains(DESIGN)) {
            node.broke(era, broken(target), "it answers with status " + status);
        } else {
            node.failed(era, "it answers with status " + status);
        }
    }

    /** The answer has come to its end. */
    void heardAll() {
        if (!failed && counts) {
            node.health().answered(era);
        }
    }

    /** The connection broke before the answer was whole, or nothing came on it in time. */
    void lost(Loss loss, boolean reused) {
        // A connection that has been idle may break at any time, and may have something left over on it.
        boolean stale = reused && !heard && (loss == Loss.CLOSED || loss == Loss.NO_HTTP);
        if (counts && loss.isOfNode() && !stale) {
            node.failed(era, loss.reason());
        }
    }

    /** What a failed request was about. All functions of a design document break with it. */
    private static String broken(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        int design = path.indexOf(DESIGN);
        int end = design < 0 ? -1 : path.indexOf('/', design + DESIGN.length());
        return end < 0 ? path : path.substring(0, end);
    }
}
