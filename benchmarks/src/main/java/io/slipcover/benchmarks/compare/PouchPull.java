package io.slipcover.benchmarks.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.testbed.CouchClient;
import io.slipcover.testbed.PouchApp;
import io.slipcover.testbed.PouchApps;
import io.slipcover.testbed.Replication;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** A new PouchDB in memory takes over a database of ten thousand documents. */
final class PouchPull implements SingleMeasurement {
    private static final int DOCUMENTS = 10_000;

    private final CouchClient couch;
    private String database = "";

    PouchPull(CouchClient couch) {
        this.couch = couch;
    }

    @Override
    public void prepare(List<Running> candidates) {
        database = couch.createDatabase("todos-");
        for (int from = 0; from < DOCUMENTS; from += Upstream.BATCH) {
            List<ObjectNode> documents = IntStream.range(from, from + Upstream.BATCH)
                    .mapToObj(Documents::document)
                    .toList();
            documents.forEach(document -> document.remove("_rev"));
            CouchDocuments.write(couch, database, documents);
        }
    }

    @Override
    public void check(Running candidate) throws WrongAnswerException {
        try (PouchApps node = PouchApps.start()) {
            PouchApp app = app(node, candidate, database);
            app.pull();
            JsonNode found = app.get(Documents.id(0));
            ObjectNode expected = Documents.document(0);
            expected.set("_rev", found.get("_rev"));
            TodoShapes.view(expected, candidate.candidate().release());
            if (!Json.same(expected, found)) {
                throw new WrongAnswerException("found " + found + ", expected " + expected);
            }
        }
    }

    @Override
    public double measure(Running candidate, Duration time) throws IOException {
        try (PouchApps node = PouchApps.start()) {
            PouchApp app = app(node, candidate, database);
            long begin = System.nanoTime();
            Replication replication = app.pull();
            double seconds = (System.nanoTime() - begin) / 1e9;
            if (replication.written() != DOCUMENTS || replication.failures() != 0) {
                throw new IOException("not all documents came: " + replication);
            }
            return seconds;
        }
    }

    /** An app of the candidate's release, which replicates a database through it. */
    static PouchApp app(PouchApps node, Running candidate, String database) {
        return node.open(
                URI.create(candidate.url() + "/" + database),
                candidate.candidate().release() + ".0.0");
    }
}
