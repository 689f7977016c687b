package io.slipcover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testbed.CouchServer;
import io.slipcover.testbed.Patience;
import io.slipcover.testbed.PouchApp;
import io.slipcover.testbed.PouchApps;
import io.slipcover.testing.Wire;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What live replication makes of a changed lens, and of a Slipcover that ends and is followed by another one. */
final class LiveReplicationIT {
    private static final CouchServer COUCH = CouchServer.shared();
    private static final String LENS = """
            type: note
            from: 1
            to: 2
            lens:
              - rename: { source: isDone, destination: status }
              - convert: { name: status, pairs: [[false, active], [true, done]], otherwise: [false, active] }
            """;
    private static final String CHANGED = LENS.replace("[true, done]", "[true, done], [perhaps, undecided]");
    private static final int MANY = 20;

    private static PouchApps apps;

    @TempDir
    private Path folder;

    private String database;
    private Path lens;
    private Path configuration;

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
        database = COUCH.client().createDatabase("live-");
        lens = Files.createDirectory(folder.resolve("lenses")).resolve("note.1-2.yaml");
        Files.writeString(lens, LENS);
        configuration = Files.writeString(folder.resolve("slipcover.yaml"), "upstream: " + COUCH.url() + """

                documents:
                  type: { field: schema }
                  version: { field: version }
                releases:
                  - { name: "1", clients: "1.x", types: { note: 1 } }
                  - { name: "2", clients: "2.x", types: { note: 2 } }
                """);
    }

    @AfterEach
    void delete() {
        COUCH.client().delete("/" + database);
    }

    private void store(String id) {
        COUCH.client()
                .put("/" + database + "/" + id, "{\"schema\":\"note\",\"version\":2,\"status\":\"undecided\"}")
                .orThrow();
    }

    private void isStored(String id) {
        Patience.await(
                () -> id, () -> COUCH.client().get("/" + database + "/" + id).status() == 200);
    }

    private static String note(String id) {
        return "{\"_id\":\"" + id + "\",\"schema\":\"note\",\"version\":1,\"isDone\":true}";
    }

    private PouchApp app(ServeProcess slipcover) {
        return apps.open(
                COUCH.asAdministrator(URI.create("http://127.0.0.1:" + slipcover.port() + "/" + database)), "1.0.0");
    }

    private Wire feed(ServeProcess slipcover) throws IOException {
        String who = COUCH.administrator()
                .map(admin -> "Authorization: " + admin.authorization() + "\r\n")
                .orElse("");
        Wire feed = Wire.to(slipcover.port());
        feed.send("GET /" + database + "/_changes?feed=continuous&include_docs=true HTTP/1.1\r\nHost: h\r\n" + who
                + "X-Client-Version: 1.0.0\r\n\r\n");
        assertThat(feed.head()).startsWith("HTTP/1.1 200");
        return feed;
    }

    @Test
    void replication_goesOn_whenALensChanges_andWhenAnotherSlipcoverTakesOver() throws Exception {
        int port;
        PouchApp app;
        try (ServeProcess first = new ServeProcess(configuration, 0, folder.resolve("first.log"))) {
            port = first.port();
            app = app(first);
            store("before");
            app.goLive(Duration.ofMillis(200));
            app.await("before", note -> !note.get("isDone").asBoolean());

            try (Wire feed = feed(first)) {
                Files.writeString(lens, CHANGED);
                for (int note = 0; note < MANY; note++) {
                    app.put(note("in-the-reload-" + note));
                }
                first.awaitLog("configuration read again");
                store("after");
                assertThat(feed.rest()).doesNotEndWith("0\r\n\r\n");
            }
            app.await("after", note -> note.get("isDone").asText().equals("perhaps"));

            first.end();
        }
        for (int note = 0; note < MANY; note++) {
            store("away-" + note);
            app.put(note("offline-" + note));
        }
        try (ServeProcess second = new ServeProcess(configuration, port, folder.resolve("second.log"))) {
            for (int note = 0; note < MANY; note++) {
                app.await("away-" + note, found -> found.get("isDone").asText().equals("perhaps"));
                isStored("in-the-reload-" + note);
                isStored("offline-" + note);
            }
            assertThat(app.endLive().get("denied").isEmpty()).isTrue();
            second.end();
        }
    }
}
