package io.slipcover.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
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

/**
 * The view of one stored document: from the stored bytes to the bytes that a client gets who is 1, 5 or 20 versions
 * behind.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ViewBenchmark {
    @Param
    public Candidate candidate;

    @Param
    public SampleDocument document;

    @Param({"1", "5", "20"})
    public int versions;

    private final Output out = new Output();
    private DocumentChange change;
    private byte[][] documents;
    private int next;

    @Setup
    public void prepare() {
        change = candidate.over(versions);
        documents = new byte[16][];
        for (int number = 0; number < documents.length; number++) {
            documents[number] = document.bytes(number);
        }
    }

    @Benchmark
    public int view() throws IOException {
        next = (next + 1) % documents.length;
        out.reset();
        change.write(documents[next], out);
        return out.length();
    }
}
