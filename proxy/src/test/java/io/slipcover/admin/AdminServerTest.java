package io.slipcover.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.document.Obstacle;
import io.slipcover.report.DocumentLog;
import io.slipcover.report.Reports;
import io.slipcover.testing.Logged;
import io.slipcover.testing.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AdminServerTest {
    private static final Obstacle NO_PAIR =
            new Obstacle(Obstacle.Kind.LENS, "todo-item", 3, 2, "convert \"status\"", "no pair for the value");

    private final Reports reports = new Reports();
    private final Logged logged = Logged.by(DocumentLog.class);
    private AdminServer admin;

    @BeforeEach
    void start() throws IOException {
        admin = AdminServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), reports, () -> 7);
    }

    @AfterEach
    void stop() {
        admin.close();
        logged.close();
    }

    private HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:" + admin.address().getPort() + path))
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private String metrics() throws IOException, InterruptedException {
        HttpResponse<String> answer = ask("GET", "/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        return answer.body();
    }

    @Test
    void metrics_beforeAnythingHappened_haveWhatHasNoParts() throws Exception {
        assertThat(metrics())
                .contains(
                        "# TYPE slipcover_requests_total counter\n",
                        "# HELP slipcover_edits_without_base_total ",
                        "\nslipcover_edits_without_base_total 0.0\n",
                        "\nslipcover_client_connections 7.0\n",
                        "\njvm_memory_used_bytes{",
                        "\nprocess_uptime_seconds ");
    }

    @Test
    void metrics_documentsThatCannotBeShownOrStored_areCountedByWhatIsInTheWay() throws Exception {
        metrics();
        reports.notShown("db", "a", "1-a", "2", NO_PAIR);
        reports.notShown("other", "b", "1-a", "2", NO_PAIR);
        reports.notShown("db", "a", "1-a", "2", Obstacle.ofVersion("todo-item", "no version"));
        reports.notStored("db", "a", "1-a", "2", NO_PAIR);

        assertThat(metrics())
                .contains(
                        "\nslipcover_documents_not_shown_total{from=\"3\",kind=\"lens\",operation=\"convert \\\"status\\\"\",to=\"2\",type=\"todo-item\"} 2.0\n",
                        "\nslipcover_documents_not_shown_total{from=\"\",kind=\"version\",operation=\"\",to=\"\",type=\"todo-item\"} 1.0\n",
                        "\nslipcover_documents_not_stored_total{from=\"3\",kind=\"lens\",operation=\"convert \\\"status\\\"\",to=\"2\",type=\"todo-item\"} 1.0\n");

        reports.notShown("db", "a", "1-a", "2", NO_PAIR);
        assertThat(metrics()).contains("to=\"2\",type=\"todo-item\"} 3.0\n");
        assertThat(logged.lines()).hasSize(4);
    }

    @Test
    void metrics_editsWithoutBase_areCountedAndNamed() throws Exception {
        reports.withoutBase("db", "a", "3-c", "1");

        assertThat(metrics()).contains("\nslipcover_edits_without_base_total 1.0\n");
        assertThat(logged.lines())
                .singleElement()
                .asString()
                .startsWith("WARN an edit has no base database=\"db\" id=\"a\" revision=\"3-c\" release=\"1\"");
    }

    @Test
    void answer_otherQuestions_areAnsweredAsBefore() throws Exception {
        assertThat(ask("GET", "/health").body()).isEqualTo("{\"status\":\"ok\"}\n");
        assertThat(ask("HEAD", "/_up").statusCode()).isEqualTo(200);
        assertThat(ask("GET", "/nothing").statusCode()).isEqualTo(404);
        assertThat(ask("POST", "/metrics").statusCode()).isEqualTo(405);
    }

    @Test
    void question_thatDoesNotEnd_keepsNobodyWaiting() throws Exception {
        try (Wire slow = Wire.to(admin.address().getPort())) {
            slow.send("GET /hea");
            assertThat(ask("GET", "/health").statusCode()).isEqualTo(200);
            assertThat(ask("GET", "/_up").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void stuck_isAListOfDocuments_ofOneDatabaseOnRequest() throws Exception {
        reports.notShown("user/ann", "a", "1-a", "2", NO_PAIR);
        reports.notStored("db", "b", "1-a", "2", NO_PAIR);

        HttpResponse<String> all = ask("GET", "/stuck");
        assertThat(all.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(all.body()).startsWith("{\"total\":2,");
        assertThat(ask("GET", "/stuck?database=user%2Fann").body())
                .startsWith("{\"total\":1,")
                .contains(
                        "\"id\":\"a\"",
                        "\"reason\":\"todo-item 3 to 2: convert \\\"status\\\": no pair for the value\"");
    }
}
