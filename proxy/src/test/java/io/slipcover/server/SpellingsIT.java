package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.slipcover.testbed.CouchClient;
import io.slipcover.testbed.CouchServer;
import io.slipcover.testbed.Patience;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import io.slipcover.testing.RawAnswer;
import io.slipcover.testing.RawClient;
import io.slipcover.testing.Seed;
import io.slipcover.testing.Spelling;
import io.slipcover.testing.TestSite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * No spelling of a request gets a document past Slipcover in its stored shape, or into the database in an old one: CouchDB itself is
 * asked, with and without Slipcover, what it makes of each.
 */
@ExtendWith(LeakGuard.class)
final class SpellingsIT {
    private static final CouchServer COUCH = CouchServer.shared();
    private static final int SPELLINGS = Integer.getInteger("slipcover.spellings", 15);

    /** A document's id that has to be encoded. */
    private static final String ODD = "x/y z+ä";

    private static final String STORED =
            "\"schema\":\"todo-item\",\"version\":3,\"text\":\"STORED\",\"status\":\"active\",\"group\":{\"name\":\"HIDDEN\"}";
    private static final Pattern STORED_MEMBER = Pattern.compile("\"text\":\"STORED");
    private static final Pattern SHOWN_MEMBER = Pattern.compile("\"title\":\"STORED");

    /** A question to CouchDB in the plainest spelling: a path behind the database, names and values of a query, a body. */
    private record Question(String method, List<String> path, List<String> query, String body) {
        static Question get(String path, String... query) {
            return new Question("GET", List.of(path.split(" ")), List.of(query), "");
        }

        static Question post(String path, String body, String... query) {
            return new Question("POST", List.of(path.split(" ")), List.of(query), body);
        }
    }

    private static ProxyServer proxy;
    private static String plain;
    private static String partitioned;

    @RegisterExtension
    static final Seed SEED = Seed.of(SpellingsIT.class);

    private final Random random = SEED.random();
    private final Spelling spelling = new Spelling(random);
    private int asked;
    private int shown;

    @BeforeAll
    static void start() {
        proxy = Opened.start(new TestSite().on(COUCH.url().getPort()));
        assumeThat(COUCH.isCouchDb())
                .as("PouchDB Server splits and decodes in its own way")
                .isTrue();
        CouchClient couch = COUCH.client();
        plain = "user-" + UUID.randomUUID();
        partitioned = plain + "-p";
        couch.put("/" + plain, "").orThrow();
        couch.put("/" + partitioned + "?partitioned=true", "").orThrow();
        for (String id : List.of("a", "b", ODD)) {
            couch.post("/" + plain, "{\"_id\":\"" + id + "\"," + STORED + "}").orThrow();
        }
        couch.post(
                        "/" + plain,
                        "{\"_id\":\"att\",\"_attachments\":{\"t\":{\"content_type\":\"text/plain\",\"data\":\"eHl6\"}},"
                                + STORED + "}")
                .orThrow();
        couch.post("/" + partitioned, "{\"_id\":\"p:a\"," + STORED + "}").orThrow();
        String design =
                "{\"views\":{\"all\":{\"map\":\"function (doc) { emit(doc._id); }\"}},\"rewrites\":[{\"from\":\"*\",\"to\":\"../../*\"}]}";
        couch.put("/" + plain + "/_design/d", design).orThrow();
        couch.put("/" + partitioned + "/_design/d", design).orThrow();
    }

    @AfterAll
    static void stop() {
        proxy.close();
    }

    private static List<Question> reads() {
        String docs = "include_docs";
        String all = "{\"include_docs\":true}";
        String queries = "{\"queries\":[{\"include_docs\":true},{}]}";
        return List.of(
                Question.get("a"),
                Question.get("a", "revs", "true", "conflicts", "true"),
                Question.get("a", "open_revs", "all"),
                Question.get("a", "open_revs", "[]"),
                Question.get("a", "attachments", "true"),
                Question.get("a", "atts_since", "[]"),
                Question.get("att", "attachments", "true"),
                Question.get("att", "open_revs", "all", "atts_since", "[\"1-x\"]"),
                Question.get("a", "meta", "true", "latest", "true"),
                new Question("GET", List.of(ODD), List.of(), ""),
                Question.get("_all_docs", docs, "true"),
                Question.get("_all_docs", "keys", "[\"a\"]", docs, "true", "attachments", "true"),
                Question.get("_design_docs", docs, "true"),
                Question.get("_local_docs", docs, "true"),
                Question.post("_all_docs", all),
                Question.post("_all_docs", "{\"keys\":[\"a\",\"b\"]}", docs, "true"),
                Question.post("_all_docs queries", queries),
                Question.get("_design d _view all", docs, "true"),
                Question.get("_design d _view all", docs, "true", "key", "\"" + ODD + "\""),
                Question.post("_design d _view all", all),
                Question.post("_design d _view all queries", queries),
                Question.get("_changes", docs, "true"),
                Question.get("_changes", docs, "true", "feed", "longpoll"),
                Question.get("_changes", docs, "true", "feed", "continuous", "timeout", "1"),
                Question.get("_changes", docs, "true", "feed", "eventsource", "timeout", "1"),
                Question.get("_changes any where", docs, "true", "style", "all_docs"),
                Question.post("_changes", "{\"doc_ids\":[\"a\"]}", docs, "true", "filter", "_doc_ids"),
                Question.post("_bulk_get", "{\"docs\":[{\"id\":\"a\"}]}", "revs", "true"),
                Question.get("_design d"),
                Question.get("_local x"),
                Question.get("_security"));
    }

