package io.slipcover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All documents of a database, or some of them, read page by page as a stream, with the leaves that lost a conflict. Nothing is written. A
 * page never holds the database up for longer than the rate allows.
 */
final class CouchDocuments {
    private static final int PAGE = 1_000;
    private static final int PAGE_OF_IDS = 10_000;
    private static final JsonName ID = JsonName.of("_id");
    private static final JsonName ROW_ID = JsonName.of("id");
    private static final JsonName CONFLICTS = JsonName.of("_conflicts");
    private static final JsonName COUNT = JsonName.of("doc_count");
    private static final JsonName DOCS = JsonName.of("docs");
    private static final JsonName OK = JsonName.of("ok");
    private static final JsonName REASON = JsonName.of("reason");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final HttpClient http;
    private final DatabaseAddress database;
    private final @Nullable DatabaseCredentials credentials;
    private final int rate;
    private final int deepest;
    private final Consumer<String> problems;
    private final int page;
    private final long began = System.nanoTime();
    private long read;
    private boolean whole = true;

    /**
     * @param rate how many documents are read in a second at most; 0: as many as there are
     * @param deepest how many levels a document may have
     * @param problems hears of what is no document
     */
    CouchDocuments(
            HttpClient http,
            DatabaseAddress database,
            @Nullable DatabaseCredentials credentials,
            int rate,
            int deepest,
            Consumer<String> problems) {
        this.http = http;
        this.database = database;
        this.credentials = credentials;
        this.rate = rate;
        this.deepest = deepest;
        this.problems = problems;
        this.page = rate == 0 ? PAGE : Math.min(PAGE, Math.max(1, rate));
    }

    /** Whether everything that was read was a document. */
    boolean isWhole() {
        return whole;
    }

    /** How many documents the database says that it has. */
    long count() throws IOException, InterruptedException {
        try (InputStream body = send("", null)) {
            byte[] bytes = body.readAllBytes();
            JsonObject answer = JsonObject.parse(bytes, 0, bytes.length);
            return answer.get(COUNT) instanceof JsonSlice slice
                    ? slice.asNumber().toBigDecimal().longValue()
                    : 0;
        } catch (JsonFormatException e) {
            throw new IOException(database + " is no database of CouchDB's: " + e.getMessage(), e);
        }
    }

    /** Reads all documents, in the order of their ids. */
    void all(Consumer<JsonObject> documents) throws IOException, InterruptedException {
        @Nullable String next = "";
        while (next != null) {
            String start = next.isEmpty()
                    ? ""
                    : "&startkey=" + encoded(JsonSlice.string(next).toString());
            List<String> last = new ArrayList<>();
            List<String> conflicts = new ArrayList<>();
            long before = read;
            try (InputStream body =
                    send("/_all_docs?include_docs=true&conflicts=true&limit=" + (page + 1) + start, null)) {
                hand(body, document -> {
                    if (read - before == page) {
                        last.add(String.valueOf(document.string(ID))); // Begins the next page.
                    } else {
                        read++;
                        losers(document, conflicts);
                        documents.accept(document);
                    }
                });
            }
            leaves(conflicts, documents);
            next = last.isEmpty() ? null : last.get(0);
            rest();
        }
    }

    /** Reads so many documents, evenly from the whole database. */
    void some(long wanted, long count, Consumer<JsonObject> documents) throws IOException, InterruptedException {
        List<String> ids = ids(wanted, count);
        for (int from = 0; from < ids.size(); from += page) {
            JsonArray keys = JsonArray.empty();
            ids.subList(from, Math.min(ids.size(), from + page)).forEach(id -> keys.add(JsonSlice.string(id)));
            List<String> conflicts = new ArrayList<>();
            try (InputStream body = send(
                    "/_all_docs?include_docs=true&conflicts=true",
                    new Json().with("keys", keys).toString())) {
                hand(body, document -> {
                    read++;
                    losers(document, conflicts);
                    documents.accept(document);
                });
            }
            leaves(conflicts, documents);
            rest();
        }
    }

