package io.slipcover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.config.Configuration;
import io.slipcover.dispatch.ProxyConfiguration;
import io.slipcover.testbed.CouchServer;
import io.slipcover.testing.Opened;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The example of the todos without its first release, in front of a database with documents of that release. */
final class RetireIT {
    private static final CouchServer COUCH = CouchServer.shared();
    private static final Path EXAMPLE = Path.of("../examples/todo");
    private static final String OLD =
            "{\"_id\":\"a\",\"schema\":\"todo-item\",\"version\":1,\"title\":\"Tea\",\"isDone\":true}";

    @RegisterExtension
    private final Opened opened = new Opened();

    @TempDir
    private Path folder;

    private static String run(int status, String... words) {
        StringWriter out = new StringWriter();
        CommandLine line = Slipcover.commandLine(words);
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(out));
        assertThat(line.execute(words)).as(out.toString()).isEqualTo(status);
        return out.toString();
    }

    private String log() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int day = 40; day >= 0; day--) {
            lines.append("time=\"%s\" route=\"document\" release=\"%s\" client_version=\"%s\" duration_ms=1\n"
                    .formatted(
                            Instant.now().minus(Duration.ofDays(day)), day > 35 ? "1" : "3", day > 35 ? "1.0" : "3.0"));
        }
        return Files.writeString(folder.resolve("access.log"), lines).toString();
    }

    private Path example() throws IOException {
        Files.createDirectories(folder.resolve("todo/lenses"));
        for (String name : new String[] {"lenses/todo-item.1-2.yaml", "lenses/todo-item.2-3.yaml"}) {
            Files.copy(EXAMPLE.resolve(name), folder.resolve("todo").resolve(name));
        }
        String text = Files.readString(EXAMPLE.resolve("slipcover.yaml"))
                .replace("${COUCHDB_URL:-http://127.0.0.1:5984}", COUCH.url().toString())
                .replace("[todos, \"todos-*\"]", "[\"retire-*\"]");
        return Files.writeString(folder.resolve("todo/slipcover.yaml"), text);
    }

    private Path netrc() throws IOException {
        String login = COUCH.administrator()
                .map(user -> "machine " + COUCH.url().getHost() + " login " + user.user() + " password "
                        + user.password() + "\n")
                .orElse("");
        return Files.writeString(folder.resolve("netrc"), login);
    }

    @Test
    void example_withoutItsFirstRelease_isChecked_andReadsOldDocuments() throws Exception {
        String database = COUCH.client().createDatabase("retire-");
        try {
            COUCH.client().put("/" + database + "/a", OLD).orThrow();
            Path file = example();
            Path out = folder.resolve("new");
            String netrc = netrc().toString();
            assertThat(run(
                            0,
                            "retire",
                            "-c",
                            file.toString(),
                            "1",
                            log(),
                            "--database",
                            database,
                            "--netrc",
                            netrc,
                            "--out",
                            out.toString()))
                    .contains("release 1 can go", "3 releases, 2 types, 2 lenses: no mistakes");
            assertThat(Files.readString(out.resolve("slipcover.yaml")))
                    .doesNotContain("name: \"1\"\n", "it is done or not.")
                    .contains("# A todo may be important.", "clients: \">=1.1.0 <2.0.0\"");
            run(0, "check", "-c", out.resolve("slipcover.yaml").toString());

            String asked = "GET /" + database + "/a HTTP/1.1\r\nHost: h\r\nX-Client-Version: 3\r\n" + login() + "\r\n";
            assertThat(opened.client(ProxyConfiguration.of(Configuration.load(out.resolve("slipcover.yaml"), Map.of())))
                            .send(asked)
                            .answer())
                    .contains("200 OK", "\"status\":\"done\"", "\"text\":\"Tea\"");

            assertThat(run(
                            1,
                            "retire",
                            "-c",
                            out.resolve("slipcover.yaml").toString(),
                            "1.1",
                            log(),
                            "--database",
                            database,
                            "--netrc",
                            netrc))
                    .contains("1 documents of todo-item are stored in version 1, which this release alone names");
        } finally {
            COUCH.client().delete("/" + database);
        }
    }

    private static String login() {
        return COUCH.administrator()
                .map(user -> "Authorization: Basic "
                        + Base64.getEncoder().encodeToString((user.user() + ":" + user.password()).getBytes(UTF_8))
                        + "\r\n")
                .orElse("");
    }
}
