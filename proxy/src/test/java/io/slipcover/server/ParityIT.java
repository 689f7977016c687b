package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.slipcover.testbed.CouchAnswer;
import io.slipcover.testbed.CouchServer;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Masked;
import io.slipcover.testing.Opened;
import io.slipcover.testing.ParityScript;
import io.slipcover.testing.RawAnswer;
import io.slipcover.testing.RawClient;
import io.slipcover.testing.TestSite;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * To a client of the store release Slipcover is CouchDB: what it answers is compared with what CouchDB answers directly, header by header
 * and byte by byte.
 */
@ExtendWith(LeakGuard.class)
final class ParityIT {
    /** How often both are asked again where one of them broke off. */
    private static final int REPEATED = 4;

    private static final CouchServer COUCH = CouchServer.shared();
    private static final Pattern REVISION = Pattern.compile("\\$rev\\(([^)]*)\\)");
    private static final Pattern DATABASE = Pattern.compile("(?<=^(?:http://couch\\.example)?)/(db|part)(?=[/?]|$)");

    /** What differs, by the line of the script or the recording's name, and why it has to. */
    private static final Map<String, String> DIFFERENCES = new TreeMap<>();

    static {
        String base = "the base is looked up, and the answer is our own: it has neither Server nor Date";
        DIFFERENCES.put("PUT /db/a | {\"_rev\":\"1-none\",\"schema\":\"todo-item\",\"version\":1}", base);
        DIFFERENCES.put("PUT /db/a | {\"_rev\":\"none\",\"schema\":\"todo-item\",\"version\":1}", base);
        DIFFERENCES.put("PUT /db/a?rev=none | {\"schema\":\"todo-item\",\"version\":1}", base);
        DIFFERENCES.put("PUT /db/a | If-Match: \"1-4567\" | {\"schema\":\"todo-item\",\"version\":1}", base);
        DIFFERENCES.put("PUT /db/a | If-Match: * | {\"schema\":\"todo-item\",\"version\":1}", base);
        DIFFERENCES.put(
                "PUT /db/a | If-Match: \"1-4567\", \"2-4567\" | {\"schema\":\"todo-item\",\"version\":1}", base);
        String batch =
                "a batch is read as it goes through, so that the answer is our own, and says where the mistake is";
        DIFFERENCES.put("POST /db/_bulk_docs | {\"docs\":[", batch);
        DIFFERENCES.put("POST /db/_bulk_docs | Content-Encoding: gzip | no gzip", batch);
        String exposed = "Deprecation, Sunset and Link are exposed to pages";
        DIFFERENCES.put("GET /db/a | Origin: http://app.example", exposed);
        DIFFERENCES.put("HEAD /db/a | Origin: http://app.example", exposed);
        DIFFERENCES.put("doc-get-cors", exposed);
        String allowed = "the header that tells the version is allowed to pages";
        DIFFERENCES.put("options-no-cors", allowed);
        DIFFERENCES.put("options-cors-unlisted-header", allowed);
        String spaced = "changes that are left out leave white space elsewhere";
        DIFFERENCES.put(
                "=POST /db/_changes?include_docs=true&filter=_selector | {\"selector\":{\"title\":\"a\"}}", spaced);
        DIFFERENCES.put("=POST /db/_changes?filter=_selector | {\"selector\":{\"title\":\"a\"}}", spaced);
        String found =
                "documents of every stored shape are searched: bookmarks, warnings and answers to mistakes are our own";
        DIFFERENCES.put("=POST /db/_find | {\"selector\":{\"title\":\"a\"}}", found);
        DIFFERENCES.put(
                "=POST /db/_find | {\"selector\":{\"title\":{\"$gt\":\"a\"}},\"sort\":[\"title\"],\"limit\":2,\"skip\":1,"
                        + "\"fields\":[\"_id\",\"title\"]}",
                found);
        DIFFERENCES.put(
                "=POST /db/_find | {\"selector\":{\"title\":{\"$gt\":null}},\"use_index\":\"i\",\"execution_stats\":false,"
                        + "\"conflicts\":true,\"r\":1,\"stable\":true,\"update\":true,\"bookmark\":\"nil\"}",
                found);
        DIFFERENCES.put("=POST /db/_find | {\"selector\":{\"isDone\":true}}", found);
        DIFFERENCES.put(
                "=POST /db/_find | {\"selector\":{\"$or\":[{\"title\":\"a\"},{\"title\":\"b\"}],\"$not\":{\"isDone\":true}}}",
                found);
        DIFFERENCES.put("=POST /db/_find | {\"selector\":{},\"bookmark\":\"x\"}", found);
        DIFFERENCES.put("=POST /part/_partition/p/_find | {\"selector\":{\"isDone\":true}}", found);
        DIFFERENCES.put("find", found);
        DIFFERENCES.put("find-fields-no-index", found);
        String explained = "what is asked of CouchDB is explained, which finds documents of every stored shape";
        DIFFERENCES.put("=POST /db/_explain | {\"selector\":{\"title\":\"a\"},\"fields\":[\"title\"]}", explained);
        DIFFERENCES.put("=POST /db/_explain | {\"selector\":{\"isDone\":true}}", explained);
        DIFFERENCES.put("=POST /part/_partition/p/_explain | {\"selector\":{\"isDone\":true}}", explained);
        DIFFERENCES.put("explain", explained);
        DIFFERENCES.put("doc-get-not-modified", "a tag of CouchDB's own is none of a view");
    }

