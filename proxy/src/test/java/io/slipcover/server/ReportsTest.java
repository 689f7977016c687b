package io.slipcover.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.report.DocumentLog;
import io.slipcover.report.Family;
import io.slipcover.report.Reports;
import io.slipcover.report.Tally;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Logged;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Wire;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators learn of documents that clients cannot have, on every way on which documents go. */
@ExtendWith(LeakGuard.class)
@SuppressWarnings("StringConcatToTextBlock") // Lines end with CR and LF here.
final class ReportsTest {
    private static final String STUCK =
            "{\"_id\":\"poison\",\"_rev\":\"1-a\",\"schema\":\"todo-item\",\"version\":3,\"text\":\"secret\",\"title\":\"secret\"}";
    private static final String NOT_SHOWN =
            "WARN a document cannot be shown database=\"todos\" id=\"poison\" revision=\"1-a\" release=\"2\""
                    + " reason=\"todo-item 3 to 2: rename title to text: there is a member title already\"";

    @RegisterExtension
    private final Opened opened = new Opened();

    private final Reports reports = new Reports();
    private final Logged logged = Logged.by(DocumentLog.class);

    @AfterEach
    void listenNoMore() {
        logged.close();
    }

    private static String ok(String type, String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private Wire client(FakeUpstream couch, TestSite site) throws IOException {
        opened.add(couch);
        return opened.client(site.reporting(reports).on(couch.port()));
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: h\r\nX-Client-Version: 2\r\nConnection: close\r\n\r\n";
    }

    private static String send(String method, String path, String version, String body) {
        return method + " " + path + " HTTP/1.1\r\nHost: h\r\nX-Client-Version: " + version + "\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    private long total(String name) {
        return reports.families().stream()
                .filter(family -> family.name().equals(name))
                .flatMap(family -> family.points().stream())
                .mapToLong(point -> (long) ((Family.Value) point).value())
                .sum();
    }

    private long notShown() {
        return total("slipcover_documents_not_shown");
    }

    private long notStored() {
        return total("slipcover_documents_not_stored");
    }

    @Test
    void documentOlderThanTheOperatorSays_isShown_andNamedOnce() throws Exception {
        String old =
                "{\"_id\":\"a\",\"_rev\":\"1-a\",\"schema\":\"todo-item\",\"version\":1,\"title\":\"tea\",\"isDone\":true}";
        TestSite site = new TestSite()
                .with(
                        "version: { field: version, when-absent: 1 }",
                        "version: { field: version, when-absent: 1 }\n" + "  oldest-stored: { todo-item: 2 }");
        Wire client = client(FakeUpstream.answering(ok("application/json", old)), site);
        String get = get("/todos/a").replace("Connection: close\r\n", "");
        assertThat(client.send(get).answer()).contains("\"title\":\"tea\",\"status\":\"done\"");
        client.send(get).answer();
        assertThat(logged.lines())
                .containsExactly(
                        "WARN a document is older than documents.oldest-stored says database=\"todos\" id=\"a\""
                                + " revision=\"1-a\" release=\"2\" reason=\"todo-item 1, oldest-stored 2\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '|',
            value = {
                "/todos/poison;application/json;%s",
                "/todos/poison?open_revs=all;application/json;[{\"ok\":%s}]",
                "/todos/_all_docs?include_docs=true;application/json;{\"rows\":[{\"id\":\"poison\",\"doc\":%s}]}",
                "/todos/_changes?include_docs=true;application/json;{\"results\":[{\"seq\":1,\"doc\":%s}],\"last_seq\":1}",
                "/todos/_changes?include_docs=true&feed=continuous;application/json;{\"seq\":1,\"doc\":%s}",
                "/todos/_design/d/_view/v?include_docs=true;application/json;{\"rows\":[{\"key\":1,\"doc\":%s}]}",
            })
    void read_documentThatCannotBeShown_isNamedOnceAndCountedEachTime(String path, String type, String envelope)
            throws Exception {
        String body = envelope.formatted(STUCK) + "\n";
        FakeUpstream couch = FakeUpstream.answering(ok(type, body));
        client(couch, new TestSite()).send(get(path)).rest();
        opened.client(new TestSite().reporting(reports).on(couch.port()))
                .send(get(path))
                .rest();

        assertThat(logged.lines()).containsExactly(NOT_SHOWN);
        assertThat(notShown()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "skip"})
    void bulkGet_documentThatCannotBeShown_isNamed_alsoWhereItIsLeftOut(String policy) throws Exception {
        String body = "{\"results\":[{\"id\":\"poison\",\"docs\":[{\"ok\":" + STUCK + "}]}]}";
        client(FakeUpstream.answering(ok("application/json", body)), unshowable(policy))
                .send(send("POST", "/todos/_bulk_get", "2", "{\"docs\":[{\"id\":\"poison\"}]}"))
                .answer();

        assertThat(logged.lines()).containsExactly(NOT_SHOWN);
        assertThat(notShown()).isOne();
    }

    private static TestSite unshowable(String policy) {
        return policy.equals("stop")
                ? new TestSite()
                : new TestSite().with("lenses: lenses", "lenses: lenses\non-unshowable: skip");
    }

    @Test
    void read_partThatCannotBeShown_isNamed() throws Exception {
        String body = "--b\r\nContent-Type: application/json\r\n\r\n" + STUCK + "\r\n--b--";
        client(FakeUpstream.answering(ok("multipart/mixed; boundary=b", body)), new TestSite())
                .send(get("/todos/poison?open_revs=all"))
                .rest();

        assertThat(logged.lines()).containsExactly(NOT_SHOWN);
    }

    @Test
    void find_candidateThatCannotBeShown_isNamed() throws Exception {
        client(FakeUpstream.answering(ok("application/json", "{\"docs\":[" + STUCK + "]}")), new TestSite())
                .send(send("POST", "/todos/_find", "2", "{\"selector\":{\"title\":\"secret\"}}"))
                .answer();

        assertThat(logged.lines()).containsExactly(NOT_SHOWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '|',
            value = {
                "PUT;/todos/own;%s",
                "POST;/todos;%s",
                "PUT;/todos/own?new_edits=false;%s",
                "POST;/todos/_bulk_docs;{\"docs\":[%s]}",
                "POST;/todos/_bulk_docs;{\"new_edits\":false,\"docs\":[%s]}",
            })
    void write_documentThatIsRefused_isNamed_onceCouchDbHasLetItsWriterIn(String method, String path, String envelope)
            throws Exception {
        String own = "{\"_id\":\"own\",\"_rev\":\"1-b\",\"schema\":\"todo-item\",\"version\":9,\"text\":\"secret\"}";
        FakeUpstream couch = FakeUpstream.answering(ok("application/json", "[]"));
        client(couch, new TestSite())
                .send(send(method, path, "2", envelope.formatted(own)))
                .answer();

        assertThat(logged.lines())
                .containsExactly(
                        "WARN a document was not stored database=\"todos\" id=\"own\" revision=\"1-b\" release=\"2\""
                                + " reason=\"todo-item: it has a version that no release names\"");
        assertThat(notStored()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT /todos/own", "POST /todos/_bulk_docs"})
    void write_ofAStranger_isNobodysBusiness(String request) throws Exception {
        String own = "{\"_id\":\"own\",\"schema\":\"todo-item\",\"version\":9}";
        boolean batch = request.startsWith("POST");
        FakeUpstream couch = FakeUpstream.answering("HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\n{}");
        String answer = client(couch, new TestSite())
                .send(send(
                        request.substring(0, request.indexOf(' ')),
                        request.substring(request.indexOf(' ') + 1),
                        "2",
                        batch ? "{\"new_edits\":false,\"docs\":[" + own + "]}" : own))
                .answer();

        assertThat(answer).startsWith("HTTP/1.1 401");
        assertThat(logged.lines()).isEmpty();
        assertThat(notStored()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void write_editOfWhichTheDatabaseHasNothing_isNamedAndStored(boolean batch) throws Exception {
        String edit = "{\"_id\":\"own\",\"_rev\":\"3-c\",\"_revisions\":{\"start\":3,\"ids\":[\"c\",\"b\",\"a\"]},"
                + "\"schema\":\"todo-item\",\"version\":1,\"title\":\"Walk\",\"isDone\":true}";
        FakeUpstream couch = new FakeUpstream((number, wire) -> {
            for (String asked = wire.request(); asked != null; asked = wire.request()) {
                String missing = "{\"results\":[{\"id\":\"own\",\"docs\":[{\"error\":{\"id\":\"own\",\"rev\":\""
                        + (asked.contains("2-b") ? "2-b" : "undefined")
                        + "\",\"error\":\"not_found\",\"reason\":\"missing\"}}]}]}";
                wire.send(ok("application/json", asked.contains("_bulk_get") ? missing : "[]"));
            }
        });
        String answer = client(couch, new TestSite())
                .send(
                        batch
                                ? send(
                                        "POST",
                                        "/todos/_bulk_docs",
                                        "1",
                                        "{\"new_edits\":false,\"docs\":[" + edit + "]}")
                                : send("PUT", "/todos/own?new_edits=false", "1", edit))
                .answer();

        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(logged.lines())
                .singleElement()
                .asString()
                .startsWith(
                        "WARN an edit has no base database=\"todos\" id=\"own\" revision=\"3-c\" release=\"1\" reason=");
        assertThat(reports.adder(Tally.EDITS_WITHOUT_BASE).sum()).isOne();
        assertThat(reports.adder(Tally.BASE_LOOKUPS).sum()).isEqualTo(2);
        assertThat(reports.adder(Tally.BASES_MISSING).sum()).isOne();
    }

    @Test
    void read_idThatWouldBeTwoLines_isOne() throws Exception {
        String stuck = STUCK.replace("poison", "a\\n2026-01-01 ERROR\\u0000");
        client(FakeUpstream.answering(ok("application/json", stuck)), new TestSite())
                .send(get("/todos/a"))
                .rest();

        assertThat(logged.lines())
                .singleElement()
                .asString()
                .contains("id=\"a\\u000a2026-01-01 ERROR\\u0000\"")
                .doesNotContain("\n", "secret");
    }

    private String stuck() {
        return new String(reports.stuck().json("todos"), UTF_8);
    }

    @Test
    void stuck_documentThatCannotBeShown_isListed_andLeavesTheListOnceItCan() throws Exception {
        AtomicInteger times = new AtomicInteger();
        FakeUpstream couch = new FakeUpstream((number, wire) -> {
            while (wire.request() != null) {
                wire.send(ok(
                        "application/json",
                        times.incrementAndGet() == 1
                                ? STUCK
                                : STUCK.replace("1-a", "2-b").replace(",\"title\":\"secret\"", "")));
            }
        });
        Wire client = client(couch, new TestSite());
        String get = get("/todos/poison").replace("Connection: close\r\n", "");
        client.send(get).answer();
        assertThat(stuck())
                .contains("\"id\":\"poison\",\"revision\":\"1-a\",\"releases\":[\"2\"],\"direction\":\"not shown\","
                        + "\"reason\":\"todo-item 3 to 2: rename title to text: there is a member title already\"")
                .doesNotContain("secret");

        assertThat(client.send(get).answer()).startsWith("HTTP/1.1 200");
        assertThat(stuck()).contains("\"total\":0");
    }

    @Test
    void stuck_documentThatIsRefused_isListed_andLeavesTheListOnceItIsStored() throws Exception {
        String own = "{\"_id\":\"own\",\"_rev\":\"1-b\",\"schema\":\"todo-item\",\"version\":9,\"text\":\"secret\"}";
        FakeUpstream couch = FakeUpstream.answering(ok("application/json", "[]"));
        Wire client = client(couch, new TestSite());
        client.send(send("PUT", "/todos/own?new_edits=false", "3", own)).answer();
        assertThat(stuck())
                .contains("\"id\":\"own\",\"revision\":\"1-b\",\"releases\":[\"3\"],\"direction\":\"not stored\"")
                .doesNotContain("secret");

        client.send(send("PUT", "/todos/own?new_edits=false", "3", own.replace("9", "3")))
                .answer();
        assertThat(stuck()).contains("\"total\":0");
    }

    @Test
    void read_deletionThatLosesItsMembers_isNamedCountedAndListed() throws Exception {
        String deletion = STUCK.replace("\"schema\"", "\"_deleted\":true,\"schema\"");
        String answer = client(FakeUpstream.answering(ok("application/json", deletion)), new TestSite())
                .send(get("/todos/poison?rev=1-a"))
                .rest();

        assertThat(answer).endsWith("{\"_id\":\"poison\",\"_rev\":\"1-a\",\"_deleted\":true}");
        assertThat(logged.lines())
                .containsExactly(
                        NOT_SHOWN.replace("a document cannot be shown", "a deletion was shown without its members"));
        assertThat(reports.adder(Tally.TOMBSTONES_SHOWN_BARE).sum()).isOne();
        assertThat(stuck()).contains("\"direction\":\"shown as a bare tombstone\"");
    }

    @Test
    void write_deletionThatLosesItsMembers_isNamedCountedAndListed() throws Exception {
        String deletion =
                "{\"_id\":\"own\",\"_rev\":\"1-b\",\"_deleted\":true,\"schema\":\"todo-item\",\"version\":9,\"text\":\"secret\"}";
        FakeUpstream couch = FakeUpstream.answering(ok("application/json", "[]"));
        client(couch, new TestSite())
                .send(send("PUT", "/todos/own?new_edits=false", "2", deletion))
                .answer();

        assertThat(logged.lines())
                .containsExactly(
                        "WARN a deletion was stored without its members database=\"todos\" id=\"own\" revision=\"1-b\""
                                + " release=\"2\" reason=\"todo-item: it has a version that no release names\"");
        assertThat(reports.adder(Tally.TOMBSTONES_STORED_BARE).sum()).isOne();
        assertThat(stuck()).contains("\"direction\":\"stored as a bare tombstone\"");
    }
}
