package io.slipcover.mango;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipcover.budget.Budget;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.testbed.CouchAnswer;
import io.slipcover.testbed.CouchClient;
import io.slipcover.testbed.CouchServer;
import io.slipcover.testbed.Patience;
import io.slipcover.testing.Seed;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Asks CouchDB and this package the same generated questions. {@code -Dslipcover.oracle.questions} says how many, {@code
 * -Dslipcover.seed} which ones.
 */
final class MangoOracleIT {
    private static final int QUESTIONS = Integer.getInteger("slipcover.oracle.questions", 600);

    @RegisterExtension
    static final Seed SEED = Seed.of(MangoOracleIT.class);

    private static final int DOCUMENTS = 150;
    /** What is said where CouchDB fails while it evaluates, perhaps after the answer has begun. */
    private static final String FAILURE = "500 unknown_error";

    private static final JsonName ID = JsonName.of("_id");

    private static final CouchServer COUCH = CouchServer.shared();
    private static final CouchClient CLIENT = COUCH.client();

    private static final RandomQuestions QUESTIONER = new RandomQuestions(SEED.random());
    private static final List<JsonObject> SENT = new ArrayList<>();
    private static final List<JsonObject> STORED = new ArrayList<>();
    private static String database;

    @BeforeAll
    static void fill() {
        assumeThat(COUCH.isCouchDb()).as("only CouchDB decides as CouchDB does").isTrue();
        database = CLIENT.createDatabase("oracle-");
        Set<String> ids = new LinkedHashSet<>();
        while (ids.size() < DOCUMENTS) {
            ids.add(QUESTIONER.id() + (ids.size() % 2 == 0 ? "" : ids.size()));
            ids.remove("");
        }
        List<String> documents = ids.stream()
                .map(id -> "{\"_id\":" + RandomValues.quote(id) + QUESTIONER.members() + "}")
                .toList();
        CLIENT.post("/" + database + "/_bulk_docs", "{\"docs\":[" + String.join(",", documents) + "]}")
                .orThrow();
        JsonArray rows = JsonObject.of(CLIENT.get("/" + database + "/_all_docs?include_docs=true")
                        .orThrow()
                        .body())
                .array(JsonName.of("rows"));
        for (int index = 0; index < rows.size(); index++) {
            JsonObject stored = rows.object(index).get(JsonName.of("doc")).asObject();
            STORED.add(stored);
            SENT.add(sent(stored, documents));
        }
    }

    private static JsonObject sent(JsonObject stored, List<String> documents) {
        JsonObject sent = documents.stream()
                .map(JsonObject::of)
                .filter(document -> id(document).equals(id(stored)))
                .findFirst()
                .orElseThrow();
        sent.insert(1, JsonName.of("_rev"), stored.get(JsonName.of("_rev")));
        return new QueryReader(Budget.UNLIMITED).read(sent).asObject();
    }

    @AfterAll
    static void drop() {
        if (database != null) {
            CLIENT.delete("/" + database);
        }
    }

    @Test
    void matches_generatedSelector_holdsForTheDocumentsOfCouchDb() {
        List<String> differences = new ArrayList<>();
        int telling = 0;
        for (int question = 0; question < QUESTIONS; question++) {
            String selector = QUESTIONER.selector(3);
            Outcome ours = Outcome.of(selector, STORED);
            telling += !ours.found().isEmpty() && ours.found().size() < DOCUMENTS ? 1 : 0;
            String difference = difference(selector, ours);
            if (!difference.isEmpty()) {
                differences.add(selector + ": " + difference);
            }
        }
        System.err.println("oracle: " + (QUESTIONS - differences.size()) + " of " + QUESTIONS + " selectors agree, "
                + telling + " of them match some documents but not all");
        report(differences);
        assertThat(telling).isGreaterThan(QUESTIONS / 5);
    }

    /** How CouchDB's answer differs from ours; empty where it does not. */
    private static String difference(String selector, Outcome ours) {
        Outcome sent = Outcome.of(selector, SENT);
        if (!ours.equals(sent)) {
            return "as stored " + ours + ", as sent " + sent;
        }
        // The filter of a feed is the selector alone, without indexes that narrow the search.
        String path = "/_changes?filter=_selector";
        String body = "{\"selector\":" + selector + "}";
        if (ours.fails()) {
            return breaksOff(path, body) ? "" : "ours fails";
        }
        CouchAnswer answer = ask(path, body);
        if (answer.status() != 200 || !ours.refusal().isEmpty()) {
            // A feed calls every mistake in a selector a bad request.
            return answer.status() == 400 && ours.refusal().startsWith("400 ")
                    ? ""
                    : "ours " + ours.refusal() + ", CouchDB's " + said(answer);
        }
        Outcome again =
                Outcome.of(Selector.parse(JsonValue.of(selector)).toJson().toString(), STORED);
        if (!ours.equals(again)) {
            return "as written " + ours + ", as normalised " + again;
        }
        Set<String> theirs = new TreeSet<>();
        answer.json().path("results").forEach(row -> theirs.add(row.path("id").textValue()));
        return ours.found().equals(theirs)
                ? ""
                : "ours alone " + show(without(ours.found(), theirs)) + ", CouchDB's alone "
                        + show(without(theirs, ours.found()));
    }

