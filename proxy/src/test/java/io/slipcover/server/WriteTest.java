package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.report.Reports;
import io.slipcover.testbed.Patience;
import io.slipcover.testing.Bystander;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.LittleCouch;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients of several releases write, and what of it reaches CouchDB. */
@ExtendWith(LeakGuard.class)
@SuppressWarnings("StringConcatToTextBlock") // Lines end with CR and LF here.
final class WriteTest {
    private static final String STORED = "{\"_id\":\"a\",\"_rev\":\"2-b\",\"schema\":\"todo-item\",\"version\":3,"
            + "\"text\":\"Moonwalk\",\"status\":\"done\",\"group\":{\"name\":\"dogs\"}}";
    private static final String EDIT_1 =
            "{\"_id\":\"a\",\"_rev\":\"2-b\",\"schema\":\"todo-item\",\"version\":1,\"title\":\"Walk\",\"isDone\":true}";
    private static final String EDITED = "{\"_id\":\"a\",\"_rev\":\"2-b\",\"schema\":\"todo-item\",\"version\":3,"
            + "\"text\":\"Walk\",\"status\":\"done\",\"group\":{\"name\":\"dogs\"}}";
    private static final String UNKNOWN = "{\"_id\":\"x\",\"_rev\":\"1-x\",\"schema\":\"todo-item\",\"version\":9}";

    @RegisterExtension
    private final Opened opened = new Opened();

    private LittleCouch couch;

    @BeforeEach
    void start() throws IOException {
        couch = opened.add(new LittleCouch());
        couch.store("a@2-b", STORED);
    }

    private Wire client() throws IOException {
        return client(new TestSite());
    }

    private Wire client(TestSite settings) throws IOException {
        return opened.client(settings.on(couch.port()));
    }

