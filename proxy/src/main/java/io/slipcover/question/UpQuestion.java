package io.slipcover.question;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.slipcover.json.Room;
import io.slipcover.upstream.CouchHealth;
import io.slipcover.upstream.Node;
import io.slipcover.upstream.UpstreamPool;
import io.slipcover.upstream.Upstreams;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The question {@code GET /_up} to every node of CouchDB. One node that serves clients is enough. A node in maintenance mode answers with
 * {@code 404}, and does not count. Questions that come close together get one answer, so that nobody can make Slipcover ask CouchDB more
 * than once a second. Lives on one event loop.
 */
public final class UpQuestion implements CouchHealth {
    private static final long KEPT_NANOSECONDS = TimeUnit.SECONDS.toNanos(1);
    private static final int LONGEST_ANSWER = 16 * 1024;

    private final EventLoop eventLoop;
    private final UpstreamPool pool;
    private final Supplier<Upstreams> nodes;
    private final long patienceMilliseconds;

    private @Nullable CompletableFuture<Boolean> last;
    private long lastAsked;

    /**
     * @param eventLoop the pool's event loop
     * @param nodes the nodes as they are configured now
     * @param patienceMilliseconds how long a node may take for its answer
     */
    public UpQuestion(EventLoop eventLoop, UpstreamPool pool, Supplier<Upstreams> nodes, long patienceMilliseconds) {
        this.eventLoop = eventLoop;
        this.pool = pool;
        this.nodes = nodes;
        this.patienceMilliseconds = patienceMilliseconds;
    }

    @Override
    public CompletionStage<Boolean> isServing() {
        return CompletableFuture.supplyAsync(this::answer, eventLoop).thenCompose(answer -> answer);
    }

    private CompletionStage<Boolean> answer() {
        CompletableFuture<Boolean> known = last;
        long now = System.nanoTime();
        if (known != null && (!known.isDone() || now - lastAsked < KEPT_NANOSECONDS)) {
            return known;
        }
        CompletableFuture<Boolean> asked = new CompletableFuture<>();
        last = asked;
        lastAsked = now;
        Upstreams upstreams = nodes.get();
        List<Node> all = upstreams.nodes();
        Asker asker = new Asker(asked, new AtomicInteger(all.size()));
        all.forEach(node -> ask(upstreams, node, asker));
        return asked;
    }

    private void ask(Upstreams upstreams, Node node, Asker asker) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/_up");
        request.headers()
                .set(HttpHeaderNames.HOST, node.address().toString())
                .set(HttpHeaderNames.ACCEPT, "application/json");
        new UpstreamQuestion(
                        pool,
                        upstreams.only(node),
                        Room.ENDLESS,
                        request,
                        new byte[0],
                        LONGEST_ANSWER,
                        asker,
                        Duration.ofMillis(patienceMilliseconds))
                .ask();
    }

    /**
     * Who hears of each node.
     *
     * @param silent how many nodes may still turn out to serve clients
     */
    private record Asker(CompletableFuture<Boolean> asked, AtomicInteger silent) implements UpstreamQuestion.Asker {
        @Override
        public void answered(UpstreamQuestion.Answer answer) {
            if (answer.status() < 500 && answer.status() != 404) {
                asked.complete(true);
            } else {
                notServing();
            }
        }

        @Override
        public void unanswered(NoAnswer why) {
            notServing();
        }

        private void notServing() {
            if (silent.decrementAndGet() == 0) {
                asked.complete(false);
            }
        }
    }
}