    private static Set<String> without(Set<String> all, Set<String> others) {
        Set<String> left = new TreeSet<>(all);
        left.removeAll(others);
        return left;
    }

    private static String show(Set<String> ids) {
        return ids.stream()
                .limit(2)
                .map(id -> STORED.stream()
                        .filter(document -> id(document).equals(id))
                        .findFirst()
                        .orElseThrow())
                .map(JsonObject::toString)
                .collect(joining(" "));
    }

    /**
     * What a selector says to documents.
     *
     * @param found the ids of those that it matches
     * @param fails whether CouchDB would fail at another
     * @param refusal why it is none, or empty
     */
    private record Outcome(Set<String> found, boolean fails, String refusal) {
        static Outcome of(String written, List<JsonObject> documents) {
            Selector selector;
            try {
                selector = Selector.parse(JsonValue.of(written));
            } catch (MangoException refused) {
                return new Outcome(Set.of(), false, said(refused));
            }
            Set<String> found = new TreeSet<>();
            boolean fails = false;
            for (JsonObject document : documents) {
                try {
                    if (selector.matches(document)) {
                        found.add(id(document));
                    }
                } catch (MangoException failure) {
                    fails = true;
                }
            }
            return new Outcome(found, fails, "");
        }
    }

    @Test
    void apply_generatedFields_showsWhatCouchDbShows() {
        List<String> differences = new ArrayList<>();
        for (int question = 0; question < QUESTIONS / 6; question++) {
            String fields = QUESTIONER.fields();
            String body = "{\"selector\":{},\"fields\":" + fields + ",\"limit\":100000}";
            String difference = "";
            try {
                Projection projection = Projection.parse(JsonValue.of(fields));
                String ours = STORED.stream()
                        .map(projection::apply)
                        .map(JsonObject::toString)
                        .collect(joining("\n"));
                String theirs = documents(ask("/_find", body).orThrow());
                difference = ours.equals(theirs) ? "" : "ours " + ours + "\nCouchDB's " + theirs;
            } catch (MangoException failure) {
                difference = breaksOff("/_find", body) ? "" : "ours " + failure;
            }
            if (!difference.isEmpty()) {
                differences.add(fields + ": " + difference);
            }
        }
        report(differences);
    }

    @Test
    void compare_documents_areInTheOrderOfAnIndex() {
        List<String> differences = new ArrayList<>();
        String indexed = copy();
        for (String fields :
                List.of("[\"a\"]", "[\"b\",\"c\"]", "[\"d\",\"a.b\",\"_id\"]", "[\"\u00e9\"]", "[\"_id\"]")) {
            if (!fields.equals("[\"_id\"]")) {
                CLIENT.post("/" + indexed + "/_index", "{\"index\":{\"fields\":" + fields + "}}")
                        .orThrow();
            }
            for (String direction : List.of("asc", "desc")) {
                String sort = fields.replaceAll("(\"[^\"]+\")", "{$1:\"" + direction + "\"}");
                String selector = fields.equals("[\"_id\"]") ? "{\"_id\":{\"$gt\":null}}" : "{}";
                String query =
                        "{\"selector\":" + selector + ",\"sort\":" + sort + ",\"fields\":[\"_id\"],\"limit\":100000}";
                // CouchDB knows a new index only after a moment.
                Patience.await(
                        () -> "an index for " + sort,
                        () -> CLIENT.post("/" + indexed + "/_explain", query).status() == 200);
                CouchAnswer answer =
                        CLIENT.post("/" + indexed + "/_find", query).orThrow();
                SortOrder order = new SortOrder(SortKey.parse(JsonValue.of(sort)));
                List<String> ours = STORED.stream()
                        .map(order::place)
                        .filter(Objects::nonNull)
                        .sorted(order)
                        .map(place -> Json.text(place.get(place.size() - 1)))
                        .toList();
                if (!ours.equals(List.copyOf(ids(answer)))) {
                    differences.add(sort + ": " + firstDifference(ours, List.copyOf(ids(answer))));
                }
            }
        }
        CLIENT.delete("/" + indexed);
        report(differences);
    }

