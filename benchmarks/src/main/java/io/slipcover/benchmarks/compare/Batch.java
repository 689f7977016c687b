package io.slipcover.benchmarks.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** A {@code _bulk_docs} of a thousand documents is written to the sink; one after the other over one connection. */
final class Batch implements SingleMeasurement {
    /** Makes each batch one of other revisions, whose bases no candidate can have from the last. */
    private static final AtomicLong REVISIONS = new AtomicLong();

    private final URI upstream;
    private final boolean edits;

    /**
     * @param upstream the sink
     * @param edits whether the documents are edits of others, rather than new
     */
    Batch(URI upstream, boolean edits) {
        this.upstream = upstream;
        this.edits = edits;
    }

    /** What a client of a release sends. */
    private ObjectNode sent(int release) {
        return Documents.batch(IntStream.range(0, Upstream.BATCH)
                .mapToObj(number -> edits ? Edits.edited(Documents.document(number), release) : fresh(number, release))
                .toList());
    }

    private static ObjectNode fresh(int number, int release) {
        ObjectNode document = Documents.document(number);
        document.remove("_rev");
        TodoShapes.view(document, release);
        return document;
    }

    /** The documents that have to arrive at the sink. */
    private JsonNode stored(int release) {
        return edits ? sent(TodoShapes.STORED) : TodoShapes.upgraded(sent(release), release);
    }

    @Override
    public void check(Running candidate) throws IOException, InterruptedException, WrongAnswerException {
        int release = candidate.candidate().release();
        Question question = Question.post("_bulk_docs", Json.bytes(sent(release)));
        JsonNode rows = Json.read(question.ask(candidate, Map.of("X-Keep", "yes")));
        JsonNode found = Json.read(Question.get("kept").ask(new Running(Candidate.DIRECT, upstream)));
        JsonNode expected = stored(release);
        if (rows.size() != Upstream.BATCH || !Json.same(expected, found)) {
            throw new WrongAnswerException("the first stored document is " + found.at("/docs/0") + ", expected "
                    + expected.at("/docs/0") + "; there are " + rows.size() + " rows");
        }
    }

    @Override
    public double measure(Running candidate, Duration time) throws IOException, InterruptedException {
        byte[] body = Json.bytes(sent(candidate.candidate().release()));
        ByteBuffer head = ByteBuffer.wrap(Question.post("_bulk_docs", body).head(candidate));
        List<Integer> revisions = edits ? revisions(body) : List.of();
        return ClosedLoop.run(candidate.address(), 1, time, () -> {
                    byte[] digits =
                            "%032x".formatted(REVISIONS.incrementAndGet()).getBytes(StandardCharsets.US_ASCII);
                    for (int at : revisions) {
                        System.arraycopy(digits, 0, body, at, digits.length);
                    }
                    return new ByteBuffer[] {head.duplicate(), ByteBuffer.wrap(body)};
                })
                .millisecondsEach();
    }

    /** Where in a body the digits of revisions stand. */
    private static List<Integer> revisions(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        List<Integer> found = new ArrayList<>();
        for (int at = text.indexOf(Documents.REVISION); at >= 0; at = text.indexOf(Documents.REVISION, at + 1)) {
            found.add(at + "3-".length());
        }
        return found;
    }
}