    private static ProxyServer proxy;

    private final String base = "user-" + UUID.randomUUID() + "-";
    private final RawClient direct = new RawClient(COUCH.url().getPort());
    private final RawClient through = new RawClient(proxy.address().getPort());
    private final List<String> unexpected = new ArrayList<>();
    private final Set<String> asked = new TreeSet<>();
    private final Set<String> differing = new TreeSet<>();
    private int compared;

    @BeforeAll
    static void start() {
        proxy = Opened.start( // The recordings are of documents of the first version.
                new TestSite()
                        .with("lenses: lenses", "lenses: lenses\nstore: \"1\"")
                        .with(", deprecated: 2026-09-01, sunset: 2099-03-01, link: \"https://example.org/1\"", "")
                        .on(COUCH.url().getPort()));
        assumeThat(COUCH.isCouchDb()).as("the script is written for CouchDB").isTrue();
    }

    @AfterAll
    static void stop() {
        proxy.close();
    }

    @AfterEach
    void close() throws IOException {
        direct.close();
        through.close();
    }

    /** Feeds say now and then that they are still there. */
    private static String withoutHeartbeats(String name, String text) {
        return name.contains("feed=") || name.startsWith("changes-")
                ? text.replace("event: heartbeat\ndata: \n\n", "").replaceAll("\n{2,}", "\n")
                : text;
    }

    /** The name of a database, of the side that goes through Slipcover or of the other. */
    private String database(String name, boolean ours) {
        return base + name + (ours ? "-s" : "-d");
    }

    private UnaryOperator<String> masking(boolean ours) {
        return text -> text.replace(database("db", ours), "$db").replace(database("part", ours), "$part");
    }

    private static List<String> headers() {
        List<String> headers = new ArrayList<>(List.of("Host: couch.example", "X-Client-Version: 1.0.0"));
        COUCH.administrator().ifPresent(who -> headers.add("Authorization: " + who.authorization()));
        return headers;
    }

    @Test
    void everyEndpoint_answersAsCouchDbDoes() throws IOException {
        for (ParityScript.Line line : ParityScript.read(resource("/io/slipcover/server/parity.txt"))) {
            boolean twins = !line.onlyReads();
            ParityScript.Line theirs = filledIn(line, !twins);
            ParityScript.Line ours = filledIn(line, true);
            RawAnswer expected = direct.ask(theirs.request(headers()));
            RawAnswer found = through.ask(ours.request(headers()));
            for (int again = 0; again < REPEATED && !twins && isBrokenOff(expected, found); again++) {
                expected = direct.ask(theirs.request(headers()));
                found = through.ask(ours.request(headers()));
            }
            compare(
                    line.text(),
                    Masked.of(expected, masking(!twins), isStreamed(found), !line.isOfTheMoment(), line.isRandom()),
                    Masked.of(found, masking(true), isStreamed(found), !line.isOfTheMoment(), line.isRandom()));
        }
        conclude("everyEndpoint");
    }

    /** CouchDB itself ends the connection of {@code _db_updates?feed=continuous} without a word now and then, instead of its 404. */
    private static boolean isBrokenOff(RawAnswer expected, RawAnswer found) {
        return (expected.status() == 0) != (found.status() == 0 || found.status() == 502);
    }

    private ParityScript.Line filledIn(ParityScript.Line line, boolean ours) {
        return new ParityScript.Line(
                line.text(),
                line.mark(),
                line.method(),
                filledIn(
                        DATABASE.matcher(line.target()).replaceFirst(match -> "/" + database(match.group(1), ours)),
                        ours),
                line.headers().stream().map(header -> filledIn(header, ours)).toList(),
                line.body() == null ? null : filledIn(line.body(), ours));
    }

