package io.slipcover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipcover.config.Configuration;
import io.slipcover.dispatch.ProxyConfiguration;
import io.slipcover.server.ProxyServer;
import io.slipcover.testbed.CouchAnswer;
import io.slipcover.testbed.CouchClient;
import io.slipcover.testbed.CouchServer;
import io.slipcover.testbed.Credentials;
import io.slipcover.testbed.PouchApp;
import io.slipcover.testbed.PouchApps;
import io.slipcover.testbed.PouchException;
import io.slipcover.testbed.Replication;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import io.slipcover.testing.Relay;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What becomes of an edit that waits in the quarantine: its replica goes on, and its revision is stored once the lens is mended. */
@ExtendWith(LeakGuard.class)
final class QuarantineIT {
    private static final CouchServer COUCH = CouchServer.shared();
    private static final Credentials KEEPER = COUCH.administrator().orElse(new Credentials("keeper", "hush"));
    private static final String LENS = """
            type: note
            from: 1
            to: 2
            lens:
              - rename: { source: isDone, destination: status }
              - convert: { name: status, pairs: [[false, active], [true, done]], partial: true }
              - add: { name: group, default: none }
            """;
    private static final String MENDED = LENS.replace("[true, done]", "[true, done], [perhaps, undecided]");
    private static final String STORED =
            "{\"_id\":\"poison\",\"schema\":\"note\",\"version\":2,\"status\":\"active\",\"group\":\"dogs\"}";
    private static final String GOOD = "{\"_id\":\"good\",\"schema\":\"note\",\"version\":1,\"isDone\":true}";
    private static final String ATTACHMENT =
            "{\"list.txt\":{\"content_type\":\"text/plain\",\"data\":\"YnJlYWQgYW5kIGJ1dHRlcg==\"}}";

    private static PouchApps apps;

    @RegisterExtension
    private final Opened opened = new Opened();

    @TempDir
    private Path folder;

    private String database;
    private String quarantine;

    @BeforeAll
    static void startApps() {
        apps = PouchApps.start();
    }

    @AfterAll
    static void stopApps() {
        apps.close();
    }

    @BeforeEach
    void create() throws IOException {
        database = COUCH.client().createDatabase("notes-");
        quarantine = COUCH.client().createDatabase("quarantine-");
        Files.createDirectory(folder.resolve("lenses"));
        Files.writeString(folder.resolve("slipcover.yaml"), """
                upstream: %s
                documents:
                  type: { field: schema }
                  version: { field: version }
                releases:
                  - { name: "1", clients: "1.x", types: { note: 1 } }
                  - { name: "2", clients: "2.x", types: { note: 2 } }
                on-refused: quarantine
                quarantine: %s
                quarantine-credentials: { user: "%s", password: "%s" }
                """.formatted(
                        COUCH.url(), quarantine, KEEPER.user(), KEEPER.password()));
        lens(LENS);
        COUCH.client().put("/" + database + "/poison", STORED).orThrow();
    }

    @AfterEach
    void delete() {
        COUCH.client().delete("/" + database);
        COUCH.client().delete("/" + quarantine);
    }

    private void lens(String text) throws IOException {
        Files.writeString(folder.resolve("lenses/note.1-2.yaml"), text);
    }

    private URI proxied() {
        ProxyServer proxy =
                opened.proxy(ProxyConfiguration.of(Configuration.load(folder.resolve("slipcover.yaml"), Map.of())));
        return URI.create("http://127.0.0.1:" + proxy.address().getPort());
    }

    private URI proxiedDatabase() {
        return database(proxied().getAuthority());
    }

    private URI database(String authority) {
        return COUCH.asAdministrator(URI.create("http://" + authority + "/" + database));
    }

    private JsonNode stored(String id) {
        return COUCH.client().get("/" + database + "/" + id).orThrow().json();
    }

    private int waiting() {
        return COUCH.client()
                .get("/" + quarantine + "/_all_docs")
                .orThrow()
                .json()
                .get("rows")
                .size();
    }

    /** What the command prints, and then its exit status. */
    private String command(String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "quarantine";
        arguments[1] = "-c";
        arguments[2] = folder.resolve("slipcover.yaml").toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        StringWriter told = new StringWriter();
        CommandLine commandLine = Slipcover.commandLine(arguments);
        commandLine.setOut(new PrintWriter(told, true));
        commandLine.setErr(new PrintWriter(told, true));
        int exit = commandLine.execute(arguments);
        return told + "exit " + exit;
    }