    private static String firstDifference(List<String> ours, List<String> theirs) {
        int index = 0;
        while (index < ours.size() && index < theirs.size() && ours.get(index).equals(theirs.get(index))) {
            index++;
        }
        return "ours " + show(next(ours, index)) + ", CouchDB's " + show(next(theirs, index));
    }

    private static Set<String> next(List<String> ids, int index) {
        return Set.copyOf(ids.subList(Math.min(index, ids.size()), Math.min(index + 1, ids.size())));
    }

    /** Another database with the same documents: CouchDB's answers depend on the indexes that there are. */
    private static String copy() {
        String copy = CLIENT.createDatabase("oracle-");
        String documents = STORED.stream().map(JsonObject::toString).collect(joining(","));
        CLIENT.post("/" + copy + "/_bulk_docs", "{\"new_edits\":false,\"docs\":[" + documents + "]}")
                .orThrow();
        return copy;
    }

    @Test
    void parse_mistakenBody_isRefusedAsByCouchDb() {
        List<String> differences = new ArrayList<>();
        int refused = 0;
        for (int question = 0; question < QUESTIONS / 2; question++) {
            String body = QUESTIONER.mistakenBody();
            String ours = mistake(body);
            if (ours.equals(FAILURE)) {
                refused++;
                if (!breaksOff("/_find", body)) {
                    differences.add(body + ": ours " + ours);
                }
                continue;
            }
            CouchAnswer answer = ask("/_find", body);
            String theirs = answer.status() == 200 ? "" : said(answer);
            refused += theirs.isEmpty() ? 0 : 1;
            if (!ours.equals(theirs) && !(ours.isEmpty() && isSaidOfTheDatabase(theirs))) {
                differences.add(body + ": ours " + ours + ", CouchDB's " + theirs);
            }
        }
        System.err.println("oracle: " + refused + " of " + QUESTIONS / 2 + " bodies are refused");
        report(differences);
    }

    /** Whether there is an index, or a partition, only the database knows. */
    private static boolean isSaidOfTheDatabase(String refusal) {
        return Stream.of("no_usable_index", "invalid_index", "query_parse_error")
                .anyMatch(refusal::endsWith);
    }

    /** What we say to a body, as we parse it or look at the first document. */
    private static String mistake(String body) {
        try {
            FindRequest request = FindRequest.parse(JsonValue.of(body), Budget.UNLIMITED);
            STORED.forEach(request.selector()::matches);
            return "";
        } catch (MangoException refused) {
            return said(refused);
        }
    }

    private static CouchAnswer ask(String path, String body) {
        return CLIENT.post("/" + database + path, body);
    }

    /**
     * Whether CouchDB fails at a question. When it has begun its answer by then, it breaks off, and says why in the middle of it or
     * behind: nothing else is asked on such a connection.
     */
    private static boolean breaksOff(String path, String body) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(COUCH.url() + "/" + database + path).toURL().openConnection();
            connection.setRequestProperty("Connection", "close");
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            connection.getOutputStream().write(body.getBytes(UTF_8));
            if (connection.getResponseCode() != 200) {
                return true;
            }
            String answer = new String(connection.getInputStream().readAllBytes(), UTF_8);
            return !answer.strip().endsWith("}") || answer.contains("\"error\":");
        } catch (IOException brokenOff) {
            return true;
        }
    }

    private static String id(JsonObject document) {
        return ((JsonSlice) document.get(ID)).asString();
    }

    private static Set<String> ids(CouchAnswer answer) {
        Set<String> ids = new LinkedHashSet<>();
        for (JsonNode document : answer.json().path("docs")) {
            ids.add(document.path("_id").textValue());
        }
        return ids;
    }

    private static String documents(CouchAnswer answer) {
        JsonArray documents = JsonObject.of(answer.body()).array(JsonName.of("docs"));
        return Elements.of(documents).map(JsonValue::toString).collect(joining("\n"));
    }

    /** The kind of a refusal: the words are CouchDB's alone. */
    private static String said(MangoException refused) {
        return refused.status() + " " + refused.error();
    }

    private static String said(CouchAnswer answer) {
        return answer.status() + " " + answer.json().path("error").textValue();
    }

    private static void report(List<String> differences) {
        if (!differences.isEmpty()) {
            fail(differences.size() + " differences, among them\n"
                    + differences.stream().limit(20).collect(joining("\n")));
        }
    }
}
