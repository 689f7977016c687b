package io.slipcover.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.slipcover.json.Room;
import io.slipcover.report.Reports;
import io.slipcover.testbed.Patience;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.Times;
import io.slipcover.upstream.Transport;
import io.slipcover.upstream.UpstreamAddress;
import io.slipcover.upstream.UpstreamPool;
import io.slipcover.upstream.Upstreams;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long an answer is waited for. */
final class UpstreamQuestionTest {
    private final EventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, Transport.best().handlers());
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private void ask(FakeUpstream couch, long milliseconds) {
        EventLoop loop = group.next();
        UpstreamQuestion question = new UpstreamQuestion(
                new UpstreamPool(
                        loop,
                        Transport.best(),
                        new DefaultChannelGroup(loop),
                        new Reports(),
                        () -> Times.with("question", milliseconds)),
                new Upstreams(List.of(new UpstreamAddress(false, "127.0.0.1", couch.port()))),
                Room.ENDLESS,
                new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/todos"),
                new byte[0],
                1000,
                new UpstreamQuestion.Asker() {
                    @Override
                    public void answered(UpstreamQuestion.Answer answer) {
                        heard.add("answered " + answer.status());
                    }

                    @Override
                    public void unanswered(NoAnswer why) {
                        heard.add((why.late() ? "late: " : "") + why.reason());
                    }
                });
        loop.execute(question::ask);
    }

    @Test
    void silence_isNoAnswer_andTheConnectionIsClosed() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (FakeUpstream couch = new FakeUpstream((number, wire) -> {
            wire.request();
            wire.rest();
            ended.countDown();
        })) {
            ask(couch, 50);
            assertThat(Patience.next(heard))
                    .isEqualTo("late: CouchDB did not answer a question of Slipcover's in time (timeouts: question)");
            Patience.await(ended);
        }
    }

    @Test
    void answer_inTime_isTheOnlyWord() throws Exception {
        try (FakeUpstream couch = FakeUpstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")) {
            ask(couch, 5_000);
            assertThat(Patience.next(heard)).isEqualTo("answered 200");
            group.next().schedule(() -> {}, 5_000, TimeUnit.MILLISECONDS).syncUninterruptibly();
            assertThat(heard).isEmpty();
        }
    }
}
