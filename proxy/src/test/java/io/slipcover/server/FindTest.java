package io.slipcover.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testbed.Patience;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Wire;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries of clients, and what CouchDB is asked for them. */
@ExtendWith(LeakGuard.class)
@SuppressWarnings("StringConcatToTextBlock") // Lines end with CR and LF here.
final class FindTest {
    private static final String OLD =
            "{\"_id\":\"a\",\"_rev\":\"1-a\",\"schema\":\"todo-item\",\"version\":1,\"title\":\"old\",\"isDone\":true}";
    private static final String NEW =
            "{\"_id\":\"b\",\"_rev\":\"1-b\",\"schema\":\"todo-item\",\"version\":3,\"text\":\"new\",\"status\":\"done\"}";
    private static final String OTHER =
            "{\"_id\":\"c\",\"_rev\":\"1-c\",\"schema\":\"todo-item\",\"version\":3,\"text\":\"other\",\"status\":\"active\"}";
    private static final String BROKEN =
            "{\"_id\":\"x\",\"_rev\":\"1-x\",\"schema\":\"todo-item\",\"version\":2,\"title\":\"x\",\"status\":42}";
    private static final String QUERY = "{\"selector\":{\"isDone\":true},\"fields\":[\"_id\",\"title\"]}";
    private static final String FOUND =
            "{\"docs\":[\r\n{\"_id\":\"a\",\"title\":\"old\"},\r\n{\"_id\":\"b\",\"title\":\"new\"}\r\n],\r\n\"bookmark\": ";

    @RegisterExtension
    private final Opened opened = new Opened();

    private Wire client(FakeUpstream couch, TestSite site) throws IOException {
        return opened.client(site.on(couch.port()));
    }

    private Wire client(FakeUpstream couch) throws IOException {
        return client(couch, new TestSite());
    }