    private static List<Question> readsOfAPartition() {
        String docs = "include_docs";
        return List.of(
                Question.get("_partition p _all_docs", docs, "true"),
                Question.post("_partition p _all_docs", "{\"include_docs\":true}"),
                Question.post("_partition p _all_docs queries", "{\"queries\":[{\"include_docs\":true}]}"),
                Question.get("_partition p _design d _view all", docs, "true"),
                Question.post("_partition p _design d _view all", "{\"include_docs\":true}"),
                Question.get("_partition p"),
                Question.get("p:a"));
    }

    @Test
    void reads_inEverySpelling_areViews() throws IOException {
        try (RawClient direct = new RawClient(COUCH.url().getPort());
                RawClient through = new RawClient(proxy.address().getPort())) {
            for (int round = 0; round < SPELLINGS; round++) {
                for (Question question : reads()) {
                    compareReads(direct, through, plain, question);
                }
                for (Question question : readsOfAPartition()) {
                    compareReads(direct, through, partitioned, question);
                }
            }
        }
        System.err.println("spellings: " + asked + " reads, " + shown + " of them answered with documents");
        assertThat(shown).isGreaterThan(asked / 3);
    }

    private void compareReads(RawClient direct, RawClient through, String database, Question question)
            throws IOException {
        boolean head = question.method().equals("GET") && random.nextInt(12) == 0;
        boolean override = !head && question.method().equals("GET") && random.nextInt(8) == 0;
        String method = head ? "HEAD" : override ? "POST" : question.method();
        String request = request(
                spelling,
                method,
                database,
                question,
                (override ? "X-HTTP-Method-Override: " + spelling.one("GET", "GET;q=1", "HEAD", "GET ") + "\r\n" : "")
                        // What CouchDB says after the end of a feed is not to be taken for the next answer.
                        + (question.query().contains("timeout") ? "Connection: close\r\n" : ""));
        RawAnswer expected = direct.ask(request);
        RawAnswer found = through.ask(request);
        asked++;
        assertThat(found.status()).as("%s%n%s%n%s", request, expected, found).isEqualTo(expected.status());
        if (expected.status() == 200) {
            long documents = count(STORED_MEMBER, expected.body());
            assertThat(count(SHOWN_MEMBER, found.body()))
                    .as("%s%n%s%n%s", request, expected, found)
                    .isEqualTo(documents);
            assertThat(found.body()).as(request).doesNotContain("\"text\":", "HIDDEN");
            shown += documents > 0 ? 1 : 0;
        }
    }

    private static List<Question> writes(int number, String revision) {
        String id = "w" + number;
        String document = "\"schema\":\"todo-item\",\"title\":\"WRITTEN\",\"isDone\":false}";
        String replicated = "\"_rev\":\"1-0123456789abcdef0123456789abcdef\"," + document;
        return List.of(
                new Question("PUT", List.of(id), List.of(), "{" + document),
                new Question("PUT", List.of(id + ODD), List.of("batch", "ok"), "{" + document),
                new Question("PUT", List.of(id + "r"), List.of("new_edits", "false"), "{" + replicated),
                new Question("PUT", List.of(id + "e"), List.of("rev", revision), "{" + document),
                new Question("PUT", List.of(id + "f"), List.of("w", "1"), "{\"_rev\":\"" + revision + "\"," + document),
                new Question("POST", List.of(), List.of(), "{\"_id\":\"" + id + "p\"," + document),
                new Question("POST", List.of(), List.of("batch", "ok"), "{\"_id\":\"" + id + "q\"," + document),
                Question.post("_bulk_docs", "{\"docs\":[{\"_id\":\"" + id + "b\"," + document + "]}", "w", "1"),
                Question.post(
                        "_bulk_docs", "{\"docs\":[{\"_id\":\"" + id + "n\"," + replicated + "],\"new_edits\":false}"));
    }

