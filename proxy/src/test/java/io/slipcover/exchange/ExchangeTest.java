package io.slipcover.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.slipcover.memory.Memory;
import io.slipcover.report.RequestRecord;
import io.slipcover.testbed.Patience;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.upstream.Transport;
import io.slipcover.upstream.UpstreamAddress;
import io.slipcover.upstream.UpstreamPool;
import io.slipcover.upstream.Upstreams;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of an exchange whose client is no HTTP/1 connection. */
final class ExchangeTest {
    private final EventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, Transport.best().handlers());
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** A client that takes whatever comes, and knows no framing. */
    private record AnyClient(UpstreamPool upstreamPool, Queue<String> told) implements Client {
        @Override
        public String address() {
            return "127.0.0.1";
        }

        @Override
        public RequestRecord record() {
            return new RequestRecord(upstreamPool.reports(), upstreamPool.counts());
        }

        @Override
        public ByteBufAllocator allocator() {
            return PooledByteBufAllocator.DEFAULT;
        }

        @Override
        public void sendContinue() {}

        @Override
        public void begin(HttpResponse head) {
            told.add("answered " + head.status().code() + " " + head.headers().names());
            ReferenceCountUtil.release(head);
        }

        @Override
        public void write(HttpContent part) {
            part.release();
        }

        @Override
        public void flush() {}

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void reading(boolean wanted) {}

        @Override
        public void endAfterThis() {}

        @Override
        public void finished() {
            told.add("finished");
        }

        @Override
        public void abort() {
            told.add("aborted");
        }
    }

    /** Sends a body as soon as there is a connection. */
    private record Sending(ByteBuf body) implements RequestSide {
        @Override
        public void begin(Exchange exchange) {
            exchange.connect();
            exchange.send(new DefaultLastHttpContent(body));
        }

        @Override
        public void content(Exchange exchange, HttpContent content) {
            content.release();
        }
    }

    @Test
    void send_whereConnectingFails_letsThePartGo() throws Exception {
        assumeThat(Transport.best().name())
                .as("channels of another transport cannot live on these event loops")
                .isNotEqualTo(Transport.nio().name());
        EventLoop loop = group.next();
        UpstreamPool pool = new UpstreamPool(loop, Transport.nio());
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.PUT, "/todos/a");
        ByteBuf body = PooledByteBufAllocator.DEFAULT.buffer().writeByte('x');
        Exchange exchange = new Exchange(
                new AnyClient(pool, told),
                new Upstreams(List.of(new UpstreamAddress(false, "127.0.0.1", 1))),
                new Memory().open(),
                new Plan(request, false, null, null, new Sending(body), AnswerSide.verbatim()));

        loop.submit(exchange::begin).get(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS);
        // Connecting is what the event loop does next.
        loop.submit(() -> {}).get(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS);
        assertThat(told)
                .containsExactly("answered 503 [Cache-Control, Content-Length, Content-Type, retry-after]", "finished");
        assertThat(body.refCnt()).isZero();
    }

    @Test
    void answer_isNotFramed_andSaysNothingOfCouchDbsConnection() throws Exception {
        try (FakeUpstream couch = FakeUpstream.answering(
                "HTTP/1.1 200 OK\r\nConnection: keep-alive, x-hop\r\nX-Hop: 1\r\nServer: CouchDB\r\nContent-Length: 2\r\n\r\n{}")) {
            EventLoop loop = group.next();
            Exchange exchange = new Exchange(
                    new AnyClient(new UpstreamPool(loop, Transport.best()), told),
                    new Upstreams(List.of(new UpstreamAddress(false, "127.0.0.1", couch.port()))),
                    new Memory().open(),
                    new Plan(
                            new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"),
                            false,
                            null,
                            null,
                            VerbatimRequest.INSTANCE,
                            AnswerSide.verbatim()));
            loop.submit(() -> {
                        exchange.begin();
                        exchange.content(LastHttpContent.EMPTY_LAST_CONTENT);
                    })
                    .get(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS);
            assertThat(told.poll(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS))
                    .isEqualTo("answered 200 [Server, Content-Length]");
            assertThat(told.poll(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS)).isEqualTo("finished");
        }
    }
}
