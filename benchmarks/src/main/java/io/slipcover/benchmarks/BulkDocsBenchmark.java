package io.slipcover.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.document.ReleaseView;
import io.slipcover.envelope.BulkDocsRequest;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.envelope.WrittenDocument;
import io.slipcover.json.JsonObject;
import java.io.IOException;
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

/**
 * The body of a {@code _bulk_docs} of a client that is one version behind. Time and memory are for one document of 1
 * kB.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(SampleAnswer.DOCUMENTS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BulkDocsBenchmark {
    /** Whether each document is an edit of a stored document. */
    @Param({"false", "true"})
    public boolean bases;

    private final Output out = new Output();
    private final ObjectMapper mapper = new ObjectMapper();
    private final ReleaseView view = SampleSchema.view(1);
    private final PutByHand byHand = new PutByHand(1);
    private final SampleEdit[] edits = new SampleEdit[SampleAnswer.DOCUMENTS];
    private byte[] batch;

    @Setup
    public void prepare() {
        for (int number = 0; number < edits.length; number++) {
            edits[number] = SampleEdit.of(SampleDocument.KB_1.bytes(number), 1);
        }
        batch = SampleEdit.batch(edits);
    }

    @Benchmark
    public int slipcover() {
        out.reset();
        BulkDocsRequest request = new BulkDocsRequest(EnvelopeLimits.DEFAULT);
        request.feed(batch, 0, batch.length);
        request.end();
        for (WrittenDocument document = request.poll(); document != null; document = request.poll()) {
            byte[] bytes = document.bytes();
            byte[] base = edits[document.index()].base();
            document.replace(view.upgrade(
                    JsonObject.ofValidated(bytes, 0, bytes.length),
                    bases ? JsonObject.parse(base, 0, base.length) : null));
        }
        request.flush(out);
        return out.length();
    }

    @Benchmark
    public int jacksonUnchanged() throws IOException {
        out.reset();
        JsonNode tree = mapper.readTree(batch);
        if (bases) {
            for (SampleEdit edit : edits) {
                mapper.readTree(edit.base());
            }
        }
        mapper.writeValue(out, tree);
        return out.length();
    }

    @Benchmark
    public int jacksonByHand() throws IOException {
        out.reset();
        JsonNode tree = mapper.readTree(batch);
        for (int number = 0; number < edits.length; number++) {
            JsonNode base = bases ? mapper.readTree(edits[number].base()) : mapper.createObjectNode();
            byHand.put((ObjectNode) base, (ObjectNode) tree.get("docs").get(number));
        }
        mapper.writeValue(out, tree);
        return out.length();
    }

    /** The bytes that were written last. */
    String written() {
        return out.toString();
    }
}
