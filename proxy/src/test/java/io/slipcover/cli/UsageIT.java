package io.slipcover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipcover.testbed.CouchServer;
import io.slipcover.testbed.Credentials;
import io.slipcover.testbed.Patience;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Who uses which release, told by the metrics and by the access log of one Slipcover. */
final class UsageIT {
    private static final CouchServer COUCH = CouchServer.shared();

    @TempDir
    private Path folder;

    private Path configuration(String form) throws IOException {
        return Files.writeString(
                folder.resolve("slipcover.yaml"), """
                upstream: %s
                admin: { listen: "127.0.0.1:0", token: open-sesame-to-operators }
                access-log: { to: "%s", format: %s }
                documents: { type: { field: t }, version: { field: v } }
                releases:
                  - { name: "1", clients: "1.x", types: { note: 1 } }
                  - { name: "2", clients: "2.x", types: { note: 1 } }
                  - { name: "3", clients: "3.x", types: { note: 1 } }
                  - { name: "4", clients: "4.x", types: { note: 1 } }
                """.formatted(COUCH.url(), folder.resolve("access.log"), form));
    }

    private static String run(String... words) {
        StringWriter out = new StringWriter();
        CommandLine line = Slipcover.commandLine(words);
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(out));
        assertThat(line.execute(words)).as(out.toString()).isZero();
        return out.toString();
    }

    /** The requests by release and client version. */
    private static Map<String, Long> counts(String... words) throws IOException {
        JsonNode usage = new ObjectMapper().readTree(run(words));
        Map<String, Long> counts = new TreeMap<>();
        for (JsonNode release : usage.get("releases")) {
            counts.put(release.get("release").asText(), release.get("requests").asLong());
            for (JsonNode version : release.get("versions")) {
                counts.put(
                        release.get("release").asText() + " "
                                + version.get("version").asText(),
                        version.get("requests").asLong());
            }
        }
        return counts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "key-value"})
    void metricsAndAccessLog_tellTheSame(String form) throws Exception {
        String database = COUCH.client().createDatabase("usage-");
        Path file = configuration(form);
        try (ServeProcess serve = new ServeProcess(file, 0, folder.resolve("log"))) {
            int admin = serve.readAdminPort();
            HttpClient http = HttpClient.newHttpClient();
            List<String> versions =
                    new ArrayList<>(List.of("1.0", "1.0.0", "1.2", "2.0", "2", "v2.0.0-beta", "3.1.4", "none", "9"));
            for (String version : versions) {
                HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                                "http://127.0.0.1:" + serve.port() + "/" + database + "/_all_docs?include_docs=true"))
                        .header("X-Client-Version", version);
                COUCH.administrator().ifPresent(user -> request.header("Authorization", basic(user)));
                http.send(request.build(), BodyHandlers.discarding());
            }
            Path log = folder.resolve("access.log");
            Patience.await(
                    () -> "all lines", () -> Files.readString(log).lines().count() == versions.size());

            String[] fromMetrics = {"usage", "-c", file.toString(), "--metrics", "http://127.0.0.1:" + admin, "--json"};
            String[] fromLog = {"usage", log.toString(), "--json"};
            Patience.await(() -> "all counts", () -> counts(fromMetrics).equals(counts(fromLog)));
            assertThat(counts(fromLog))
                    .as(Files.readString(log))
                    .containsEntry("1 1.0.0", 2L)
                    .containsEntry("1 1.2.0", 1L)
                    .containsEntry("1", 3L)
                    .containsEntry("2 2.0.0", 3L)
                    .containsEntry("3 3.1.4", 1L)
                    .hasSize(7);
            assertThat(run("usage", "-c", file.toString(), "--metrics", "http://127.0.0.1:" + admin))
                    .contains("7 requests by release", "release 4: nobody asked", "2 requests were refused");
        } finally {
            COUCH.client().delete("/" + database);
        }
    }

    private static String basic(Credentials user) {
        byte[] told = (user.user() + ":" + user.password()).getBytes(UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(told);
    }

    @Test
    void usage_withoutAnySource_isWrongUsage_andSoIsAMissingFile() {
        assertThat(status("usage")).isEqualTo(2);
        assertThat(status("usage", folder.resolve("nothing").toString())).isEqualTo(2);
        assertThat(status("usage", "--metrics", "http://")).isEqualTo(2);
        assertThat(status("usage", "--metrics", "http://127.0.0.1:1")).isEqualTo(1);
    }

    private static int status(String... words) {
        CommandLine line = Slipcover.commandLine(words);
        line.setOut(new PrintWriter(new StringWriter()));
        line.setErr(new PrintWriter(new StringWriter()));
        return line.execute(words);
    }
}
