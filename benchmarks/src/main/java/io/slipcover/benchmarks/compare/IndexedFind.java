package io.slipcover.benchmarks.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.testbed.CouchClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Queries for 25 of 100,000 documents by a range of a member that was renamed, on which there is an index; the median time of one. CouchDB is
 * asked without a proxy for documents of one shape. Slipcover is asked for the same documents, stored in one shape or in two.
 */
final class IndexedFind implements SingleMeasurement {
    private static final int DOCUMENTS = 100_000;
    private static final int BATCH = 2_000;
    private static final int WANTED = 25;
    private static final int TIMES = 300;

    private final CouchClient couch;
    private final boolean mixed;
    private final Map<String, Double> examined = new TreeMap<>();
    private final Random random = new Random(1);
    private String ofOneShape = "";
    private String asked = "";

    /** @param mixed whether every other document has the shape of release 1 */
    IndexedFind(CouchClient couch, boolean mixed) {
        this.couch = couch;
        this.mixed = mixed;
    }

    @Override
    public void prepare(List<Running> candidates) {
        ofOneShape = fill(false);
        asked = mixed ? fill(true) : ofOneShape;
    }

    private String fill(boolean everyOtherIsOld) {
        String database = couch.createDatabase("todos-");
        for (int first = 0; first < DOCUMENTS; first += BATCH) {
            List<ObjectNode> documents = new ArrayList<>();
            for (int number = first; number < first + BATCH; number++) {
                ObjectNode document = Documents.document(number);
                document.remove("_rev");
                document.put("text", text(number));
                if (everyOtherIsOld && number % 2 == 1) {
                    TodoShapes.view(document, 1);
                }
                documents.add(document);
            }
            couch.post("/" + database + "/_bulk_docs", Json.text(Documents.batch(documents)))
                    .orThrow();
        }
        index(database, "text");
        if (everyOtherIsOld) {
            index(database, "title");
        }
        return database;
    }

    private static String text(int number) {
        return "%06d".formatted(number);
    }

    private void index(String database, String field) {
        couch.post("/" + database + "/_index", "{\"index\":{\"fields\":[\"" + field + "\"]}}")
                .orThrow();
        // The first who asks waits until the index is built.
        couch.post("/" + database + "/_find", "{\"selector\":{\"" + field + "\":\"000000\"}}")
                .orThrow();
    }

    private Question question(Running candidate, int first) {
        String field = candidate.candidate().release() == TodoShapes.STORED ? "text" : "title";
        return Question.post(
                "_find",
                ("{\"selector\":{\"schema\":\"todo-item\",\"" + field + "\":{\"$gte\":\"" + text(first)
                                + "\",\"$lt\":\"" + text(first + WANTED)
                                + "\"}},\"limit\":100,\"execution_stats\":true}")
                        .getBytes(UTF_8));
    }

    private Running asked(Running candidate) {
        return candidate.in(candidate.candidate() == Candidate.DIRECT ? ofOneShape : asked);
    }

    @Override
    public void check(Running candidate) throws IOException, InterruptedException, WrongAnswerException {
        int first = 4_711;
        JsonNode answer = Json.read(question(candidate, first).ask(asked(candidate)));
        List<String> found = new ArrayList<>();
        answer.path("docs").forEach(document -> found.add(document.path("_id").asText()));
        List<String> expected = new ArrayList<>();
        for (int number = first; number < first + WANTED; number++) {
            expected.add(Documents.id(number));
        }
        if (found.size() != WANTED || !found.containsAll(expected)) {
            throw new WrongAnswerException("found " + found + ", expected " + expected);
        }
        examined.put(
                "documents examined, " + candidate.candidate().title(),
                answer.path("execution_stats").path("total_docs_examined").asDouble());
    }

    @Override
    public double measure(Running candidate, Duration time) throws IOException, InterruptedException {
        Running place = asked(candidate);
        double[] milliseconds = new double[TIMES];
        for (int index = 0; index < TIMES; index++) {
            Question question = question(candidate, random.nextInt(DOCUMENTS - WANTED));
            long begin = System.nanoTime();
            question.ask(place);
            milliseconds[index] = (System.nanoTime() - begin) / 1e6;
        }
        return Summary.median(milliseconds);
    }

    @Override
    public Map<String, Double> facts() {
        return examined;
    }
}