    @Test
    void writes_inEverySpelling_areStoredUpgraded() throws IOException {
        CouchClient couch = COUCH.client();
        String ours = plain + "-w";
        String theirs = plain + "-x";
        String revision = "";
        int refused = 0;
        int doubtful = 0;
        for (String database : List.of(ours, theirs)) {
            couch.put("/" + database, "").orThrow();
            List<String> docs = new ArrayList<>();
            for (int number = 0; number < SPELLINGS; number++) {
                docs.add("{\"_id\":\"w" + number + "e\"," + STORED + "}");
                docs.add("{\"_id\":\"w" + number + "f\"," + STORED + "}");
            }
            revision = couch.post("/" + database + "/_bulk_docs", "{\"docs\":" + docs + "}")
                    .orThrow()
                    .json()
                    .get(0)
                    .get("rev")
                    .asText();
        }
        try (RawClient direct = new RawClient(COUCH.url().getPort());
                RawClient through = new RawClient(proxy.address().getPort())) {
            for (int number = 0; number < SPELLINGS; number++) {
                for (Question question : writes(number, revision)) {
                    long seed = random.nextLong();
                    String request = request(new Spelling(new Random(seed)), question.method(), ours, question, "");
                    RawAnswer found = through.ask(request);
                    RawAnswer expected = direct.ask(
                            request(new Spelling(new Random(seed)), question.method(), theirs, question, ""));
                    asked++;
                    if (expected.status() == 201
                            && found.status() == 409
                            && expected.body().contains("\"rev\":\"2-")
                            && !expected.body().matches("\\{\"ok\":true,\"id\":\"w\\d+[ef]\",.*\\s*")) {
                        // CouchDB takes an edit of a document that it does not have; without its base it is not for us.
                        refused++;
                    } else if (expected.status() == 500 && expected.body().contains("\"badarg\"")) {
                        // A quorum of "false" is CouchDB's own stumbling block, where Slipcover lets a request come so
                        // far.
                        assertThat(found.status())
                                .as("%s%n%s%n%s", request, expected, found)
                                .isIn(500, 409);
                        // CouchDB stumbles over it behind storing some documents.
                        doubtful += found.status() == 409 ? 1 : 0;
                    } else {
                        assertThat(found.status())
                                .as("%s%n%s%n%s", request, expected, found)
                                .isEqualTo(expected.status());
                    }
                }
            }
        }
        awaitMissing(ours, theirs, refused, doubtful);
        List<String> stored = documents(ours);
        System.err.println("spellings: " + asked + " writes, " + stored.size() + " documents stored");
        assertThat(stored).hasSizeGreaterThan(asked / 2);
        for (String document : stored) {
            assertThat(document).doesNotContain("\"title\"").containsAnyOf("\"version\":3", "\"_attachments\"");
            if (document.contains("\"_rev\":\"2-")) {
                assertThat(document).contains("\"text\":\"WRITTEN\"", "HIDDEN");
            }
        }
    }

    /** Waits for the documents of a batch, which come when the answer has gone, here as there. */
    private static void awaitMissing(String ours, String theirs, int refused, int doubtful) {
        Patience.await(
                () -> documents(theirs).size() + " documents but " + refused + " to " + (refused + doubtful) + ", not "
                        + documents(ours).size(),
                () -> {
                    int missing = documents(theirs).size() - documents(ours).size();
                    return missing >= refused && missing <= refused + doubtful;
                });
    }

    private static List<String> documents(String database) {
        List<String> documents = new ArrayList<>();
        COUCH.client()
                .get("/" + database + "/_all_docs?include_docs=true")
                .orThrow()
                .json()
                .get("rows")
                .forEach(row -> documents.add(row.get("doc").toString()));
        return documents;
    }

    private static String request(
            Spelling spelling, String method, String database, Question question, String headers) {
        List<String> segments = new ArrayList<>();
        segments.add(database);
        segments.addAll(question.path());
        byte[] body = question.body().getBytes(StandardCharsets.UTF_8);
        return method + " " + spelling.target(segments, question.query()) + " HTTP/1.1\r\n"
                + "Host: couch.example\r\n"
                + "X-Client-Version: 1.0.0\r\n"
                + COUCH.administrator()
                        .map(who -> "Authorization: " + who.authorization() + "\r\n")
                        .orElse("")
                + spelling.one(
                        "",
                        "Accept: */*\r\n",
                        "Accept: application/json\r\n",
                        "Accept: text/html\r\n",
                        "Accept: multipart/mixed\r\n",
                        "Accept: multipart/related, text/*;q=0.5\r\n",
                        "Accept: application/json;q=0, multipart/*\r\n")
                + headers
                + (method.equals("GET") || method.equals("HEAD")
                        ? ""
                        : "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n")
                + "\r\n" + new String(body, StandardCharsets.ISO_8859_1);
    }

    private static long count(Pattern pattern, String text) {
        return pattern.matcher(text).results().count();
    }
}
