package io.slipcover.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One question whether a node is well, {@code GET /_up}, on a connection of its own. A node in maintenance mode, or one that is still joining
 * its cluster, answers with 404 and a status. Any other answer below 500 is a sign of life: a server may ask for a password, and servers
 * other than CouchDB need not know the question. Lives on one event loop.
 */
final class HealthCheck implements AnswerListener, ConnectionTaker {
    private static final JsonName STATUS = JsonName.of("status");
    private static final int NOT_FOUND = 404;
    private static final int FIRST_FAILURE = 500;
    private static final int LONGEST_ANSWER = 4096;

    private final UpstreamPool pool;
    private final Upstreams upstream;
    private final Node node;
    private final int era;
    private final Runnable atEnd;
    private final StringBuilder answer = new StringBuilder();

    private @Nullable UpstreamConnection connection;
    private @Nullable Future<?> timer;
    private int status;
    private boolean over;

    /**
     * @param upstream this node alone
     * @param atEnd is run once, when the question is answered or given up
     */
    HealthCheck(UpstreamPool pool, Upstreams upstream, Node node, Runnable atEnd) {
        this.pool = pool;
        this.upstream = upstream;
        this.node = node;
        this.era = node.health().era();
        this.atEnd = atEnd;
    }

    void begin() {
        timer = pool.later(
                () -> failed("it does not answer in time"),
                upstream.times().timeout().toNanos(),
                TimeUnit.NANOSECONDS);
        pool.acquire(upstream, true, this);
    }

    private boolean end() {
        if (over) {
            return false;
        }
        over = true;
        Future<?> waiting = timer;
        if (waiting != null) {
            waiting.cancel(false);
        }
        UpstreamConnection open = connection;
        if (open != null) {
            open.close();
        }
        atEnd.run();
        return true;
    }

    private void failed(String reason) {
        if (end()) {
            node.tell(node.health().checkFailed(reason));
        }
    }

    @Override
    public void connected(UpstreamConnection made) {
        if (over) {
            made.close();
            return;
        }
        connection = made;
        HttpRequest question = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/_up");
        question.headers()
                .set(HttpHeaderNames.HOST, node.address().toString())
                .set(HttpHeaderNames.ACCEPT, HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        made.listen(this);
        made.write(question);
        made.flush();
    }

    /** The node has heard of the failure already. */
    @Override
    public void unreachable(Throwable cause) {
        end();
    }

    @Override
    public void interim(HttpResponse head) {}

    @Override
    public void head(HttpResponse head) {
        status = head.status().code();
    }

    @Override
    public void body(HttpContent content) {
        try {
            ByteBuf bytes = content.content();
            int length = Math.min(bytes.readableBytes(), LONGEST_ANSWER - answer.length());
            answer.append(bytes.toString(bytes.readerIndex(), length, StandardCharsets.ISO_8859_1));
        } finally {
            content.release();
        }
        if (content instanceof LastHttpContent) {
            answered();
        }
    }

    private void answered() {
        if (status >= FIRST_FAILURE) {
            failed("/_up answers with status " + status);
            return;
        }
        String draining = status == NOT_FOUND ? toldStatus() : null;
        if (end()) {
            node.tell(
                    draining == null
                            ? node.health().checkedWell(era)
                            : node.health().checkedDraining(era, "/_up says " + draining));
        }
    }

    private @Nullable String toldStatus() {
        try {
            String told = JsonObject.of(answer.toString()).string(STATUS);
            return told == null ? null : told.replaceAll("[^A-Za-z0-9_ -]", "?");
        } catch (JsonFormatException noCouch) {
            return null;
        }
    }

    @Override
    public void pause() {}

    @Override
    public void writabilityChanged() {}

    @Override
    public void lost(Throwable cause) {
        failed(Loss.of(cause).reason());
    }
}
