package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.report.Reports;
import io.slipcover.report.Tally;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.LittleCouch;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Wire;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Written documents that match the JSON Schema of their writer's version, and others. */
@ExtendWith(LeakGuard.class)
@SuppressWarnings("StringConcatToTextBlock") // Lines end with CR and LF here.
final class SchemaGuardTest {
    private static final String SCHEMA = """
            { "type": "object",
              "required": ["title"],
              "properties": { "schema": {}, "title": { "type": "string", "pattern": "^(a|aa)+\\\\1c$" }, "isDone": { "type": "boolean" } },
              "additionalProperties": false }
            """;
    private static final String GOOD =
            "{\"_id\":\"a\",\"schema\":\"todo-item\",\"version\":1,\"title\":\"aac\",\"isDone\":true}";
    private static final String BAD =
            "{\"_id\":\"b\",\"schema\":\"todo-item\",\"version\":1,\"title\":[\"secret\"],\"isDone\":true}";

    @RegisterExtension
    private final Opened opened = new Opened();

    private final Reports reports = new Reports();
    private LittleCouch couch;

    @BeforeEach
    void start() throws IOException {
        couch = opened.add(new LittleCouch());
    }

    private Wire client(String validation) throws IOException {
        TestSite site = new TestSite()
                .with("lenses: lenses", "lenses: lenses\nvalidate: " + validation)
                .schema("todo-item.1.schema.json", SCHEMA)
                .reporting(reports);
        return opened.client(site.on(couch.port()));
    }

    private static String request(String line, String body) {
        return line
                + " HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    private long unmatched() {
        return reports.adder(Tally.UNMATCHED).sum();
    }

    @Test
    void reject_documentThatMatches_isStoredInTheStoredShape() throws Exception {
        assertThat(client("reject").send(request("PUT /todos/a", GOOD)).answer())
                .startsWith("HTTP/1.1 201");
        assertThat(couch.requests()).singleElement().asString().contains("\"text\":\"aac\"");
        assertThat(unmatched()).isZero();
    }

    @Test
    void reject_documentThatDoesNot_isRefusedWithPathAndKeywordAndNoValue() throws Exception {
        String answer = client("reject").send(request("PUT /todos/b", BAD)).answer();

        assertThat(answer)
                .startsWith("HTTP/1.1 403")
                .contains("\"error\":\"forbidden\"")
                .contains("todo-item 1: todo-item.1.schema.json: /properties/title/type: 'type' does not hold")
                .doesNotContain("secret");
        assertThat(couch.requests()).noneMatch(request -> request.startsWith("PUT"));
        assertThat(unmatched()).isOne();
    }

    @Test
    void reject_documentOfABatch_getsItsRow() throws Exception {
        couch.answers("HTTP/1.1 201 Created\r\nContent-Length: 22\r\n\r\n[{\"ok\":true,\"id\":\"a\"}]");
        String answer = client("reject")
                .send(request("POST /todos/_bulk_docs", "{\"docs\":[" + BAD + "," + GOOD + "]}"))
                .answer();

        assertThat(answer).startsWith("HTTP/1.1 201").contains("\"id\":\"b\",\"error\":\"forbidden\"");
        assertThat(couch.requests())
                .filteredOn(request -> request.startsWith("POST /todos/_bulk_docs"))
                .singleElement()
                .asString()
                .contains("\"_id\":\"a\"")
                .doesNotContain("\"_id\":\"b\"");
    }

    @Test
    void reject_replication_isStoppedAsOnRefusedSays() throws Exception {
        String revision = BAD.replace("\"_id\":\"b\",", "\"_id\":\"b\",\"_rev\":\"1-x\",");
        String answer = client("reject")
                .send(request("POST /todos/_bulk_docs", "{\"new_edits\":false,\"docs\":[" + revision + "]}"))
                .answer();

        assertThat(answer).startsWith("HTTP/1.1 500").contains("'type' does not hold");
    }

    @Test
    void report_documentThatDoesNot_isStoredAndCounted() throws Exception {
        assertThat(client("report").send(request("PUT /todos/b", BAD)).answer()).startsWith("HTTP/1.1 201");
        assertThat(unmatched()).isOne();
    }

    @ParameterizedTest
    @CsvSource({"reject, 413", "report, 201"})
    void documentThatThereIsNoRoomToLookAt_isRefused_orStoredUnseen(String validation, String status) throws Exception {
        String large = BAD.replace("secret", "x".repeat(20_000));

        assertThat(client(validation + "\nlimits: { memory: 150kB }")
                        .send(request("PUT /todos/b", large))
                        .answer())
                .startsWith("HTTP/1.1 " + status);
        assertThat(unmatched()).isZero();
        assertThat(couch.requests().stream().anyMatch(request -> request.startsWith("PUT")))
                .isEqualTo(status.equals("201"));
    }

    @Test
    void off_nobodyLooks() throws Exception {
        assertThat(client("off").send(request("PUT /todos/b", BAD)).answer()).startsWith("HTTP/1.1 201");
        assertThat(unmatched()).isZero();
    }

    @Test
    void reject_deletion_arrives() throws Exception {
        String deletion = BAD.replace("\"_id\":\"b\",", "\"_id\":\"b\",\"_deleted\":true,");
        assertThat(client("reject").send(request("PUT /todos/b", deletion)).answer())
                .startsWith("HTTP/1.1 201");
    }

    @Test
    void reject_stringThatAPatternTakesLongFor_isRefusedAtItsLimit() throws Exception {
        String hostile = GOOD.replace("\"aac\"", "\"" + "a".repeat(60) + "\"");
        assertThat(client("reject").send(request("PUT /todos/a", hostile)).answer())
                .startsWith("HTTP/1.1 403")
                .contains("limit: schema-steps");
    }
}