    @Test
    void push_refusedEdit_waits_andItsReplicaAgreesWithTheServerOnceTheLensIsMended() throws Exception {
        PouchApp app = apps.open(proxiedDatabase(), "1.0.0");
        app.pull();
        app.put(app.get("poison")
                .toString()
                .replace("\"isDone\":false", "\"isDone\":\"perhaps\",\"_attachments\":" + ATTACHMENT));
        String revision = app.get("poison").get("_rev").asText();
        app.put(GOOD);

        Replication push = app.push();
        assertThat(push.failures()).isZero();
        assertThat(push.denied()).isEmpty();
        assertThat(stored("good").get("status").asText()).isEqualTo("done");
        assertThat(stored("poison").get("status").asText()).isEqualTo("active");
        assertThat(waiting()).isOne();

        String name = "\"" + database + "\" \"poison\" \"" + revision + "\"";
        String reason = "note 1 to 2: convert status: no pair for ";
        assertThat(command())
                .contains(name, "release 1, client \"1.0.0\"", reason, "1 revision in the quarantine\nexit 0");
        assertThat(command("--retry"))
                .contains("still refused: " + name, reason, "0 revisions stored, 1 still refused\nexit 1");
        assertThat(waiting()).isOne();

        lens(MENDED);
        assertThat(command("--retry", "--database", "other")).isEqualTo("0 revisions stored, 0 still refused\nexit 0");
        assertThat(command("--retry", "--dry-run"))
                .isEqualTo("could be stored: " + name + "\n1 revision could be stored, 0 still refused\nexit 0");
        assertThat(stored("poison").get("status").asText()).isEqualTo("active");
        assertThat(command("--retry", "--database", database))
                .isEqualTo("stored: " + name + "\n1 revision stored, 0 still refused\nexit 0");

        assertThat(waiting()).isZero();
        JsonNode poison = stored("poison?attachments=true");
        assertThat(poison.get("_rev").asText()).isEqualTo(revision);
        assertThat(poison.get("status").asText()).isEqualTo("undecided");
        assertThat(poison.get("group").asText())
                .as("what release 1 does not see")
                .isEqualTo("dogs");
        assertThat(poison.at("/_attachments/list.txt/data").asText()).isEqualTo("YnJlYWQgYW5kIGJ1dHRlcg==");

        PouchApp other = apps.open(proxiedDatabase(), "1.0.0");
        other.pull();
        app.push();
        app.pull();
        assertThat(other.get("poison", "{\"conflicts\":true}")).isEqualTo(app.get("poison", "{\"conflicts\":true}"));
    }

    @Test
    void push_slipcoverKilledBeforeItHearsOfTheQuarantine_losesNothing_andARepeatedPushEndsWell() throws Exception {
        try (Relay relay = new Relay(COUCH.url().getPort())) {
            Path configuration = folder.resolve("slipcover.yaml");
            String text = Files.readString(configuration);
            Files.writeString(configuration, text.replace("" + COUCH.url(), "http://127.0.0.1:" + relay.port()));
            int port;
            PouchApp app;
            try (ServeProcess first = new ServeProcess(configuration, 0, folder.resolve("first.log"))) {
                port = first.port();
                app = apps.open(database("127.0.0.1:" + port), "1.0.0");
                app.put("{\"_id\":\"new\",\"schema\":\"note\",\"isDone\":\"perhaps\"}");
                app.put(GOOD);
                relay.beforeTheAnswerTo("POST /" + quarantine + "/_bulk_docs", first::kill);

                assertThatThrownBy(() -> app.push()).isInstanceOf(PouchException.class);
                assertThat(waiting()).as("CouchDB has stored it").isOne();
                assertThat(COUCH.client().get("/" + database + "/good").status())
                        .as("the batch has not come to its end")
                        .isEqualTo(404);
            }
            try (ServeProcess second = new ServeProcess(configuration, port, folder.resolve("second.log"))) {
                Replication push = app.push();
                assertThat(push.failures()).isZero();
                assertThat(push.denied()).isEmpty();
                assertThat(stored("good").get("status").asText()).isEqualTo("done");
                assertThat(waiting()).as("the revision waits once").isOne();
                second.end();
            }
            lens(MENDED);
            assertThat(command("--retry")).endsWith("1 revision stored, 0 still refused\nexit 0");
            assertThat(stored("new").get("status").asText()).isEqualTo("undecided");
        }
    }