    /** The ids at even distances. Ids alone are cheap for CouchDB. */
    private List<String> ids(long wanted, long count) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        double step = Math.max(1, (double) count / wanted);
        String[] next = {""};
        long[] seen = {0};
        boolean more = true;
        while (more && ids.size() < wanted) {
            String start = next[0].isEmpty()
                    ? ""
                    : "&startkey=" + encoded(JsonSlice.string(next[0]).toString());
            long[] ofPage = {0};
            try (InputStream body = send("/_all_docs?limit=" + (PAGE_OF_IDS + 1) + start, null)) {
                each(body, row -> {
                    ofPage[0]++;
                    next[0] = String.valueOf(row.string(ROW_ID));
                    if (ofPage[0] <= PAGE_OF_IDS && seen[0]++ >= Math.floor(ids.size() * step) && ids.size() < wanted) {
                        ids.add(next[0]);
                    }
                });
            }
            more = ofPage[0] > PAGE_OF_IDS;
        }
        return ids;
    }

    private static void losers(JsonObject document, List<String> conflicts) {
        JsonArray losing = document.array(CONFLICTS);
        for (int index = 0; losing != null && index < losing.size(); index++) {
            conflicts.add(new Json()
                    .with("id", String.valueOf(document.string(ID)))
                    .with("rev", losing.get(index))
                    .toString());
        }
    }

    /** Reads the leaves that lost a conflict: a replica may hold them, and may edit them. */
    private void leaves(List<String> conflicts, Consumer<JsonObject> documents)
            throws IOException, InterruptedException {
        for (int from = 0; from < conflicts.size(); from += page) {
            String asked = String.join(",", conflicts.subList(from, Math.min(conflicts.size(), from + page)));
            try (InputStream body = send("/_bulk_get", "{\"docs\":[" + asked + "]}")) {
                each(body, result -> {
                    JsonArray found = result.array(DOCS);
                    for (int index = 0; found != null && index < found.size(); index++) {
                        JsonObject entry = found.object(index);
                        JsonObject leaf = entry == null ? null : entry.object(OK);
                        if (leaf != null) {
                            byte[] bytes = leaf.toBytes();
                            documents.accept(JsonObject.ofValidated(bytes, 0, bytes.length));
                        }
                    }
                });
            }
        }
    }

    private void hand(InputStream body, Consumer<JsonObject> documents) throws IOException {
        SampleFile rows = new SampleFile(database.toString(), deepest, problems);
        rows.read(body, documents);
        whole &= rows.isWhole();
    }

    private void each(InputStream body, Consumer<JsonObject> rows) throws IOException {
        JsonStream values = new JsonStream(new ListedDocuments(body));
        while (values.next()) {
            rows.accept(JsonSlice.ofValidated(values.array(), values.start(), values.end())
                    .asObject());
        }
    }

    /** Waits until no more was read than the rate allows. */
    private void rest() throws InterruptedException {
        if (rate > 0) {
            long due = began + Duration.ofSeconds(1).toNanos() * read / rate;
            Thread.sleep(Math.max(0, Duration.ofNanos(due - System.nanoTime()).toMillis()));
        }
    }

    private InputStream send(String rest, @Nullable String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(database.at(rest)).timeout(PATIENCE);
        if (credentials != null) {
            request.header("Authorization", credentials.header());
        }
        if (body != null) {
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        }
        HttpResponse<InputStream> answer;
        try {
            answer = http.send(request.build(), BodyHandlers.ofInputStream());
        } catch (ConnectException e) {
            throw new IOException("cannot connect to " + database, e);
        }
        if (answer.statusCode() != 200) {
            try (InputStream refusal = answer.body()) {
                throw new IOException(database + ": status " + answer.statusCode() + reason(refusal.readNBytes(PAGE)));
            }
        }
        return answer.body();
    }

    private static String reason(byte[] refusal) {
        try {
            String reason = JsonObject.parse(refusal, 0, refusal.length).string(REASON);
            return reason == null ? "" : ": " + reason;
        } catch (JsonFormatException e) {
            return "";
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
