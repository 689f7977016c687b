package io.slipcover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.Wire;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The page for operators of a whole Slipcover, and the file that keeps its history. */
final class ServedHistoryTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private Path configuration(String more) throws IOException {
        Files.createDirectories(folder.resolve("lenses"));
        return Files.writeString(folder.resolve("slipcover.yaml"), """
                documents: { type: { field: t }, version: { field: v } }
                releases:
                  - { name: "1", clients: "1.x", types: { note: 1 } }
                  - { name: "2", clients: "2.x", types: { note: 1 } }
                """ + more);
    }

    private static String ask(int port, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static long requests(int admin, int release) throws IOException, InterruptedException {
        JsonNode usage = JSON.readTree(ask(admin, "/usage"));
        return usage.get("releases").get(release).get("week").get("requests").asLong();
    }

    private static String get(String version) {
        return "GET /notes/a HTTP/1.1\r\nHost: h\r\nX-Client-Version: " + version + "\r\n\r\n";
    }

    @Test
    void history_outlivesARestart_andThePageShowsIt() throws Exception {
        try (FakeUpstream couch =
                FakeUpstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"_id\":\"a\"}")) {
            Path file = configuration("admin: { listen: \"127.0.0.1:0\", history: usage }\nupstream: http://127.0.0.1:"
                    + couch.port() + "\n");
            try (ServeProcess first = new ServeProcess(file, 0, folder.resolve("first.log"));
                    Wire client = Wire.to(first.port())) {
                int admin = first.readAdminPort();
                for (String version : new String[] {"1.0", "1.0", "2.0"}) {
                    assertThat(client.send(get(version)).answer()).startsWith("HTTP/1.1 200");
                }
                assertThat(requests(admin, 0)).isEqualTo(2);
                assertThat(requests(admin, 1)).isEqualTo(1);
                assertThat(ask(admin, "/")).contains("<title>Slipcover</title>");
                assertThat(ask(admin, "/types")).contains("\"type\":\"note\"");
                assertThat(ask(admin, "/configuration"))
                        .contains("{\"key\":\"listen\",\"from\":\"command line\"", "\"key\":\"admin: history\"");
                first.end();
            }
            try (ServeProcess second = new ServeProcess(file, 0, folder.resolve("second.log"));
                    Wire client = Wire.to(second.port())) {
                int admin = second.readAdminPort();
                assertThat(client.send(get("1.0")).answer()).startsWith("HTTP/1.1 200");
                assertThat(requests(admin, 0)).isEqualTo(3);
                assertThat(requests(admin, 1)).isEqualTo(1);
            }
        }
    }

    private static String refusal(int status, String... words) {
        StringWriter err = new StringWriter();
        CommandLine line = Slipcover.commandLine(words);
        line.setErr(new PrintWriter(err));
        assertThat(line.execute(words)).as(err.toString()).isEqualTo(status);
        return err.toString();
    }

    @Test
    void history_withoutAnAddressForOperators_isWrongUsage() throws IOException {
        assertThat(refusal(2, "serve", "-c", configuration("").toString(), "--history", "usage"))
                .isEqualTo("slipcover serve: --history: expected an address for operators, 'admin' or --admin; see"
                        + " slipcover serve --help" + System.lineSeparator());
    }

    @Test
    void history_inAFileOfSomebodyElse_endsTheStart_inOneLine() throws IOException {
        Path notes = Files.writeString(folder.resolve("notes"), "Do not lose this.\n");

        assertThat(refusal(
                        1,
                        "serve",
                        "-c",
                        configuration("").toString(),
                        "--listen",
                        "127.0.0.1:0",
                        "--admin",
                        "127.0.0.1:0",
                        "--history",
                        notes.toString()))
                .isEqualTo("slipcover serve: the history " + notes
                        + ": expected a history of Slipcover's, found another file" + System.lineSeparator());
        assertThat(notes).hasContent("Do not lose this.\n");
    }
}
