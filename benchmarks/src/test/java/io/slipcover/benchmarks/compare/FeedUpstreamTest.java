package io.slipcover.benchmarks.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FeedUpstreamTest {
    private static final int FEEDS = 20;
    private static final byte[] LINE = "{\"seq\":1}\n".getBytes(UTF_8);

    private FeedUpstream upstream;
    private Feeds feeds;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        upstream = FeedUpstream.start();
        feeds = Feeds.open(new Running(Candidate.DIRECT, upstream.url()), FEEDS);
    }

    @AfterEach
    void close() {
        feeds.close();
        upstream.close();
    }

    @Test
    void open_allAreHeld() {
        assertThat(upstream.held()).isEqualTo(FEEDS);
    }

    @Test
    void send_toAll_eachHasItAfterItWasDue() throws IOException, InterruptedException {
        feeds.expect(FEEDS);
        long due = upstream.send(IntStream.range(0, FEEDS).boxed().toList(), Duration.ZERO, LINE);
        assertThat(LongStream.of(feeds.arrivals()).map(arrived -> arrived - due))
                .hasSize(FEEDS)
                .allMatch(nanoseconds -> nanoseconds > 0);
    }

    @Test
    void send_toSome_onlyTheyHaveIt_noneBeforeItIsDue() throws IOException, InterruptedException {
        feeds.expect(3);
        long due = upstream.send(List.of(7, 3, 11), Duration.ofMillis(1), LINE);
        long[] arrivedAt = feeds.arrivals();
        assertThat(arrivedAt[7] - due).isPositive();
        assertThat(arrivedAt[3] - due).isGreaterThan(1_000_000);
        assertThat(arrivedAt[11] - due).isGreaterThan(2_000_000);
        assertThat(IntStream.range(0, FEEDS).filter(number -> arrivedAt[number] != 0))
                .containsExactly(3, 7, 11);
    }

    @Test
    void send_toAFeedThatIsNotThere_isRefused() {
        assertThatThrownBy(() -> upstream.send(List.of(FEEDS), Duration.ZERO, LINE))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("no feed of this number");
    }
}
