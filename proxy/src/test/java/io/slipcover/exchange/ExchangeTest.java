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
import io.netty.util.ReferenceCountUtil;
import io.slipcover.upstream.Transport;
import io.slipcover.upstream.UpstreamAddress;
import io.slipcover.upstream.UpstreamPool;
import io.slipcover.upstream.Upstreams;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of an exchange that ends while its request is being sent. */
final class ExchangeTest {
    private final EventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, Transport.best().handlers());
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** A client that takes whatever comes. */
    private record AnyClient(UpstreamPool upstreamPool, List<String> told) implements Client {
        @Override
        public String address() {
            return "127.0.0.1";
        }

        @Override
        public ByteBufAllocator allocator() {
            return PooledByteBufAllocator.DEFAULT;
        }

        @Override
        public void write(Object part) {
            if (part instanceof HttpResponse answer) {
                told.add("answered " + answer.status().code());
            }
            ReferenceCountUtil.release(part);
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
        public boolean mayStay() {
            return true;
        }

        @Override
        public void finished(boolean stay) {
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
                new Plan(
                        request,
                        ClientWishes.of(request),
                        false,
                        null,
                        null,
                        new Sending(body),
                        VerbatimAnswer.INSTANCE));

        loop.submit(exchange::begin).get(30, TimeUnit.SECONDS);
        // Connecting is what the event loop does next.
        loop.submit(() -> {}).get(30, TimeUnit.SECONDS);
        assertThat(told).containsExactly("answered 503", "finished");
        assertThat(body.refCnt()).isZero();
    }
}
