package io.slipcover.benchmarks.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.testbed.CouchClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** A thousand documents of a new database are edited a few times, each time in one {@code _bulk_docs}; the median time of one. */
final class CouchBatch implements SingleMeasurement {
    private static final int TIMES = 5;

    private final CouchClient couch;

    CouchBatch(CouchClient couch) {
        this.couch = couch;
    }

    /** Makes the database, and gives its documents. */
    private List<ObjectNode> fill(String database) {
        List<ObjectNode> documents =
                IntStream.range(0, Upstream.BATCH).mapToObj(Documents::document).toList();
        documents.forEach(document -> document.remove("_rev"));
        CouchDocuments.write(couch, database, documents);
        return documents;
    }

    /** Makes one edit of every document, and gives how long the edits took. */
    private static double edit(Running candidate, List<ObjectNode> documents) throws IOException, InterruptedException {
        int release = candidate.candidate().release();
        documents.forEach(document -> Edits.edited(document, TodoShapes.STORED));
        byte[] body = Json.bytes(Documents.batch(documents.stream()
                .map(document -> {
                    ObjectNode seen = document.deepCopy();
                    TodoShapes.view(seen, release);
                    return seen;
                })
                .toList()));
        long begin = System.nanoTime();
        byte[] answer = Question.post("_bulk_docs", body).ask(candidate);
        double milliseconds = (System.nanoTime() - begin) / 1e6;
        CouchDocuments.takeRevisions(documents, Json.read(answer));
        return milliseconds;
    }

    @Override
    public void check(Running candidate) throws IOException, InterruptedException, WrongAnswerException {
        String database = couch.createDatabase("todos-");
        List<ObjectNode> documents = fill(database);
        edit(candidate.in(database), documents);
        for (int number : new int[] {0, Upstream.BATCH - 1}) {
            JsonNode found = Json.read(couch.get("/" + database + "/" + Documents.id(number))
                    .orThrow()
                    .body()
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            if (!Json.same(documents.get(number), found)) {
                throw new WrongAnswerException("found " + found + ", expected " + documents.get(number));
            }
        }
        couch.delete("/" + database);
    }

    @Override
    public double measure(Running candidate, Duration time) throws IOException, InterruptedException {
        String database = couch.createDatabase("todos-");
        List<ObjectNode> documents = fill(database);
        double[] milliseconds = new double[TIMES];
        for (int index = 0; index < TIMES; index++) {
            milliseconds[index] = edit(candidate.in(database), documents);
        }
        couch.delete("/" + database);
        return Summary.median(milliseconds);
    }
}
