package io.slipcover.benchmarks.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;

/** One document is read over TLS, on connections that stay. */
final class EncryptedDocument implements SingleMeasurement {
    private final Certificate certificate;
    private final byte[] stored;
    private final Wrk wrk;

    EncryptedDocument(Certificate certificate, byte[] stored, Wrk wrk) {
        this.certificate = certificate;
        this.stored = stored.clone();
        this.wrk = wrk;
    }

    @Override
    public void check(Running candidate) throws IOException, InterruptedException, WrongAnswerException {
        byte[] answer = new EncryptedClient(certificate).get(candidate, Upstream.DOCUMENT);
        JsonNode expected =
                TodoShapes.viewed(Json.read(stored), candidate.candidate().release());
        if (!Json.same(expected, Json.read(answer))) {
            throw new WrongAnswerException("found another document than expected: " + Json.text(Json.read(answer)));
        }
    }

    @Override
    public double measure(Running candidate, Duration time) throws IOException, InterruptedException {
        return wrk.requestsPerSecond(candidate, Upstream.DOCUMENT, time);
    }
}
