package io.slipcover.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipcover.envelope.EntryHandler;
import io.slipcover.envelope.Envelope;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.envelope.Envelopes;
import io.slipcover.onepass.AnswerReading;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Answers with documents in them, through the envelope that finds them: time and memory are those of one document. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(SampleAnswer.DOCUMENTS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EnvelopeBenchmark {
    @Param
    public SampleAnswer answer;

    private final Output out = new Output();
    private final Envelopes envelopes = new Envelopes(EnvelopeLimits.DEFAULT, AnswerReading.TRUSTED);
    private final EntryHandler viewer = SlipcoverChange.viewer(1);
    private final ObjectMapper mapper = new ObjectMapper();
    private final ChangeByHand byHand = new ChangeByHand(1);
    private List<byte[]> bodies;

    @Setup
    public void prepare() {
        bodies = answer.bodies();
    }

    @Benchmark
    public int slipcover() {
        out.reset();
        Envelope envelope = answer.envelope(envelopes, viewer);
        for (byte[] body : bodies) {
            envelope.feed(body, 0, body.length, out);
            if (!answer.isOneBody()) {
                envelope.end(out);
                envelope = answer.envelope(envelopes, viewer);
            }
        }
        return out.length();
    }

    @Benchmark
    public int jacksonUnchanged() throws IOException {
        out.reset();
        for (byte[] body : bodies) {
            mapper.writeValue(out, mapper.readTree(body));
        }
        return out.length();
    }

    @Benchmark
    public int jacksonByHand() throws IOException {
        out.reset();
        for (byte[] body : bodies) {
            JsonNode tree = mapper.readTree(body);
            answer.documents(tree).forEach(byHand);
            mapper.writeValue(out, tree);
        }
        return out.length();
    }

    /** What was written last. */
    String written() {
        return out.toString();
    }
}
