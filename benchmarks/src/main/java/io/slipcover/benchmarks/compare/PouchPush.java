package io.slipcover.benchmarks.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.testbed.CouchClient;
import io.slipcover.testbed.PouchApp;
import io.slipcover.testbed.PouchApps;
import io.slipcover.testbed.Replication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A PouchDB in memory hands over a thousand new documents to an empty database. */
final class PouchPush implements SingleMeasurement {
    private final CouchClient couch;

    PouchPush(CouchClient couch) {
        this.couch = couch;
    }

    @Override
    public void check(Running candidate) throws IOException, WrongAnswerException {
        String database = couch.createDatabase("todos-");
        push(candidate, database);
        JsonNode found = Json.read(couch.get("/" + database + "/" + Documents.id(0))
                .orThrow()
                .body()
                .getBytes(StandardCharsets.UTF_8));
        ArrayNode sent = Json.MAPPER.createArrayNode().add(fresh(0, candidate));
        JsonNode expected = TodoShapes.upgraded(
                        Json.MAPPER.createObjectNode().set("docs", sent),
                        candidate.candidate().release())
                .at("/docs/0");
        ((ObjectNode) found).remove("_rev");
        if (!Json.same(expected, found)) {
            throw new WrongAnswerException("found " + found + ", expected " + expected);
        }
        couch.delete("/" + database);
    }

    @Override
    public double measure(Running candidate, Duration time) throws IOException {
        String database = couch.createDatabase("todos-");
        double seconds = push(candidate, database);
        couch.delete("/" + database);
        return seconds;
    }

    private static double push(Running candidate, String database) throws IOException {
        try (PouchApps node = PouchApps.start()) {
            PouchApp app = PouchPull.app(node, candidate, database);
            ArrayNode documents = Json.MAPPER.createArrayNode();
            for (int number = 0; number < Upstream.BATCH; number++) {
                documents.add(fresh(number, candidate));
            }
            app.local("bulkDocs", documents);
            long begin = System.nanoTime();
            Replication replication = app.push();
            double seconds = (System.nanoTime() - begin) / 1e9;
            if (replication.written() != Upstream.BATCH || replication.failures() != 0) {
                throw new IOException("not all documents went: " + replication);
            }
            return seconds;
        }
    }

    private static ObjectNode fresh(int number, Running candidate) {
        ObjectNode document = Documents.document(number);
        document.remove("_rev");
        TodoShapes.view(document, candidate.candidate().release());
        return document;
    }
}