    private String filledIn(String text, boolean ours) {
        String filled = text;
        for (Matcher matcher = REVISION.matcher(text); matcher.find(); ) {
            filled = filled.replace(matcher.group(), revision(matcher.group(1), ours));
        }
        return filled.replace("$db", database("db", ours))
                .replace("$url", COUCH.url().toString())
                .replace(
                        "$login",
                        COUCH.administrator()
                                .map(who -> "name=" + who.user() + "&password=" + who.password())
                                .orElse("name=none&password=none"));
    }

    /** The current revision of a document, which may be deleted. */
    private String revision(String id, boolean ours) {
        CouchAnswer rows = COUCH.client()
                .get("/" + database("db", ours) + "/_all_docs?keys="
                        + URLEncoder.encode("[\"" + id + "\"]", StandardCharsets.UTF_8));
        return rows.orThrow().json().at("/rows/0/value/rev").asText();
    }

    @Test
    void recordedRequests_areAnsweredAsCouchDbDoes() throws IOException {
        for (String name : new String(
                        resource("/recordings/couchdb-3.5.0/in-order.txt").readAllBytes(), StandardCharsets.UTF_8)
                .split("\n", -1)) {
            if (!name.isBlank()) {
                String recorded = new String(
                        resource("/recordings/couchdb-3.5.0/" + name + ".request")
                                .readAllBytes(),
                        StandardCharsets.ISO_8859_1);
                boolean twins = changes(recorded);
                RawAnswer expected = direct.ask(asked(name, recorded, !twins));
                RawAnswer found = through.ask(asked(name, recorded, true));
                compare(
                        name,
                        Masked.of(expected, masking(!twins), isStreamed(found), true, isRandom(name)),
                        Masked.of(found, masking(true), isStreamed(found), true, isRandom(name)));
            }
        }
        conclude("recordedRequests");
    }

    private static boolean isStreamed(RawAnswer answer) {
        return answer.header("Transfer-Encoding").isPresent();
    }

    /** Whether a recorded request changes anything. */
    private static boolean changes(String recorded) {
        return recorded.matches(
                "(?s)(?:PUT|DELETE|COPY|POST /todos HTTP|POST /todos/(?:_bulk_docs|_index|_purge) HTTP).*");
    }

    private static boolean isRandom(String name) {
        return name.equals("doc-post");
    }

    /** The recorded request, of our database and administrator, by a client of ours. Feeds that have no end get one. */
    private String asked(String name, String recorded, boolean ours) {
        int end = recorded.indexOf("\r\n\r\n");
        String[] lines = recorded.substring(0, end).split("\r\n", -1);
        lines[0] = lines[0].replace("PUT /todos HTTP", "PUT /todos?q=1 HTTP") // One order of changes.
                .replaceFirst(" /todos(?=[/? ])", " /" + database("db", ours))
                .replaceFirst(" /parts(?=[/? ])", " /" + database("part", ours))
                .replace("heartbeat=400", "timeout=100");
        List<String> head = new ArrayList<>();
        for (String line : lines) {
            if (!line.startsWith("Authorization:")
                    && !line.startsWith("Host:")
                    && !line.startsWith("X-Client-Version:")) {
                head.add(line);
            }
        }
        headers().stream()
                .filter(header -> !(name.equals("unauthorized") && header.startsWith("Authorization")))
                .forEach(head::add);
        return String.join("\r\n", head) + recorded.substring(end);
    }

    private void compare(String name, String expected, String found) {
        compared++;
        asked.add(name);
        if (withoutHeartbeats(name, expected).equals(withoutHeartbeats(name, found))) {
            return;
        }
        differing.add(name);
        if (!DIFFERENCES.containsKey(name)) {
            unexpected.add("---- " + name + "\n" + expected + "\n----\n" + found + "\n");
        }
    }

    private void conclude(String what) {
        System.err.println(
                "parity: " + what + ": " + compared + " exchanges compared, " + differing.size() + " differ as listed");
        assertThat(unexpected).as("%d differences", unexpected.size()).isEmpty();
        assertThat(DIFFERENCES.keySet().stream().filter(asked::contains).toList())
                .as("what is listed differs, or is to be listed no longer")
                .containsExactlyElementsOf(differing);
    }

    private static InputStream resource(String name) {
        return ParityIT.class.getResourceAsStream(name);
    }
}
