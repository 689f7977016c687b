package io.slipcover.fuzzing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.slipcover.config.Configuration;
import io.slipcover.dispatch.ProxyConfiguration;
import io.slipcover.server.ProxyServer;
import io.slipcover.testbed.TemporaryFolder;
import io.slipcover.upstream.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Anything at all, sent to the running proxy. What the proxy sends on, a strict server takes for well-formed requests; and each request that
 * the server sees has its answer sent to the client, in this order: a request that only the server sees would have been smuggled.
 */
final class SmugglingFuzzTest implements FuzzTarget {
    private static final int MILLIS_TO_WAIT = 1000;
    private static final Pattern NUMBER = Pattern.compile("(?i)x-number: (\\d+)\\.");

    /** The proxy, whose clients may do with any database what they like: there is nothing to rewrite in them. */
    private record Site(StrictUpstream upstream, ProxyServer proxy) {
        private static final Site SITE = start();

        private static Site start() {
            Path folder = TemporaryFolder.create("slipcover-fuzz-");
            try {
                StrictUpstream upstream = new StrictUpstream();
                Path file = folder.resolve("slipcover.yaml");
                Files.writeString(file, """
                        upstream: http://127.0.0.1:%d
                        client-version: { when-absent: "1" }
                        databases: [none]
                        documents: { type: { field: type }, version: { field: v } }
                        releases: [ { name: "1", clients: 1.x, types: {} } ]
                        """.formatted(upstream.port()));
                return new Site(
                        upstream,
                        ProxyServer.start(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                1,
                                Transport.best(),
                                ProxyConfiguration.of(Configuration.load(file, Map.of()))));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } finally {
                TemporaryFolder.remove(folder);
            }
        }
    }

    @Override
    @ArgumentsSource(Corpus.class)
    @FuzzTest
    public void holds(byte[] bytes) throws IOException {
        Site site = Site.SITE;
        String answers;
        try (Socket client = new Socket(
                InetAddress.getLoopbackAddress(), site.proxy().address().getPort())) {
            client.setSoTimeout(MILLIS_TO_WAIT);
            client.getOutputStream().write(bytes);
            client.shutdownOutput();
            answers = new String(client.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (SocketTimeoutException waitsForMore) {
            answers = null;
        } catch (IOException reset) {
            answers = null;
        }

        assertThat(site.upstream().refusals()).as("what the server refused").isEmpty();
        List<Integer> numbers = site.upstream().takeNumbers();
        if (answers != null) {
            assertThat(NUMBER.matcher(answers).results().map(found -> Integer.valueOf(found.group(1))))
                    .as("requests whose answers the client got")
                    .containsExactlyElementsOf(numbers);
        }
    }
}
