package io.slipcover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.config.Configuration;
import io.slipcover.dispatch.ProxyConfiguration;
import io.slipcover.testbed.CouchServer;
import io.slipcover.testing.Opened;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The example of the todos without some of its releases, in front of databases with documents of its first release. */
final class RetireIT {
    private static final CouchServer COUCH = CouchServer.shared();
    private static final Path EXAMPLE = Path.of("../examples/todo");
    private static final String OLD =
            "{\"_id\":\"a\",\"schema\":\"todo-item\",\"version\":1,\"title\":\"Tea\",\"isDone\":true}";
    private static final String NEW =
            "{\"_id\":\"a\",\"schema\":\"todo-item\",\"version\":3,\"text\":\"Tea\",\"status\":\"done\"}";

    @RegisterExtension
    private final Opened opened = new Opened();

    @RegisterExtension
    private final OwnDatabases databases = new OwnDatabases(COUCH.client(), "retire");

    @TempDir
    private Path folder;

    private CommandOnCouch command;

    @BeforeEach
    void write() throws IOException {
        command = new CommandOnCouch(folder, COUCH);
        Files.createDirectories(folder.resolve("lenses"));
        for (String name : List.of("lenses/todo-item.1-2.yaml", "lenses/todo-item.2-3.yaml")) {
            Files.copy(EXAMPLE.resolve(name), folder.resolve(name));
        }
        configure(databases.glob());
    }

    /** Writes the example in front of some databases. It has one release for each version. */
    private void configure(String names) throws IOException {
        String text = Files.readString(EXAMPLE.resolve("slipcover.yaml"))
                .replace("${COUCHDB_URL:-http://127.0.0.1:5984}", COUCH.url().toString())
                .replace("[todos, \"todos-*\"]", "[\"" + names + "\"]");
        Files.writeString(folder.resolve("slipcover.yaml"), text);
    }

    private String retire(String release, String... options) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int day = 40; day >= 0; day--) {
            lines.append("time=\"%s\" route=\"document\" release=\"3\" client_version=\"3.0\" duration_ms=1\n"
                    .formatted(Instant.now().minus(Duration.ofDays(day))));
        }
        List<String> words = new ArrayList<>(List.of(
                release, Files.writeString(folder.resolve("access.log"), lines).toString()));
        words.addAll(List.of(options));
        return command.run("retire", words);
    }

    private void put(String database, String document) {
        COUCH.client().put("/" + database + "/a", document).orThrow();
    }

    @Test
    void releaseWithoutShapesOfItsOwn_goes_andStoredDocumentsAreReadAsBefore() throws Exception {
        String database = databases.create();
        put(database, OLD);
        Path out = folder.resolve("new");

        assertThat(retire("1", "--database", database, "--out", out.toString()))
                .contains("release 1 can go\n", "3 releases, 2 types, 2 lenses: no mistakes")
                .endsWith("exit 0");
        assertThat(Files.readString(out.resolve("slipcover.yaml")))
                .doesNotContain("name: \"1\"\n", "it is done or not.")
                .contains("# A todo may be important.", "clients: \">=1.1.0 <2.0.0\"");
        String asked = "GET /" + database + "/a HTTP/1.1\r\nHost: h\r\nX-Client-Version: 3\r\n" + login() + "\r\n";
        assertThat(opened.client(ProxyConfiguration.of(Configuration.load(out.resolve("slipcover.yaml"), Map.of())))
                        .send(asked)
                        .answer())
                .contains("200 OK", "\"status\":\"done\"", "\"text\":\"Tea\"");
    }

    @Test
    void releaseWithShapesOfItsOwn_staysUntilAllDatabasesAreLookedAt_andGoesWhenNoneHoldsThem() throws Exception {
        String one = databases.create();
        String other = databases.create();
        put(one, NEW);
        put(other, NEW);
        Path out = folder.resolve("new");

        assertThat(retire("2", "--database", one))
                .contains("can be closed to its clients, and stays", "stored as todo-item 2, which")
                .endsWith("exit 0");
        assertThat(retire("2", "--all", "--json", "--out", out.toString()))
                .contains("\"verdict\":\"goes\"", "\"left_out\":[]", "\"is_sound\":true")
                .endsWith("exit 0");
        assertThat(Files.readString(out.resolve("slipcover.yaml"))).doesNotContain("name: \"2\"", "2: { has");
    }

    @Test
    void databasesThatAreAllNamed_areAllDatabases() throws Exception {
        String only = databases.create();
        put(only, NEW);
        configure(only);

        assertThat(retire("2", "--database", only))
                .contains("release 2 can go\n")
                .endsWith("exit 0");
    }

    @Test
    void documentInOneOfAllDatabases_keepsTheRelease() throws Exception {
        put(databases.create(), NEW);
        put(
                databases.create(),
                OLD.replace("\"version\":1", "\"version\":2").replace("\"isDone\":true", "\"status\":\"done\""));

        assertThat(retire("2", "--all", "--out", folder.resolve("new").toString()))
                .contains(
                        "release 2 cannot go yet:",
                        "1 document of todo-item is stored in version 2, which this release alone names: before, run migrate")
                .endsWith("exit 1");
        assertThat(folder.resolve("new")).doesNotExist();
    }

    private static String login() {
        return COUCH.administrator()
                .map(user -> "Authorization: Basic "
                        + Base64.getEncoder().encodeToString((user.user() + ":" + user.password()).getBytes(UTF_8))
                        + "\r\n")
                .orElse("");
    }
}
