package io.slipcover.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.config.Configuration;
import io.slipcover.couch.CouchDb;
import io.slipcover.couch.CouchException;
import io.slipcover.couch.Database;
import io.slipcover.couch.Database.Leaf;
import io.slipcover.couch.Logins;
import io.slipcover.json.JsonObject;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.SmallSite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that CouchDB does not take, among others. */
final class BatchTest {
    @TempDir
    private Path folder;

    private final Counts counts = new Counts();

    private static String answer(int status, String body) {
        return "HTTP/1.1 " + status + " x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** Writes eight documents to a server that answers batches as the script does, and says of the document what it is now. */
    private void write(int status, String refusal, String now) throws Exception {
        try (FakeUpstream couch = new FakeUpstream((number, wire) -> {
            for (String request = wire.request(); request != null; request = wire.request()) {
                if (request.startsWith("GET")) {
                    wire.send(answer(200, now));
                } else if (request.contains("\"poison\"")) {
                    wire.send(answer(status, refusal));
                } else {
                    wire.send(answer(201, "[]"));
                }
            }
        })) {
            Batch batch = new Batch(database(couch.port()), new Pace(0), counts);
            for (String id : List.of("a", "b", "c", "poison", "e", "f", "g", "h")) {
                batch.write(List.of(child(id, "1-a", "2-a")));
            }
            batch.flush();
        }
    }

    private Batch.Child child(String id, String parent, String made) {
        JsonObject document = JsonObject.of("{\"_id\":\"%s\",\"_rev\":\"%s\"}".formatted(id, made));
        return new Batch.Child(new Leaf(id, parent), document, counts::rewrote);
    }

    /** Writes two revisions of one document to a server that gives this answer. */
    private void writeTwoOfOne(String answer) throws Exception {
        try (FakeUpstream couch = new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send(answer(201, answer));
        })) {
            Batch batch = new Batch(database(couch.port()), new Pace(0), counts);
            batch.write(List.of(child("a", "1-a", "2-a"), child("a", "1-b", "2-b")));
            batch.flush();
        }
    }

    private Database database(int port) throws IOException {
        Configuration configuration = SmallSite.in(folder, "upstream: http://127.0.0.1:" + port);
        return new Database(new CouchDb(configuration.settings(), Logins.none()), "db");
    }

    @Test
    void aDocumentThatIsNotTaken_doesNotKeepTheOthersBack() throws Exception {
        write(413, "{\"error\":\"document_too_large\",\"reason\":\"poison\"}", "");

        assertThat(counts.rewritten()).isEqualTo(7);
        assertThat(counts.refused()).isEqualTo(1);
        assertThat(counts.lines(false))
                .contains(
                        "  \"db\" \"poison\" \"1-a\": POST /db/_bulk_docs: CouchDB answered 413 document_too_large: poison");
    }

    /** What is wrong with the whole request may pass, or stops the migration: it is no fault of any document. */
    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 409, 429, 503})
    void aRequestThatIsRefused_refusesNoDocument(int status) {
        assertThatThrownBy(() -> write(status, "{\"error\":\"x\",\"reason\":\"y\"}", ""))
                .isInstanceOfSatisfying(
                        CouchException.class,
                        exception -> assertThat(exception.status()).isEqualTo(status));

        assertThat(counts.refused()).isZero();
    }

    @Test
    void aRowThatIsForbidden_isToldWithItsReason() throws Exception {
        write(201, "[{\"id\":\"poison\",\"rev\":\"2-a\",\"error\":\"forbidden\",\"reason\":\"not you\"}]", "");

        assertThat(counts.rewritten()).isEqualTo(7);
        assertThat(counts.lines(false)).contains("  \"db\" \"poison\" \"1-a\": CouchDB: forbidden: not you");
    }

    @Test
    void ofTwoRevisionsOfADocument_onlyTheOneThatIsForbiddenIsRefused() throws Exception {
        writeTwoOfOne("[{\"id\":\"a\",\"rev\":\"2-b\",\"error\":\"forbidden\",\"reason\":\"not you\"}]");

        assertThat(counts.rewritten()).isEqualTo(1);
        assertThat(counts.refused()).isEqualTo(1);
        assertThat(counts.lines(false)).contains("  \"db\" \"a\" \"1-b\": CouchDB: forbidden: not you");
    }

    @Test
    void anErrorThatNamesNoRevision_isAboutAllRevisionsOfTheDocument() throws Exception {
        writeTwoOfOne("[{\"id\":\"a\",\"error\":\"forbidden\",\"reason\":\"not you\"}]");

        assertThat(counts.rewritten()).isZero();
        assertThat(counts.refused()).isEqualTo(2);
    }

    @Test
    void anAnswerThatIsNoJson_isAFailureOfTheDatabase() {
        assertThatThrownBy(() -> writeTwoOfOne("<html>"))
                .isInstanceOf(IOException.class)
                .hasMessage("/db/_bulk_docs: CouchDB's answer is no JSON array");

        assertThat(counts.refused()).isZero();
    }

    /** The document was edited meanwhile, and its attachments went with the body of the parent. */
    @Test
    void aMissingStub_isRefused_onlyWhereTheParentIsStillThere() throws Exception {
        String stub = "{\"error\":\"missing_stub\",\"reason\":\"x\"}";

        write(412, stub, "{\"_id\":\"poison\",\"_rev\":\"2-other\"}");

        assertThat(counts.rewritten()).isEqualTo(7);
        assertThat(counts.refused()).isZero();

        write(412, stub, "{\"_id\":\"poison\",\"_rev\":\"2-other\",\"_conflicts\":[\"1-a\"]}");

        assertThat(counts.refused()).isEqualTo(1);
    }
}