    @Test
    void push_childOfAWaitingRevision_isStoredOnWhatTheDatabaseHas_andLosesNothing() throws Exception {
        PouchApp app = apps.open(proxiedDatabase(), "1.0.0");
        app.pull();
        app.set("poison", "isDone", "\"perhaps\"");
        app.push();
        app.set("poison", "isDone", "true");
        String child = app.get("poison").get("_rev").asText();

        Replication push = app.push();
        assertThat(push.failures()).isZero();
        assertThat(stored("poison").get("_rev").asText()).isEqualTo(child);
        assertThat(stored("poison").get("status").asText()).isEqualTo("done");
        assertThat(stored("poison").get("group").asText()).isEqualTo("dogs");

        lens(MENDED);
        assertThat(command("--retry")).endsWith("1 revision stored, 0 still refused\nexit 0");
        assertThat(stored("poison?conflicts=true").toString())
                .contains(child, "\"status\":\"done\"", "\"group\":\"dogs\"")
                .doesNotContain("_conflicts");
    }

    @Test
    void push_anotherReplicaWithTheSameRevision_isNoSecondDocument() {
        PouchApp app = apps.open(proxiedDatabase(), "1.0.0");
        app.put("{\"_id\":\"new\",\"_rev\":null,\"schema\":\"note\",\"isDone\":\"perhaps\"}"
                .replace("\"_rev\":null,", ""));
        app.push();
        PouchApp same = apps.open(proxiedDatabase(), "1.0.0");
        same.put("{\"_id\":\"new\",\"schema\":\"note\",\"isDone\":\"perhaps\"}");
        assertThat(same.get("new").get("_rev")).isEqualTo(app.get("new").get("_rev"));
        assertThat(same.push().failures()).isZero();

        assertThat(waiting()).isOne();
    }

    @Test
    void replicator_pushesAnAttachmentInParts_whichComesAlong() throws Exception {
        assumeThat(COUCH.isCouchDb()).as("it has CouchDB's replicator").isTrue();
        String replica = COUCH.client().createDatabase("replica-");
        COUCH.client()
                .put(
                        "/" + replica + "/large",
                        "{\"schema\":\"note\",\"version\":1,\"isDone\":\"perhaps\",\"_attachments\":" + ATTACHMENT
                                + "}")
                .orThrow();
        COUCH.client().put("/" + replica + "/good", GOOD).orThrow();
        String job = "{\"source\":{\"url\":\"%s/%s\",\"headers\":{\"Authorization\":\"%s\"}},"
                        .formatted(COUCH.url(), replica, KEEPER.authorization())
                + "\"target\":{\"url\":\"%s/%s\",\"headers\":{\"X-Client-Version\":\"1.0.0\",\"Authorization\":\"%s\"}}}"
                        .formatted(proxied(), database, KEEPER.authorization());
        JsonNode result = COUCH.client().post("/_replicate", job).orThrow().json();
        assertThat(result.at("/history/0/doc_write_failures").asInt()).isZero();
        assertThat(stored("good").get("status").asText()).isEqualTo("done");
        assertThat(waiting()).isOne();
        JsonNode waits = COUCH.client()
                .get("/" + quarantine + "/_all_docs?include_docs=true")
                .json()
                .at("/rows/0/doc");
        assertThat(waits.at("/_attachments/revision/content_type").asText()).startsWith("multipart/related");
        assertThat(waits.at("/quarantined/user").asText()).isEqualTo(KEEPER.user());

        lens(MENDED);
        assertThat(command("--retry")).endsWith("1 revision stored, 0 still refused\nexit 0");
        JsonNode stored = stored("large?attachments=true");
        assertThat(stored.get("_rev"))
                .isEqualTo(COUCH.client().get("/" + replica + "/large").json().get("_rev"));
        assertThat(stored.get("status").asText()).isEqualTo("undecided");
        assertThat(stored.at("/_attachments/list.txt/data").asText()).isEqualTo("YnJlYWQgYW5kIGJ1dHRlcg==");
        COUCH.client().delete("/" + replica);
    }

    @Test
    void stranger_getsNothingIntoTheQuarantine() {
        assumeThat(COUCH.isCouchDb()).as("it has CouchDB's security").isTrue();
        CouchClient admin = COUCH.client();
        admin.put("/" + database + "/_security", "{\"members\":{\"names\":[\"somebody\"],\"roles\":[]}}")
                .orThrow();
        CouchAnswer answer = CouchClient.of(proxied())
                .with("X-Client-Version", "1.0.0")
                .post(
                        "/" + database + "/_bulk_docs",
                        "{\"new_edits\":false,\"docs\":[{\"_id\":\"x\",\"_rev\":\"1-a\",\"schema\":\"note\",\"isDone\":\"perhaps\"}]}");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(waiting()).isZero();
    }
}
