package io.slipcover.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of server that this machine offers, not only the one that the other tests get. */
final class CandidateIT {
    static List<Candidate> candidates() {
        return Candidate.inOrder();
    }

    @ParameterizedTest
    @MethodSource("candidates")
    void start_offered_servesDocuments(Candidate candidate) {
        try (CouchServer server = started(candidate)) {
            CouchClient everybody = CouchClient.of(server.url());
            String database = server.client().createDatabase("testbed-");
            try {
                assertThat(everybody
                                .put("/" + database + "/a", "{\"title\":\"Water the plants\"}")
                                .status())
                        .isEqualTo(201);
                assertThat(everybody
                                .get("/" + database + "/a")
                                .json()
                                .get("title")
                                .asText())
                        .isEqualTo("Water the plants");
                assertThat(everybody.get("/" + database + "/_changes").json().get("results"))
                        .hasSize(1);
            } finally {
                server.client().delete("/" + database).orThrow();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("candidates")
    void start_offered_saysWhatIsMissingAsCouchDbDoes(Candidate candidate) {
        try (CouchServer server = started(candidate)) {
            String database = server.client().createDatabase("testbed-");
            try {
                JsonNode results = server.client()
                        .post(
                                "/" + database + "/_bulk_get",
                                "{\"docs\":[{\"id\":\"a\",\"rev\":\"1-x\"},{\"id\":\"b\"}]}")
                        .orThrow()
                        .json()
                        .get("results");
                assertThat(results)
                        .hasSize(2)
                        .allSatisfy(result -> assertThat(
                                        result.at("/docs/0/error/error").asText())
                                .isEqualTo("not_found"));
                assertThat(results.at("/0/docs/0/error/id").asText()).isEqualTo("a");
                assertThat(results.at("/0/docs/0/error/rev").asText()).isEqualTo("1-x");
            } finally {
                server.client().delete("/" + database).orThrow();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("candidates")
    void start_offered_letsPagesInAsCouchDbDoes(Candidate candidate) throws Exception {
        assumeTrue(!(candidate instanceof ConfiguredServer), "COUCHDB_URL is configured as its owner likes");
        try (CouchServer server = started(candidate)) {
            assertThat(preflight(server.url(), "content-type").headers().firstValue("access-control-allow-origin"))
                    .contains("http://page.example");
            assertThat(preflight(server.url(), "x-unheard-of").statusCode()).isEqualTo(405);
        }
    }

    @ParameterizedTest
    @MethodSource("candidates")
    void close_startedHere_nobodyListensAnyMore(Candidate candidate) {
        assumeTrue(!(candidate instanceof ConfiguredServer), "COUCHDB_URL is not ours to stop");
        CouchServer server = started(candidate);
        server.close();
        assertThatThrownBy(() -> server.client().get("/"))
                .hasMessageContaining(server.url().toString());
    }

    private static CouchServer started(Candidate candidate) {
        Optional<CouchServer> server = candidate.start();
        assumeTrue(server.isPresent(), "this machine offers no " + candidate.name());
        return server.orElseThrow();
    }

    private static HttpResponse<Void> preflight(URI url, String header) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(url)
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "http://page.example")
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", header)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
    }
}
