package io.slipcover.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What goes no further than one connection, and what it takes to remove it. */
final class HopByHopTest {
    /** Counts removals: each searches a part of all headers. */
    private static final class CountedHeaders extends DefaultHttpHeaders {
        private int removals;

        @Override
        public HttpHeaders remove(String name) {
            removals++;
            return super.remove(name);
        }

        @Override
        public HttpHeaders remove(CharSequence name) {
            removals++;
            return super.remove(name);
        }
    }

    @Test
    void remove_headersThatConnectionNames_inAnyCase_butNoneThatFramesTheBody() {
        CountedHeaders headers = new CountedHeaders();
        headers.add("Connection", "x-ONE, , Content-Length");
        headers.add("Connection", "HOST,X-Two");
        headers.add("X-One", "1").add("x-one", "1").add("x-two", "2").add("X-Three", "3");
        headers.add("Content-Length", "0").add("Host", "h").add("Keep-Alive", "timeout=5");
        HopByHop.remove(headers);
        assertThat(headers.names()).containsExactlyInAnyOrder("X-Three", "Content-Length", "Host");
    }

    @Test
    void remove_thousandsOfNamesOfNoHeader_searchesForNoneOfThem() {
        CountedHeaders headers = new CountedHeaders();
        String names = IntStream.range(0, 10_000).mapToObj(turn -> "a" + turn).collect(Collectors.joining(","));
        headers.add("Connection", names).add("A7", "b").add("C", "d");
        HopByHop.remove(headers);
        assertThat(headers.names()).containsExactly("C");
        assertThat(headers.removals).isBetween(1, 10);
    }
}