    private static String json(String status, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String docs(String... docs) {
        return "{\"docs\":[\r\n" + String.join(",\r\n", docs) + "\r\n],\r\n\"bookmark\": \"g1A\"}\r\n\n";
    }

    /** A CouchDB that finds some documents for the question about the first shape, and others for the one about those behind it. */
    private FakeUpstream answeringByShape(String first, String others) throws IOException {
        return opened.add(new FakeUpstream((number, wire) -> {
            for (String asked = wire.request(); asked != null; asked = wire.request()) {
                wire.send(json("200 OK", asked.contains("status") ? others : first));
            }
        }));
    }

    private static String bookmark(String answer) {
        return answer.replaceAll("(?s).*\"bookmark\": \"([^\"]*)\".*", "$1");
    }

    private static String post(int release, String path, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: h\r\nX-Client-Version: " + release
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Test
    void results_areWhatTheSelectorMatches_inTheClientsShape() throws Exception {
        // Neither question is about documents of the other one's shape, whatever is found for it.
        FakeUpstream couch = answeringByShape(docs(OLD, OTHER), docs(NEW, OLD));
        String answer = client(couch).send(post(1, "/todos/_find", QUERY)).answer();
        assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").containsIgnoringCase("\r\nvary: X-Client-Version\r\n");
        assertThat(Wire.payload(answer)).startsWith(FOUND).endsWith("\"}\r\n\n");

        String question = couch.nextRequest();
        assertThat(question)
                .startsWith("POST /todos/_find HTTP/1.1\r\n")
                .contains("{\"selector\":{\"isDone\":{\"$eq\":true}},\"limit\":25")
                .doesNotContain("\"fields\"");
        assertThat(couch.nextRequest())
                .contains("{\"status\":{\"$eq\":\"done\"}}", "\"limit\":24")
                .doesNotContain("isDone");
    }

    @Test
    void answer_cutAnywhere_isTheSame() throws Exception {
        String body = docs(OLD, NEW);
        int[] cut = {1};
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            while (wire.request() != null) {
                wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(cut[0]) + "\r\n"
                        + body.substring(0, cut[0]) + "\r\n");
                wire.send(Integer.toHexString(body.length() - cut[0]) + "\r\n" + body.substring(cut[0])
                        + "\r\n0\r\n\r\n");
            }
        }));
        Wire client = client(couch);
        for (; cut[0] < body.length(); cut[0]++) {
            assertThat(Wire.payload(client.send(post(1, "/todos/_find", QUERY)).answer()))
                    .startsWith(FOUND);
        }
    }

    @Test
    void unshowableCandidate_isAnErrorThatNamesIt() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(json("200 OK", docs(OLD, BROKEN))));
        String answer = client(couch).send(post(1, "/todos/_find", QUERY)).answer();
        assertThat(answer).startsWith("HTTP/1.1 500 ");
        assertThat(Wire.payload(answer))
                .isEqualTo("{\"error\":\"migration_failed\","
                        + "\"reason\":\"x: todo-item 2 to 1: convert status: no pair for 42\"}\n");
    }

    @Test
    void unshowableCandidate_leftOut_isSaid() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(json("200 OK", docs(OLD, BROKEN))));
        TestSite site = new TestSite().with("lenses: lenses", "lenses: lenses\non-unshowable: skip");
        assertThat(Wire.payload(
                        client(couch, site).send(post(1, "/todos/_find", QUERY)).answer()))
                .contains("{\"_id\":\"a\",\"title\":\"old\"}\r\n]", "cannot be shown: 1.");
    }

    @Test
    void refusal_isCouchDbsOwn() throws Exception {
        String refusal = "{\"error\":\"unauthorized\",\"reason\":\"You are not authorized to access this db.\"}\n";
        FakeUpstream couch = opened.add(FakeUpstream.answering(json("401 Unauthorized", refusal)));
        String answer = client(couch).send(post(1, "/todos/_find", QUERY)).answer();
        assertThat(answer).startsWith("HTTP/1.1 401 ").containsIgnoringCase("vary: X-Client-Version");
        assertThat(Wire.payload(answer)).isEqualTo(refusal);
    }

    @Test
    void whatIsNoQuery_isForCouchDbToRefuse_andNeverAnsweredWithDocuments() throws Exception {
        String refusal = "{\"error\":\"invalid_operator\",\"reason\":\"Invalid operator: $foo\"}\n";
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send(json("400 Bad Request", refusal));
            while (wire.request() != null) {
                wire.send(json("200 OK", docs(NEW)));
            }
        }));
        Wire client = client(couch);
        String broken = "{\"selector\":{\"a\":{\"$foo\":1}}}";
        assertThat(Wire.payload(client.send(post(1, "/todos/_find", broken)).answer()))
                .isEqualTo(refusal);
        assertThat(couch.nextRequest()).endsWith(broken);

        String answer = client.send(post(1, "/todos/_find", "[1]")).answer();
        assertThat(answer).startsWith("HTTP/1.1 400 ").doesNotContain("new");
        assertThat(client.send(post(1, "/todos/_find", "{")).answer()).startsWith("HTTP/1.1 400 ");
        assertThat(client.send(post(1, "/todos/_explain", broken)).answer()).contains("invalid_operator");
    }

    @Test
    void bookmarkOfNoQuery_isRefused_onceCouchDbHasLetTheClientIn() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(json("200 OK", "{}")));
        String query = "{\"selector\":{\"isDone\":true},\"bookmark\":\"g1AAAA\"}";
        String answer = client(couch).send(post(1, "/todos/_find", query)).answer();
        assertThat(answer).startsWith("HTTP/1.1 400 ");
        assertThat(Wire.payload(answer))
                .isEqualTo("{\"error\":\"invalid_bookmark\",\"reason\":\"Invalid bookmark value: \\\"g1AAAA\\\"\"}\n");
        assertThat(couch.nextRequest()).startsWith("GET /todos HTTP/1.1\r\n");
    }

    @Test
    void bookmarkThatIsMadeUp_isRefused() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(json("200 OK", docs(OLD, NEW))));
        Wire client = client(couch);
        String query = "{\"selector\":{\"isDone\":true},\"sort\":[\"title\"]";
        String first =
                Wire.payload(client.send(post(1, "/todos/_find", query + "}")).answer());
        byte[] bookmark = Base64.getUrlDecoder().decode(bookmark(first));
        String place = "[\"old\",\"a\"]";
        assertThat(new String(bookmark, UTF_8)).endsWith(place);
        byte[] madeUp = Arrays.copyOf(bookmark, bookmark.length - place.length() + 2);
        madeUp[madeUp.length - 2] = '[';
        madeUp[madeUp.length - 1] = ']';
        assertThat(client.send(post(
                                1,
                                "/todos/_find",
                                query + ",\"bookmark\":\""
                                        + Base64.getUrlEncoder().encodeToString(madeUp) + "\"}"))
                        .answer())
                .startsWith("HTTP/1.1 400 ")
                .contains("invalid_bookmark");
    }

    @Test
    void fieldsThatCouchDbCannotShow_areItsError() throws Exception {
        String array = "{\"_id\":\"z\",\"a\":[1]}";
        FakeUpstream couch = opened.add(FakeUpstream.answering(json("200 OK", docs(array))));
        String answer = client(couch)
                .send(post(1, "/todos/_find", "{\"selector\":{},\"fields\":[\"a\",\"a.0\"]}"))
                .answer();
        assertThat(answer).startsWith("HTTP/1.1 500 ").contains("unknown_error");
    }

    @Test
    void bodyThatIsNotEncodedAsItSays_isForCouchDbToRefuse() throws Exception {
        String refusal = "{\"error\":\"bad_request\",\"reason\":\"invalid gzip\"}\n";
        FakeUpstream couch = opened.add(FakeUpstream.answering(json("400 Bad Request", refusal)));
        String query = post(1, "/todos/_find", QUERY).replace("Content-Type", "Content-Encoding: gzip\r\nContent-Type");
        assertThat(Wire.payload(client(couch).send(query).answer())).isEqualTo(refusal);
        assertThat(couch.nextRequest()).startsWith("POST /todos/_find ").endsWith("\r\n\r\n{");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "02", "%2B2", "%2B002"})
    void changesInLines_behindTheLimit_areNeitherSentNorSkipped(String limit) throws Exception {
        String change = "{\"seq\":%d,\"id\":\"a\",\"changes\":[{\"rev\":\"1-a\"}]%s}\n";
        String doc = ",\"doc\":" + OLD;
        String lines = change.formatted(1, doc) + change.formatted(2, doc) + change.formatted(3, doc)
                + "{\"last_seq\":3,\"pending\":0}\n";
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            for (String asked = wire.request(); asked != null; asked = wire.request()) {
                wire.send(json("200 OK", asked.startsWith("POST ") ? lines : "{\"results\":[],\"pending\":1}"));
            }
        }));
        String answer = client(couch)
                .send(post(
                        1,
                        "/todos/_changes?filter=_selector&feed=continuous&timeout=0&limit=" + limit,
                        "{\"selector\":{\"isDone\":true}}"))
                .answer();
        assertThat(Wire.payload(answer))
                .isEqualTo(change.formatted(1, "") + change.formatted(2, "") + "\n\n{\"last_seq\":2,\"pending\":1}\n");
        assertThat(couch.nextRequest()).doesNotContain("limit=");
        assertThat(couch.nextRequest()).startsWith("GET /todos/_changes?limit=0&since=2 ");
    }

    @Test
    void nextPage_isAskedForWithCouchDbsOwnBookmark() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(json("200 OK", docs(OLD, NEW))));
        Wire client = client(couch);
        String query = "{\"selector\":{\"isDone\":true},\"limit\":2";
        String first =
                Wire.payload(client.send(post(1, "/todos/_find", query + "}")).answer());
        couch.nextRequest();
        String bookmark = bookmark(first);
        assertThat(client.send(post(1, "/todos/_find", query + ",\"bookmark\":\"" + bookmark + "\"}"))
                        .answer())
                .startsWith("HTTP/1.1 200 ");
        assertThat(couch.nextRequest()).contains("\"bookmark\":\"g1A\"");

        // To another release, it is none.
        assertThat(client.send(post(2, "/todos/_find", query + ",\"bookmark\":\"" + bookmark + "\"}"))
                        .answer())
                .contains("invalid_bookmark");
    }

    @Test
    void enoughResultsOfOneShape_askForNoOther() throws Exception {
        FakeUpstream couch = answeringByShape(docs(OLD), "");
        String answer = client(couch)
                .send(post(1, "/todos/_find", "{\"selector\":{\"isDone\":true},\"limit\":1}"))
                .answer();
        assertThat(answer).contains("\"_id\":\"a\"");
        couch.nextRequest();
        String bookmark = bookmark(Wire.payload(answer));
        client(couch)
                .send(post(
                        1,
                        "/todos/_find",
                        "{\"selector\":{\"isDone\":true},\"limit\":1,\"bookmark\":\"" + bookmark + "\"}"));
        assertThat(couch.nextRequest()).contains("\"isDone\"", "\"bookmark\":\"g1A\"");
    }

    @Test
    void questionsThatNoIndexServes_areAskedTogether() throws Exception {
        String refusal = "{\"error\":\"invalid_index\",\"reason\":\"You must specify an index\"}\n";
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            for (String asked = wire.request(); asked != null; asked = wire.request()) {
                boolean refuses = asked.contains("\"allow_fallback\":false");
                wire.send(refuses ? json("400 Bad Request", refusal) : json("200 OK", docs(OLD, OTHER, NEW)));
            }
        }));
        String answer = client(couch).send(post(1, "/todos/_find", QUERY)).answer();
        assertThat(Wire.payload(answer)).startsWith(FOUND);
        assertThat(couch.nextRequest()).contains("allow_fallback").doesNotContain("status");
        assertThat(couch.nextRequest()).contains("allow_fallback", "status").doesNotContain("isDone");
        assertThat(couch.nextRequest()).contains("$or", "status", "isDone").doesNotContain("allow_fallback");

        // A client that wants an index is told what CouchDB says.
        assertThat(client(couch)
                        .send(post(1, "/todos/_find", "{\"selector\":{\"isDone\":true},\"allow_fallback\":false}"))
                        .answer())
                .startsWith("HTTP/1.1 400 ")
                .contains("invalid_index");
    }

    @Test
    void couchDbThatKnowsNoFallback_isAskedWithoutIt() throws Exception {
        String refusal = "{\"error\":\"invalid_key\",\"reason\":\"Invalid key allow_fallback for this request.\"}\n";
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            for (String asked = wire.request(); asked != null; asked = wire.request()) {
                boolean refuses = asked.contains("\"allow_fallback\"");
                wire.send(refuses ? json("400 Bad Request", refusal) : json("200 OK", docs(OLD, NEW)));
            }
        }));
        assertThat(Wire.payload(
                        client(couch).send(post(1, "/todos/_find", QUERY)).answer()))
                .startsWith(FOUND);
    }

    @Test
    void sortedResults_ofSeveralShapes_areMerged_andTheNextPageBeginsBehindTheLast() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            for (String asked = wire.request(); asked != null; asked = wire.request()) {
                boolean isFirst = !asked.contains("text");
                wire.send(json("200 OK", isFirst ? docs(OLD) : docs(NEW, OTHER)));
            }
        }));
        String query = "{\"selector\":{\"title\":{\"$gt\":null}},\"sort\":[\"title\"],\"fields\":[\"_id\"],\"limit\":2";
        String first = Wire.payload(
                client(couch).send(post(1, "/todos/_find", query + "}")).answer());
        assertThat(first).contains("{\"_id\":\"b\"},\r\n{\"_id\":\"a\"}");
        couch.nextRequest();
        assertThat(couch.nextRequest()).contains("\"sort\":[{\"text\":\"asc\"}]");

        String second = Wire.payload(client(couch)
                .send(post(1, "/todos/_find", query + ",\"bookmark\":\"" + bookmark(first) + "\"}"))
                .answer());
        assertThat(second).contains("{\"_id\":\"c\"}").doesNotContain("\"b\"", "\"_id\":\"a\"");
        assertThat(couch.nextRequest()).contains("{\"title\":{\"$gte\":\"old\"}}");
        assertThat(couch.nextRequest()).contains("{\"text\":{\"$gte\":\"old\"}}");
    }

    @Test
    void sortedResults_ofAShapeWithoutAnIndex_areSortedHere() throws Exception {
        String refusal = "{\"error\":\"no_usable_index\",\"reason\":\"No index exists for this sort\"}\n";
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            for (String asked = wire.request(); asked != null; asked = wire.request()) {
                boolean refuses = asked.contains("{\"text\":\"asc\"}");
                boolean isFirst = !asked.contains("text");
                wire.send(
                        refuses
                                ? json("400 Bad Request", refusal)
                                : json("200 OK", isFirst ? docs(OLD) : docs(OTHER, NEW)));
            }
        }));
        String query = "{\"selector\":{\"title\":{\"$gt\":null}},\"sort\":[\"title\"],\"fields\":[\"_id\"]}";
        assertThat(Wire.payload(
                        client(couch).send(post(1, "/todos/_find", query)).answer()))
                .contains("{\"_id\":\"b\"},\r\n{\"_id\":\"a\"},\r\n{\"_id\":\"c\"}");
    }

    @Test
    void namedIndex_isNamedToEachShapeByItsFields() throws Exception {
        String indexes = "{\"total_rows\":3,\"indexes\":["
                + "{\"ddoc\":null,\"name\":\"_all_docs\",\"type\":\"special\",\"def\":{\"fields\":[{\"_id\":\"asc\"}]}},"
                + "{\"ddoc\":\"_design/new\",\"name\":\"by-text\",\"type\":\"json\",\"def\":{\"fields\":[{\"text\":\"asc\"}]}},"
                + "{\"ddoc\":\"_design/old\",\"name\":\"by-title\",\"type\":\"json\",\"def\":{\"fields\":[{\"title\":\"asc\"}]}}]}\n";
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            for (String asked = wire.request(); asked != null; asked = wire.request()) {
                wire.send(json("200 OK", asked.startsWith("GET ") ? indexes : docs()));
            }
        }));
        client(couch)
                .send(post(1, "/todos/_find", "{\"selector\":{\"title\":\"tea\"},\"use_index\":\"new\"}"))
                .answer();
        assertThat(couch.nextRequest()).startsWith("GET /todos/_index ");
        assertThat(couch.nextRequest()).contains("\"use_index\":[\"old\",\"by-title\"]", "{\"title\":");
        assertThat(couch.nextRequest()).contains("\"use_index\":[\"new\",\"by-text\"]", "{\"text\":");
    }

    @Test
    void whatNoLensTouches_isCouchDbsOwnAnswer_withItsFields() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(json("200 OK", docs("{\"_id\":\"a\",\"due\":1}"))));
        client(couch)
                .send(post(1, "/todos/_find", "{\"selector\":{\"due\":1},\"fields\":[\"_id\",\"due\"]}"))
                .answer();
        assertThat(couch.nextRequest()).contains("\"selector\":{\"due\":{\"$eq\":1}}", "\"fields\":[\"_id\",\"due\"]");
    }

    @Test
    void answerThatBreaksOff_isAnErrorBeforeItHasBegun_andBreaksOffAfter() throws Exception {
        String padding = ",\"padding\":\"" + "x".repeat(2 << 20) + "\"}";
        String large = NEW.substring(0, NEW.length() - 1) + padding;
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            String document = number == 0 ? NEW : large;
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n{\"docs\":[" + document);
        }));
        assertThat(client(couch).send(post(1, "/todos/_find", QUERY)).answer()).startsWith("HTTP/1.1 503 ");
        String whole = client(couch)
                .send(post(3, "/todos/_find", "{\"selector\":{\"due\":{\"$exists\":false}}}"))
                .rest();
        assertThat(whole).startsWith("HTTP/1.1 200 ").endsWith("<reset>").doesNotContain("bookmark");
    }

    @Test
    void clientThatGoes_endsTheQuestion() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            asked.countDown();
            wire.rest();
            ended.countDown();
        }));
        Wire client = client(couch);
        client.send(post(1, "/todos/_find", QUERY));
        Patience.await(asked);
        client.reset();
        Patience.await(ended);
    }

    @Test
    void explanation_hasTheClientsWords_andWhatBecameOfThem() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(json(
                "200 OK", "{\"dbname\":\"todos\",\"selector\":{\"x\":1},\"opts\":{\"limit\":1},\"fields\":[]}\n")));
        String answer = Wire.payload(
                client(couch).send(post(1, "/todos/_explain", QUERY)).answer());
        assertThat(answer)
                .startsWith("{\"dbname\":\"todos\",\"selector\":{\"isDone\":{\"$eq\":true}}")
                .contains(
                        "\"fields\":[\"_id\",\"title\"]",
                        "\"slipcover\":{\"release\":\"1\",\"exact\":true,\"questions\":[{\"about\":[\"todo-item 1\",\"others\"],"
                                + "\"selector\":{\"isDone\":{\"$eq\":true}},\"index\":null",
                        "{\"about\":[\"todo-item 2\",\"todo-item 3\"],\"selector\":{\"$and\":[{\"status\":{\"$eq\":\"done\"}},")
                .endsWith("}\n");
        assertThat(couch.nextRequest()).startsWith("POST /todos/_explain HTTP/1.1\r\n");
    }
}
