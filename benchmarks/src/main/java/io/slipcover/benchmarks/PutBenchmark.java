package io.slipcover.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.document.ReleaseView;
import io.slipcover.json.JsonObject;
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
 * The upgrade of a written document: a client who is 1, 5 or 20 versions behind wrote it, and it becomes, with the base
 * of the edit, the document to be stored.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PutBenchmark {
    @Param({"BYTES_300", "KB_1", "KB_10", "KB_100"})
    public SampleDocument document;

    @Param({"1", "5", "20"})
    public int versions;

    private final Output out = new Output();
    private final ObjectMapper mapper = new ObjectMapper();
    private PutByHand byHand;
    private ReleaseView view;
    private SampleEdit[] edits;
    private int next;

    @Setup
    public void prepare() {
        view = SampleSchema.view(versions);
        byHand = new PutByHand(versions);
        edits = new SampleEdit[16];
        for (int number = 0; number < edits.length; number++) {
            edits[number] = SampleEdit.of(document.bytes(number), versions);
        }
    }

    @Benchmark
    public int slipcover() {
        SampleEdit edit = edit();
        view.upgrade(parse(edit.written()), parse(edit.base())).writeTo(out);
        return out.length();
    }

    /**
     * An upgrade without a base: a first revision, or a replicated revision whose ancestors the database does not know.
     */
    @Benchmark
    public int slipcoverWithoutBase() {
        SampleEdit edit = edit();
        view.upgrade(parse(edit.written()), null).writeTo(out);
        return out.length();
    }

    /** Jackson reads the document and the base, and writes one of them. No way that has trees can be faster. */
    @Benchmark
    public JsonNode jacksonUnchanged() throws IOException {
        SampleEdit edit = edit();
        JsonNode base = mapper.readTree(edit.base());
        mapper.writeValue(out, mapper.readTree(edit.written()));
        return base;
    }

    @Benchmark
    public int jacksonByHand() throws IOException {
        SampleEdit edit = edit();
        ObjectNode base = (ObjectNode) mapper.readTree(edit.base());
        ObjectNode written = (ObjectNode) mapper.readTree(edit.written());
        byHand.put(base, written);
        mapper.writeValue(out, written);
        return out.length();
    }

    private SampleEdit edit() {
        next = (next + 1) % edits.length;
        out.reset();
        return edits[next];
    }

    private static JsonObject parse(byte[] document) {
        return JsonObject.parse(document, 0, document.length);
    }

    /** The bytes that were written last. */
    String written() {
        return out.toString();
    }
}