    private static String request(String line, String body, String... headers) {
        return line + " HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\nContent-Type: application/json\r\n"
                + String.join(
                        "",
                        List.of(headers).stream().map(header -> header + "\r\n").toList())
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private String stored() {
        assertThat(couch.requests()).hasSize(1);
        String request = couch.requests().get(0);
        return request.substring(request.indexOf("\r\n\r\n") + 4);
    }

    private static String batch(String newEdits, String... docs) {
        return "{" + newEdits + "\"docs\":[" + String.join(",", docs) + "]}";
    }

    // ---- one document

    @Test
    void put_edit_takesFromItsBaseWhatItsWriterWasNotShown() throws Exception {
        String answered = client().send(
                        request("PUT /todos/a", EDIT_1, "Authorization: Basic eA==", "Cookie: AuthSession=y"))
                .answer();
        assertThat(answered)
                .startsWith("HTTP/1.1 201")
                .containsIgnoringCase("vary: X-Client-Version")
                .containsPattern("(?i)etag: \"3-c~[0-9a-f]{8}\"");
        assertThat(stored()).isEqualTo(EDITED);
        assertThat(couch.requests().get(0)).containsIgnoringCase("content-length: " + EDITED.length());
        assertThat(couch.lookups()).hasSize(1);
        assertThat(couch.lookups().get(0))
                .startsWith("POST /todos/_bulk_get HTTP/1.1\r\n")
                .contains("Authorization: Basic eA==\r\n", "Cookie: AuthSession=y\r\n")
                .endsWith("{\"docs\":[{\"id\":\"a\",\"rev\":\"2-b\"}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?rev=2-b", "?rev=2-b~12345678", "If-Match: \"2-b~12345678\"", "If-Match: 2-b", "_rev"})
    void put_revisionInAnyForm_isTheBase(String form) throws Exception {
        String body = EDIT_1.replace("\"_rev\":\"2-b\",", form.equals("_rev") ? "\"_rev\":\"2-b~12345678\"," : "");
        String line = "PUT /todos/a" + (form.startsWith("?") ? form : "");
        client().send(form.startsWith("If") ? request(line, body, form) : request(line, body))
                .answer();
        assertThat(stored()).contains("\"group\":{\"name\":\"dogs\"}").doesNotContain("~");
        assertThat(couch.requests().get(0)).doesNotContain("~12345678");
    }

    private static TestSite small() {
        return new TestSite().with("lenses: lenses", "lenses: lenses\nlimits: { document: 100B }");
    }

    private static String ofSize(int bytes, String id) {
        String document = "{" + id + "\"schema\":\"todo-item\",\"title\":\"\"}";
        return document.replace(":\"\"}", ":\"" + "x".repeat(bytes - document.length() + id.length()) + "\"}");
    }

    @Test
    void put_longerThanADocumentMayBe_isRefusedAsByCouchDb_withItsOwnId() throws Exception {
        Wire client = client(small());
        assertThat(client.send(request("PUT /todos/n", ofSize(101, "\"_id\":\"n\",")))
                        .answer())
                .startsWith("HTTP/1.1 413 ")
                .endsWith("{\"error\":\"document_too_large\",\"reason\":\"n\"}\n");
        assertThat(client.send(request("PUT /todos/n", ofSize(101, ""))).answer())
                .endsWith("\"reason\":\"\"}\n");
        assertThat(client.send(request("PUT /todos/n", ofSize(100, ""))).answer())
                .startsWith("HTTP/1.1 201");
    }

    @Test
    void put_attachmentsAndWhiteSpace_doNotCount() throws Exception {
        String document = "{\"schema\":\"todo-item\"," + " ".repeat(500)
                + "\"title\":\"a\",\"_attachments\":{\"a\":{\"data\":\"" + "QUFB".repeat(500) + "\"}}}";
        assertThat(client(small()).send(request("PUT /todos/n", document)).answer())
                .startsWith("HTTP/1.1 201");
        assertThat(stored()).contains("QUFB".repeat(500));
    }

    /** 40 bases of a megabyte do not fit into what is held for one client. They are looked up in smaller windows. */
    @Test
    void batch_withLargeBases_isLookedUpInSmallerWindows_andStoredWhole() throws Exception {
        String text = "x".repeat(1 << 20);
        String[] docs = new String[40];
        for (int number = 0; number < docs.length; number++) {
            couch.store(
                    "d" + number + "@2-b",
                    STORED.replace("\"a\"", "\"d" + number + "\"").replace("Moonwalk", text));
            docs[number] = EDIT_1.replace("\"a\"", "\"d" + number + "\"");
        }
        Reports reports = new Reports();
        Wire client = client(new TestSite()
                .with("lenses: lenses", "lenses: lenses\nlimits: { memory: 20MB }")
                .reporting(reports));
        assertThat(client.send(request("POST /todos/_bulk_docs", batch("", docs)))
                        .answer())
                .startsWith("HTTP/1.1 201");

        assertThat(stored().split("\"name\":\"dogs\"", -1)).hasSize(docs.length + 1);
        assertThat(couch.lookups()).hasSizeBetween(8, 60);
        Patience.await(
                () -> reports.memory().heap().held() + " bytes held",
                () -> reports.memory().heap().held() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"new_edits\":false,"})
    void batch_withADocumentThatIsTooLong_isRefusedWhole_asByCouchDb(String newEdits) throws Exception {
        String batch = batch(
                newEdits,
                ofSize(90, "\"_id\":\"one\",\"_rev\":\"1-a\","),
                ofSize(101, "\"_id\":\"two\",\"_rev\":\"1-a\","));
        assertThat(client(small())
                        .send(request("POST /todos/_bulk_docs", batch))
                        .answer())
                .startsWith("HTTP/1.1 413 ")
                .endsWith("{\"error\":\"document_too_large\",\"reason\":\"two\"}\n");
    }

    @Test
    void put_first_goesUpWithoutABase() throws Exception {
        client().send(request("PUT /todos/n", "{\"schema\":\"todo-item\",\"title\":\"New\",\"isDone\":false}"))
                .answer();
        assertThat(stored())
                .isEqualTo(
                        "{\"schema\":\"todo-item\",\"text\":\"New\",\"status\":\"active\",\"group\":{\"name\":\"default\"},\"version\":3}");
        assertThat(couch.lookups()).isEmpty();
    }

    @Test
    void put_baseThatIsNotThere_isAConflict_andNothingIsStored() throws Exception {
        assertThat(client().send(request("PUT /todos/a", EDIT_1.replace("2-b", "2-c")))
                        .answer())
                .startsWith("HTTP/1.1 409")
                .endsWith("{\"error\":\"conflict\",\"reason\":\"Document update conflict.\"}\n");
        assertThat(couch.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]",
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnone",
                "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"results\":[{\"id\":\"a\",\"docs\":[{\"error\":{\"id\":\"a\",\"rev\":\"2-b\",\"error\":\"timeout\",\"reason\":\"\"}}]}]}"
            })
    void put_baseThatCannotBeFetched_isForLater_andNothingIsStored(String broken) throws Exception {
        couch.answersLookups(broken);
        if (broken.contains("99")) {
            couch.answersLookups(broken.replace("99", Integer.toString(broken.length() - broken.indexOf("{\"res"))));
        }
        assertThat(client().send(request("PUT /todos/a", EDIT_1)).answer())
                .startsWith("HTTP/1.1 503")
                .containsIgnoringCase("retry-after: ");
        assertThat(couch.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT /todos/a", "POST /todos", "POST /todos/_bulk_docs"})
    void write_ofARevisionThatCouchDoesNotRead_isABadRequest_andNothingIsStored(String line) throws Exception {
        String revision = "1-" + "z".repeat(32);
        String told = "{\"results\":[{\"id\":\"a\",\"docs\":[{\"error\":{\"id\":\"a\",\"rev\":\"" + revision
                + "\",\"error\":\"bad_request\",\"reason\":\"Invalid rev format\"}}]}]}";
        couch.answersLookups("HTTP/1.1 200 OK\r\nContent-Length: " + told.length() + "\r\n\r\n" + told);
        String edit = EDIT_1.replace("2-b", revision);
        assertThat(client().send(request(line, line.endsWith("docs") ? batch("", edit) : edit))
                        .answer())
                .startsWith("HTTP/1.1 400")
                .endsWith("{\"error\":\"bad_request\",\"reason\":\"Invalid rev format\"}\n");
        assertThat(couch.requests()).noneMatch(request -> request.startsWith("P") && !request.contains("<broken off>"));
    }

    /** CouchDB reads each of them. */
    @ParameterizedTest
    @ValueSource(strings = {"rev=true", "rev=1-gone&rev=true", "rev=true&rev=1-gone", "rev=1-0123&rev=7"})
    void put_oneOfSeveralRevisionsIsNone_isABadRequest(String query) throws Exception {
        assertThat(client().send(request("PUT /todos/a?" + query, EDIT_1)).answer())
                .startsWith("HTTP/1.1 400")
                .endsWith("{\"error\":\"bad_request\",\"reason\":\"Invalid rev format\"}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT /todos/a", "POST /todos", "POST /todos/_bulk_docs"})
    void write_ofWhatIsNoRevision_isABadRequest_afterCouchHasLetTheClientIn(String line) throws Exception {
        String edit = EDIT_1.replace("2-b", "nonsense");
        String request = request(line, line.endsWith("docs") ? batch("", EDIT_1, edit) : edit);
        Wire client = client();
        assertThat(client.send(request).answer())
                .startsWith("HTTP/1.1 400")
                .endsWith("{\"error\":\"bad_request\",\"reason\":\"Invalid rev format\"}\n");
        couch.answersAtTheDoor("HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno");
        assertThat(client.send(request).answer()).startsWith("HTTP/1.1 401");
        assertThat(couch.requests()).noneMatch(each -> each.startsWith("P") && !each.contains("<broken off>"));
    }

    @Test
    void put_clientThatIsNotLetIn_hearsItFromCouch() throws Exception {
        couch.answersLookups("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic\r\nContent-Length: 4\r\n\r\n{\"a\"");
        assertThat(client().send(request("PUT /todos/a", EDIT_1)).answer())
                .startsWith("HTTP/1.1 401 Unauthorized")
                .contains("WWW-Authenticate: Basic")
                .endsWith("{\"a\"");
        assertThat(couch.requests()).isEmpty();
    }

    @Test
    void put_refused_isForbidden_afterCouchHasLetTheClientIn() throws Exception {
        Wire client = client();
        assertThat(client.send(request("PUT /todos/x", UNKNOWN, "Authorization: Basic eA=="))
                        .answer())
                .startsWith("HTTP/1.1 403")
                .contains("{\"error\":\"forbidden\",\"reason\":\"");
        assertThat(couch.requests()).hasSize(1);
        assertThat(couch.requests().get(0))
                .startsWith("GET /todos HTTP/1.1\r\n")
                .contains("Authorization: Basic eA==");

        assertThat(client.send(request("PUT /todos/x?new_edits=false", UNKNOWN)).answer())
                .startsWith("HTTP/1.1 500")
                .contains("{\"error\":\"migration_failed\",\"reason\":\"");

        couch.answersAtTheDoor("HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno");
        assertThat(client.send(request("PUT /todos/x", UNKNOWN)).answer())
                .startsWith("HTTP/1.1 401")
                .endsWith("\r\n\r\nno");
        assertThat(couch.requests()).allMatch(request -> request.startsWith("GET /todos "));
    }

    @Test
    void put_replicatedRefused_withSkip_isForbidden() throws Exception {
        assertThat(client(new TestSite().with("lenses: lenses", "lenses: lenses\non-refused: skip"))
                        .send(request("PUT /todos/x?new_edits=false", UNKNOWN))
                        .answer())
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void put_baseOfANewerSlipcover_isForLater() throws Exception {
        couch.store("a@2-b", STORED.replace("\"version\":3", "\"version\":7"));
        assertThat(client().send(request("PUT /todos/a", EDIT_1)).answer())
                .startsWith("HTTP/1.1 503")
                .containsIgnoringCase("retry-after: ")
                .doesNotContain("dogs");
        assertThat(couch.requests()).isEmpty();
    }

    @Test
    void put_replicated_hasItsParentForBase_orTheNearestLeaf() throws Exception {
        String edit = EDIT_1.replace(
                "\"_rev\":\"2-b\"", "\"_rev\":\"4-d\",\"_revisions\":{\"start\":4,\"ids\":[\"d\",\"c\",\"b\",\"x\"]}");
        couch.store(
                "a@2-b",
                STORED.replace(
                        "\"_rev\":\"2-b\"", "\"_rev\":\"2-b\",\"_revisions\":{\"start\":2,\"ids\":[\"b\",\"x\"]}"));
        couch.store(
                "a@2-z",
                STORED.replace(
                                "\"_rev\":\"2-b\"",
                                "\"_rev\":\"2-z\",\"_revisions\":{\"start\":2,\"ids\":[\"z\",\"x\"]}")
                        .replace("dogs", "cats"));
        Wire client = client();
        client.send(request("PUT /todos/a?new_edits=false", edit)).answer();
        assertThat(stored()).contains("dogs", "\"text\":\"Walk\"", "\"ids\":[\"d\",\"c\",\"b\",\"x\"]");
        assertThat(couch.lookups()).hasSize(2);
        assertThat(couch.lookups().get(0)).startsWith("POST /todos/_bulk_get HTTP/1.1\r\n");
        assertThat(couch.lookups().get(1)).startsWith("POST /todos/_bulk_get?revs=true HTTP/1.1\r\n");

        couch.requests().clear();
        couch.store("a@3-c", STORED.replace("2-b", "3-c").replace("dogs", "birds"));
        client.send(request("PUT /todos/a?new_edits=false", edit)).answer();
        assertThat(stored()).contains("birds");
    }

    /** The fourth revision of a document of which the server knows the second one, and below that nothing but a deletion. */
    private String editBesideADeletion() {
        couch.store(
                "b@3-t",
                "{\"_id\":\"b\",\"_rev\":\"3-t\",\"_deleted\":true,\"_revisions\":{\"start\":3,\"ids\":[\"t\",\"b\",\"x\"]}}");
        return request(
                "PUT /todos/b?new_edits=false",
                EDIT_1.replace("\"_id\":\"a\"", "\"_id\":\"b\"")
                        .replace(
                                "\"_rev\":\"2-b\"",
                                "\"_rev\":\"4-d\",\"_revisions\":{\"start\":4,\"ids\":[\"d\",\"c\",\"b\",\"x\"]}"));
    }

    @Test
    void put_replicatedBesideADeletion_hasTheirAncestorForBase_asLongAsItIsThere() throws Exception {
        String edit = editBesideADeletion();
        Wire client = client();
        assertThat(client.send(edit).answer()).startsWith("HTTP/1.1 201");
        assertThat(stored()).doesNotContain("dogs");
        assertThat(couch.lookups()).hasSize(3);
        assertThat(couch.lookups().get(2)).endsWith("{\"docs\":[{\"id\":\"b\",\"rev\":\"2-b\"}]}");

        couch.requests().clear();
        couch.storeAncestor("b@2-b", STORED.replace("\"_id\":\"a\"", "\"_id\":\"b\""));
        client.send(edit).answer();
        assertThat(stored()).contains("dogs", "\"text\":\"Walk\"");
    }

    @Test
    void put_replicatedBesideADeletion_whoseAncestorCannotBeFetched_isForLater() throws Exception {
        couch.beforeLookups(question -> {
            if (question.contains("2-b")) {
                couch.answersLookups("HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n{\"results\":[]}");
            }
        });

        assertThat(client().send(editBesideADeletion()).answer()).startsWith("HTTP/1.1 503");
        assertThat(couch.requests()).isEmpty();
    }

    @Test
    void put_databaseMadeAnewElsewhere_hasItsOwnBases() throws Exception {
        Wire client = client();
        client.send(request("PUT /todos/a", EDIT_1)).answer();
        // Another tenant's document, which has the same id and revision by chance or since revisions are made from the
        // body.
        couch.store("a@2-b", STORED.replace("dogs", "cats"));
        client.send(request("PUT /todos/a", EDIT_1)).answer();

        assertThat(couch.requests()).hasSize(2);
        assertThat(couch.requests().get(0)).contains("dogs");
        assertThat(couch.requests().get(1)).contains("cats").doesNotContain("dogs");
        assertThat(couch.lookups()).hasSize(2);
    }

    @Test
    void put_ofAnotherClient_asksForTheBaseWithItsOwnCredentials() throws Exception {
        Wire client = client();
        client.send(request("PUT /todos/a", EDIT_1, "Authorization: Basic YTph"))
                .answer();
        client.send(request("PUT /todos/a", EDIT_1, "Authorization: Basic YjpiCg=="))
                .answer();

        assertThat(couch.lookups().get(0)).contains("Basic YTph");
        assertThat(couch.lookups().get(1)).contains("Basic YjpiCg==");
    }

    @Test
    void put_gzip_isRead() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(EDIT_1.getBytes(StandardCharsets.UTF_8));
        }
        client().send(request("PUT /todos/a", bytes.toString(StandardCharsets.ISO_8859_1), "Content-Encoding: gzip"))
                .answer();
        assertThat(stored()).isEqualTo(EDITED);
        assertThat(couch.requests().get(0)).doesNotContainIgnoringCase("content-encoding");
    }

    @Test
    void put_bodyTooLong_isRefused() throws Exception {
        String body = "{\"a\":\"0123456789012345678901234567890123456789\"}";
        assertThat(client(new TestSite().holding(40))
                        .send(request("PUT /todos/a", body))
                        .answer())
                .startsWith("HTTP/1.1 413");
        assertThat(couch.requests()).allMatch(request -> request.startsWith("GET /todos "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "identity;{\"a\": ",
                "identity;{\"a\":\"\u00ff\"}",
                "identity;",
                "gzip;this is not gzip at all",
                "GZIP;{}",
                "br;{}"
            })
    void put_bodyThatCannotBeRead_isForCouchDbToRefuse_andTheConnectionServesOn(String encodingAndBody)
            throws Exception {
        String encoding = encodingAndBody.substring(0, encodingAndBody.indexOf(';'));
        String body = encodingAndBody.substring(encoding.length() + 1);
        Wire client = client();
        couch.answers("HTTP/1.1 400 Bad Request\r\nX-Told: by CouchDB\r\nContent-Length: 0\r\n\r\n");
        assertThat(client.send(request("PUT /todos/a", body, "Content-Encoding: " + encoding))
                        .answer())
                .contains("X-Told: by CouchDB");
        assertThat(couch.requests().get(0)).endsWith("\r\n\r\n{");
        if (!encoding.equals("identity")) {
            assertThat(couch.requests().get(0)).contains("\r\nContent-Encoding: " + encoding + "\r\n");
        }
        couch.requests().clear();
        couch.answers("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
        assertThat(client.send(request("PUT /todos/a", EDIT_1)).answer()).startsWith("HTTP/1.1 201");
        assertThat(stored()).isEqualTo(EDITED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?rev=2-b",
                "?rev=2-b&rev=9-z",
                "?rev=%222-b%22",
                "?rev=2-b~0123abcd",
                "?REV=9-z;r%65v=2-b",
                "?If-Match: 2-b",
                "?If-Match: \"2-b\"",
                "?If-Match: \"2-b~0123abcd\"",
                "?If-Match: W/\"2-b~0123abcd\""
            })
    void put_revisionBesideTheDocument_isItsBase(String where) throws Exception {
        boolean header = where.startsWith("?If-Match");
        String edit = EDIT_1.replace("\"_rev\":\"2-b\",", "");
        assertThat(client().send(
                                header
                                        ? request("PUT /todos/a", edit, where.substring(1))
                                        : request("PUT /todos/a" + where, edit))
                        .answer())
                .startsWith("HTTP/1.1 201");
        assertThat(stored()).isEqualTo(EDITED.replace("\"_rev\":\"2-b\",", ""));
    }

    @Test
    void post_revisionBesideTheDocument_isNotLookedAt_asCouchDbDoesNot() throws Exception {
        String first = "{\"_id\":\"a\",\"schema\":\"todo-item\",\"title\":\"Walk\",\"isDone\":true}";
        assertThat(client().send(request("POST /todos?rev=2-b&new_edits=false", first, "If-Match: \"2-b\""))
                        .answer())
                .startsWith("HTTP/1.1 201");
        assertThat(couch.lookups()).isEmpty();
        assertThat(stored()).doesNotContain("dogs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"new_edits=false&new_edits=1", "x;new%5fedits=false", "new_edits=true&new_edits=false"})
    void put_newEdits_isReadAsCouchDbReadsIt(String query) throws Exception {
        String replicated = EDIT_1.replace("\"2-b\"", "\"3-c\",\"_revisions\":{\"start\":3,\"ids\":[\"c\",\"b\"]}");
        assertThat(client().send(request("PUT /todos/a?" + query, replicated)).answer())
                .startsWith("HTTP/1.1 201");
        assertThat(stored()).contains("\"text\":\"Walk\"", "dogs", "\"3-c\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"b?rev=1-x~0123abcd;b?rev=1-x", "b?rev=1-x;b?rev=1-x", "b=c;b=c", "b?rev;b?rev", "a%3Fb;a%3Fb"})
    void copy_destination_namesARevisionThatCouchDbKnows(String givenAndPassed) throws Exception {
        String[] pair = givenAndPassed.split(";", -1);
        assertThat(client().send(request("COPY /todos/a", "", "Destination: " + pair[0]))
                        .answer())
                .startsWith("HTTP/1.1 201");
        assertThat(couch.requests().get(0)).contains("\r\nDestination: " + pair[1] + "\r\n");
    }

    @Test
    void put_expectContinue_isAnswered() throws Exception {
        Wire client = client();
        client.send(
                "PUT /todos/a HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\nExpect: 100-continue\r\nContent-Length: "
                        + EDIT_1.length() + "\r\n\r\n");
        assertThat(client.head()).startsWith("HTTP/1.1 100 ");
        assertThat(client.send(EDIT_1).answer()).startsWith("HTTP/1.1 201");
        assertThat(stored()).isEqualTo(EDITED);
    }

    @Test
    void put_cutAnywhere_isStoredTheSame() throws Exception {
        ProxyServer proxy = opened.proxy(new TestSite().on(couch.port()));
        Wire client = opened.client(proxy);
        Bystander bystander = opened.bystander(proxy);
        String request = request("PUT /todos/a", EDIT_1);
        for (int cut = request.length() - EDIT_1.length(); cut < request.length(); cut += 3) {
            client.send(request.substring(0, cut));
            bystander.awaitReading();
            assertThat(client.send(request.substring(cut)).answer()).startsWith("HTTP/1.1 201");
        }
        assertThat(couch.requests()).isNotEmpty().allMatch(each -> each.endsWith(EDITED));
    }

    @Test
    void post_reserved_staysAsItIs() throws Exception {
        String checkpoint = "{\"_id\":\"_local/x\", \"schema\":\"todo-item\",\"version\":1}";
        client().send(request("POST /todos", checkpoint)).answer();
        assertThat(stored()).isEqualTo(checkpoint);
    }

    @Test
    void post_withIdAndRevision_isAnEdit() throws Exception {
        client().send(request("POST /todos?new_edits=false", EDIT_1)).answer();
        assertThat(stored()).isEqualTo(EDITED);
    }

    // ---- many

    @Test
    void batch_ofEdits_isOneRequest_withOneLookup() throws Exception {
        couch.answers("HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n[]");
        couch.store(
                "b@1-x", STORED.replace("\"a\"", "\"b\"").replace("2-b", "1-x").replace("dogs", "cats"));
        String design = "{\"_id\":\"_design/x\", \"schema\":\"todo-item\"}";
        String local = "{\"_id\":\"_local/x\", \"schema\":\"todo-item\"}";
        client().send(request(
                        "POST /todos/_bulk_docs",
                        batch(
                                "\"w\":1, ",
                                EDIT_1,
                                design,
                                EDIT_1.replace("\"a\"", "\"b\"").replace("2-b", "1-x"),
                                local)))
                .answer();
        assertThat(stored())
                .isEqualTo(batch(
                        "\"w\":1, ",
                        EDITED,
                        design,
                        EDITED.replace("\"a\"", "\"b\"").replace("2-b", "1-x").replace("dogs", "cats"),
                        local));
        assertThat(couch.lookups()).hasSize(1);
    }

    @Test
    void batch_cutAnywhere_isStoredTheSame() throws Exception {
        couch.answers("HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n[]");
        ProxyServer proxy = opened.proxy(new TestSite().on(couch.port()));
        Wire client = opened.client(proxy);
        Bystander bystander = opened.bystander(proxy);
        String body = batch("", EDIT_1, EDIT_1.replace("2-b", "1-q").replace("\"_id\":\"a\",\"_rev\":\"1-q\",", ""));
        String request = request("POST /todos/_bulk_docs", body);
        for (int cut = request.length() - body.length(); cut < request.length(); cut += 5) {
            client.send(request.substring(0, cut));
            bystander.awaitReading();
            assertThat(client.send(request.substring(cut)).answer()).startsWith("HTTP/1.1 201");
        }
        String first = couch.requests().get(0).substring(couch.requests().get(0).indexOf("\r\n\r\n"));
        assertThat(first).contains(EDITED, "\"group\":{\"name\":\"default\"}");
        assertThat(couch.requests()).allMatch(each -> each.endsWith(first));
    }

    @Test
    void batch_refusedRow_isOurs_andTheOthersAreWritten() throws Exception {
        couch.answers(
                "HTTP/1.1 201 Created\r\nContent-Length: 46\r\n\r\n[{\"ok\":true,\"id\":\"a\"},{\"ok\":true,\"id\":\"last\"}]");
        String answered = client().send(request(
                        "POST /todos/_bulk_docs",
                        batch("", EDIT_1, UNKNOWN, "{\"_id\":\"last\"}", EDIT_1.replace("2-b", "2-none"))))
                .answer();
        assertThat(stored()).isEqualTo(batch("", EDITED, "{\"_id\":\"last\"}"));
        assertThat(Wire.payload(answered))
                .startsWith("[{\"ok\":true,\"id\":\"a\"},{\"id\":\"x\",\"error\":\"forbidden\",\"reason\":\"")
                .endsWith(
                        "\"},{\"ok\":true,\"id\":\"last\"},{\"id\":\"a\",\"error\":\"conflict\",\"reason\":\"Document update conflict.\"}]");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void batch_replicated_refused_storesNothing(boolean newEditsFirst) throws Exception {
        String refused = UNKNOWN.replace("}", ",\"_revisions\":{\"start\":1,\"ids\":[\"x\"]}}");
        String body = newEditsFirst
                ? batch("\"new_edits\":false,", "{\"_id\":\"n\",\"_rev\":\"1-a\"}", refused)
                : "{\"docs\":[{\"_id\":\"n\",\"_rev\":\"1-a\"}," + refused + "],\"new_edits\":false}";
        assertThat(client().send(request("POST /todos/_bulk_docs", body)).answer())
                .startsWith("HTTP/1.1 500")
                .contains("{\"error\":\"migration_failed\",\"reason\":\"x: ");
        assertThat(couch.requests())
                .noneMatch(request -> request.startsWith("POST") && !request.contains("<broken off>"));
    }

    @Test
    void batch_replicated_refused_withSkip_isARow() throws Exception {
        couch.answers("HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n[]");
        String answered = client(new TestSite().with("lenses: lenses", "lenses: lenses\non-refused: skip"))
                .send(request(
                        "POST /todos/_bulk_docs",
                        batch("\"new_edits\":false,", UNKNOWN, "{\"_id\":\"n\",\"_rev\":\"1-a\"}")))
                .answer();
        assertThat(Wire.payload(answered))
                .startsWith("[{\"id\":\"x\",\"rev\":\"1-x\",\"error\":\"forbidden\",\"reason\":");
        assertThat(stored()).isEqualTo(batch("\"new_edits\":false,", "{\"_id\":\"n\",\"_rev\":\"1-a\"}"));
    }

    @Test
    void batch_childOfAnEarlierOne_hasThatForItsBase() throws Exception {
        couch.answers("HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n[]");
        String first =
                "{\"_id\":\"t\",\"_rev\":\"1-p\",\"_revisions\":{\"start\":1,\"ids\":[\"p\"]},\"schema\":\"todo-item\",\"version\":3,"
                        + "\"text\":\"T\",\"status\":\"done\",\"group\":{\"name\":\"twice\"}}";
        String second =
                "{\"_id\":\"t\",\"_rev\":\"2-q\",\"_revisions\":{\"start\":2,\"ids\":[\"q\",\"p\"]},\"schema\":\"todo-item\",\"version\":1,"
                        + "\"title\":\"U\",\"isDone\":true}";
        client().send(request(
                        "POST /todos/_bulk_docs", "{\"docs\":[" + first + "," + second + "],\"new_edits\":false}"))
                .answer();
        assertThat(stored()).contains("\"text\":\"U\",\"status\":\"done\",\"group\":{\"name\":\"twice\"}");
    }

    @Test
    void batch_long_isAStream_withALookupForEachWindow() throws Exception {
        couch.answers("HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n[]");
        String[] docs = storedAndEdited(1_100);
        client().send(request("POST /todos/_bulk_docs", batch("", docs))).answer();
        assertThat(stored()).isEqualTo(batch("", upgraded(docs.length)));
        assertThat(couch.lookups()).hasSize(5);
    }

    /** Stores this many documents, and gives an edit of each. */
    private String[] storedAndEdited(int count) {
        String[] docs = new String[count];
        for (int index = 0; index < count; index++) {
            couch.store(
                    "d" + index + "@2-b",
                    STORED.replace("\"a\"", "\"d" + index + "\"").replace("dogs", "g" + index));
            docs[index] = EDIT_1.replace("\"a\"", "\"d" + index + "\"");
        }
        return docs;
    }

    /** What these edits become. */
    private static String[] upgraded(int count) {
        String[] expected = new String[count];
        for (int index = 0; index < count; index++) {
            expected[index] = EDITED.replace("\"a\"", "\"d" + index + "\"").replace("dogs", "g" + index);
        }
        return expected;
    }

    @Test
    void batch_long_looksUpFourWindowsAtOnce_andSendsInOrderWhateverComesFirst() throws Exception {
        couch.answers("HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n[]");
        String[] docs = storedAndEdited(1_600);
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch allButTheFirst = new CountDownLatch(3);
        AtomicInteger asking = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        couch.beforeLookups(question -> {
            most.accumulateAndGet(asking.incrementAndGet(), Math::max);
            if (question.contains("\"d0\"")) {
                first.countDown();
                Patience.await(allButTheFirst);
            }
            // Whichever of them comes first is still being answered when the next one comes.
            Patience.await(first);
            asking.decrementAndGet();
            allButTheFirst.countDown();
        });
        client().send(request("POST /todos/_bulk_docs", batch("", docs))).answer();
        assertThat(stored()).isEqualTo(batch("", upgraded(docs.length)));
        assertThat(couch.lookups()).hasSize(7);
        assertThat(most.get()).isBetween(2, 4);
    }

    @Test
    void batch_long_whoseFirstWindowWaits_hasNoMoreThanFourLookedUp() throws Exception {
        couch.answers("HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n[]");
        String[] docs = storedAndEdited(1_600);
        CountDownLatch first = new CountDownLatch(1);
        AtomicInteger answered = new AtomicInteger();
        couch.beforeLookups(question -> {
            if (question.contains("\"d0\"")) {
                Patience.await(first);
            }
            answered.incrementAndGet();
        });
        Wire client = client().send(request("POST /todos/_bulk_docs", batch("", docs)));
        Patience.await(() -> "the others to be answered", () -> answered.get() == 3);
        assertThat(couch.lookups()).hasSize(4);
        first.countDown();
        assertThat(client.answer()).startsWith("HTTP/1.1 201");
        assertThat(stored()).isEqualTo(batch("", upgraded(docs.length)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"500 Oops", "401 Unauthorized"})
    void batch_long_aLaterWindowCannotBeLookedUp_storesNothing(String status) throws Exception {
        String[] docs = storedAndEdited(1_000);
        CountDownLatch refused = new CountDownLatch(1);
        couch.beforeLookups(question -> {
            if (question.contains("\"d999\"")) {
                couch.answersLookups("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");
            } else {
                Patience.await(refused);
            }
        });
        assertThat(client().send(request("POST /todos/_bulk_docs", batch("", docs)))
                        .answer())
                .startsWith("HTTP/1.1 " + (status.startsWith("5") ? "503" : status));
        refused.countDown();
        assertThat(couch.requests())
                .noneMatch(request -> request.startsWith("POST") && !request.contains("<broken off>"));
    }

    @Test
    void batch_long_childOfOneInAnEarlierWindow_hasThatForItsBase() throws Exception {
        couch.answers("HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n[]");
        String[] docs = new String[600];
        for (int index = 0; index < docs.length; index++) {
            docs[index] = "{\"_id\":\"d" + index
                    + "\",\"_rev\":\"2-q\",\"_revisions\":{\"start\":2,\"ids\":[\"q\",\"p\"]},\"schema\":\"todo-item\",\"version\":1,"
                    + "\"title\":\"U\",\"isDone\":true}";
        }
        docs[1] =
                "{\"_id\":\"d599\",\"_rev\":\"1-p\",\"_revisions\":{\"start\":1,\"ids\":[\"p\"]},\"schema\":\"todo-item\",\"version\":3,"
                        + "\"text\":\"T\",\"status\":\"done\",\"group\":{\"name\":\"twice\"}}";
        CountDownLatch last = new CountDownLatch(1);
        couch.beforeLookups(question -> {
            if (question.contains("\"d0\"")) {
                Patience.await(last);
            } else if (question.contains("\"d599\"")) {
                last.countDown();
            }
        });
        client().send(request("POST /todos/_bulk_docs", batch("\"new_edits\":false,", docs)))
                .answer();
        assertThat(stored()).endsWith("\"text\":\"U\",\"status\":\"done\",\"group\":{\"name\":\"twice\"}}]}");
    }

    @Test
    void batch_long_clientGoneMeanwhile_storesNothing() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        couch.beforeLookups(question -> Patience.await(gone));
        Wire client = client().send(request("POST /todos/_bulk_docs", batch("", storedAndEdited(1_600))));
        Patience.await(() -> "four look-ups", () -> couch.lookups().size() == 4);
        client.reset();
        Patience.await(() -> "the batch to end", () -> !couch.requests().isEmpty());
        gone.countDown();
        assertThat(couch.requests()).hasSize(1).allMatch(request -> request.endsWith("<broken off>"));
    }

    @Test
    void batch_long_whoseEndSaysOtherwise_storesNothing() throws Exception {
        String[] docs = new String[3000];
        for (int index = 0; index < docs.length; index++) {
            docs[index] = EDIT_1.replace("\"a\"", "\"d" + index + "\"").replace("Walk", "W".repeat(1000));
            couch.store("d" + index + "@2-b", STORED.replace("\"a\"", "\"d" + index + "\""));
        }
        String body = "{\"docs\":[" + String.join(",", docs) + "],\"new_edits\":false}";
        assertThat(client().send(request("POST /todos/_bulk_docs", body)).answer())
                .startsWith("HTTP/1.1 400")
                .contains("new_edits has to stand before docs");
        assertThat(couch.requests())
                .noneMatch(request -> request.startsWith("POST") && !request.contains("<broken off>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"docs\":[{\"_id\":\"a\"},", "{\"docs\":[{\"_id\":\"a\"} {}]}", "{\"docs\":[],\"docs\":[]}"})
    void batch_broken_storesNothing(String body) throws Exception {
        assertThat(client().send(request("POST /todos/_bulk_docs", body)).answer())
                .startsWith("HTTP/1.1 400");
        assertThat(couch.requests())
                .noneMatch(request -> request.startsWith("POST") && !request.contains("<broken off>"));
    }

    @Test
    void batch_basesThatCannotBeFetched_areForLater() throws Exception {
        couch.answersLookups("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n");
        assertThat(client().send(request("POST /todos/_bulk_docs", batch("", EDIT_1)))
                        .answer())
                .startsWith("HTTP/1.1 503");
        assertThat(couch.requests())
                .noneMatch(request -> request.startsWith("POST") && !request.contains("<broken off>"));
    }

    @Test
    void batch_methodOverrideThatCouchDoesNotRead_isWrittenAllTheSame() throws Exception {
        couch.answers("HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n[]");
        client().send(request("POST /todos/_bulk_docs", batch("", EDIT_1), "X-HTTP-Method-Override: get"))
                .answer();
        assertThat(stored()).isEqualTo(batch("", EDITED));
        assertThat(couch.requests().get(0)).startsWith("POST ").doesNotContainIgnoringCase("override");
    }

    @Test
    void put_asAnOverriddenPost_isAPut() throws Exception {
        client().send(request("POST /todos/a", EDIT_1, "X-HTTP-Method-Override: PUT"))
                .answer();
        assertThat(stored()).isEqualTo(EDITED);
        assertThat(couch.requests().get(0)).startsWith("PUT /todos/a ").doesNotContainIgnoringCase("override");
    }

    @Test
    void batch_clientGoneMeanwhile_storesNothing() throws Exception {
        Wire client = client();
        client.send(
                "POST /todos/_bulk_docs HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\nContent-Length: 1000\r\n\r\n{\"docs\":["
                        + EDIT_1 + ",");
        Patience.await(() -> "the batch to begin", () -> couch.begun() > 0);
        client.close();
        Patience.await(() -> "the batch to end", () -> !couch.requests().isEmpty());
        assertThat(couch.requests()).hasSize(1).allMatch(request -> request.endsWith("<broken off>"));
    }
}
