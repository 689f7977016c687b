package io.slipcover.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.slipcover.envelope.EntryOutcome;
import io.slipcover.envelope.Envelope;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.envelope.Envelopes;
import io.slipcover.json.JsonLimits;
import io.slipcover.json.JsonScanner;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Long answers, checked from the first byte to the last, in pieces as they come from the network: {@code bytes} is bytes a second. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScanBenchmark {
    /** What a connection reads at once. */
    private static final int PIECE = 1 << 16;

    @Param
    public SampleBody body;

    private final Envelopes envelopes = new Envelopes(EnvelopeLimits.DEFAULT);
    private final JsonFactory jackson = new JsonFactory();
    private byte[] bytes;

    /** The bytes that were scanned. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Scanned {
        public long bytes;
    }

    @Setup
    public void prepare() {
        bytes = body.bytes();
    }

    /** The scanner alone. */
    @Benchmark
    public long scanner(Scanned scanned) {
        JsonScanner scanner = new JsonScanner(JsonLimits.DEFAULT_DEPTH);
        for (int from = 0; from < bytes.length; from += PIECE) {
            scanner.scan(bytes, from, Math.min(bytes.length, from + PIECE));
        }
        scanner.finish();
        scanned.bytes += bytes.length;
        return scanner.offset();
    }

    /** As an answer of {@code _changes} whose documents all are in the client's shape already. */
    @Benchmark
    public long envelope(Scanned scanned) {
        long[] written = {0};
        Envelope envelope = envelopes.changes(entry -> EntryOutcome.unchanged());
        for (int from = 0; from < bytes.length; from += PIECE) {
            envelope.feed(
                    bytes, from, Math.min(bytes.length, from + PIECE), (array, offset, length) -> written[0] += length);
        }
        envelope.end((array, offset, length) -> written[0] += length);
        scanned.bytes += bytes.length;
        return written[0];
    }

    /** Jackson's tokens, of bytes that are all there. */
    @Benchmark
    public long jackson(Scanned scanned) throws IOException {
        long tokens = 0;
        try (JsonParser parser = jackson.createParser(bytes)) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        }
        scanned.bytes += bytes.length;
        return tokens;
    }
}
