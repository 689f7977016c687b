package io.slipcover.benchmarks.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

/** Something is read from the upstream's files. */
final class Read implements SingleMeasurement {
    /** Asks for some time, and gives a figure. */
    @FunctionalInterface
    interface Meter {
        double measure(Running candidate, Question question, Duration time) throws IOException, InterruptedException;
    }

    private final Question question;
    private final byte[] stored;
    private final boolean documents;
    private final Meter meter;

    private Read(Question question, byte[] stored, boolean documents, Meter meter) {
        this.question = question;
        this.stored = stored;
        this.documents = documents;
        this.meter = meter;
    }

    /** One whose answer has documents in it, which are to be views. */
    static Read ofDocuments(Question question, byte[] stored, Meter meter) {
        return new Read(question, stored, true, meter);
    }

    /** One whose answer has to come as it is stored. */
    static Read ofBytes(Question question, byte[] stored, Meter meter) {
        return new Read(question, stored, false, meter);
    }

    /** Megabytes per second of what the upstream sends, on each connection one answer after the other. */
    static Meter stream(int upstreamBytes, int connections) {
        return (candidate, question, time) ->
                repeat(candidate, question, time, connections).perSecond() * upstreamBytes / 1_000_000;
    }

    /** Answers per second, over four connections. */
    static Meter answers() {
        return (candidate, question, time) ->
                repeat(candidate, question, time, 4).perSecond();
    }

    private static ClosedLoop.Pace repeat(Running candidate, Question question, Duration time, int connections)
            throws IOException, InterruptedException {
        ByteBuffer head = ByteBuffer.wrap(question.head(candidate));
        byte[] content = question.body();
        ByteBuffer body = ByteBuffer.wrap(content == null ? new byte[0] : content);
        return ClosedLoop.run(
                candidate.address(), connections, time, () -> new ByteBuffer[] {head.duplicate(), body.duplicate()});
    }

    /** The answer as the upstream has it. */
    byte[] stored() {
        return stored.clone();
    }

    @Override
    public void check(Running candidate) throws IOException, InterruptedException, WrongAnswerException {
        byte[] answer = question.ask(candidate);
        if (documents) {
            JsonNode expected =
                    TodoShapes.viewed(Json.read(stored), candidate.candidate().release());
            JsonNode found = Json.read(answer);
            if (!Json.same(expected, found)) {
                throw new WrongAnswerException("found " + shortened(found) + ", expected " + shortened(expected));
            }
        } else if (!Arrays.equals(stored, answer)) {
            throw new WrongAnswerException("found other bytes than are stored");
        }
    }

    private static String shortened(JsonNode node) {
        String text = Json.text(node);
        return text.length() < 1500 ? text : text.substring(0, 1500) + "…";
    }

    @Override
    public double measure(Running candidate, Duration time) throws IOException, InterruptedException {
        return meter.measure(candidate, question, time);
    }
}
