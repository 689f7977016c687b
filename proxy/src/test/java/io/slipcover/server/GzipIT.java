package io.slipcover.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipcover.testbed.CouchServer;
import io.slipcover.testbed.PouchApp;
import io.slipcover.testbed.PouchApps;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.ProxiedCouch;
import io.slipcover.testing.TestSite;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What PouchDB makes of compressed answers: documents, attachments and a live feed come as they would come plain. */
@ExtendWith(LeakGuard.class)
final class GzipIT {
    private static final CouchServer COUCH = CouchServer.shared();
    private static final String TEXT = "a long text ".repeat(200);
    private static final int DOCUMENTS = 30;

    private static PouchApps apps;
    private static ProxiedCouch proxied;

    private String database;

    @BeforeAll
    static void start() {
        apps = PouchApps.start();
        proxied = ProxiedCouch.of(new TestSite().with("lenses: lenses", "gzip: true\nlenses: lenses"));
    }

    @AfterAll
    static void stop() {
        apps.close();
        proxied.close();
    }

    @BeforeEach
    void create() {
        database = COUCH.client().createDatabase("user-");
    }

    @AfterEach
    void delete() {
        COUCH.client().delete("/" + database);
    }

    private PouchApp app() {
        return apps.open(COUCH.asAdministrator(URI.create(proxied.url() + "/" + database)), "1.0.0");
    }

    private static String document(int number, String attachment) {
        return "{\"_id\":\"d%d\",\"schema\":\"todo-item\",\"version\":1,\"title\":\"%s\",\"isDone\":false%s}"
                .formatted(number, TEXT, attachment);
    }

    private static String attachment(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        return ",\"_attachments\":{\"picture\":{\"content_type\":\"image/png\",\"data\":\"%s\"},\"text\":{\"content_type\":\"text/plain\",\"data\":\"%s\"}}"
                .formatted(
                        Base64.getEncoder().encodeToString(content),
                        Base64.getEncoder().encodeToString(TEXT.getBytes(UTF_8)));
    }

    /** The last segments of the paths whose answers were compressed. */
    private static Set<String> compressed(PouchApp app) {
        Set<String> compressed = new HashSet<>();
        for (JsonNode request : app.requests()) {
            if (request.get("encoding").asText().equals("gzip")) {
                String path = URI.create(request.get("url").asText()).getPath();
                compressed.add(path.substring(path.lastIndexOf('/') + 1));
            }
        }
        return compressed;
    }

    @Test
    void pouchDb_pushesPullsAndFollows_throughCompressedAnswers() throws Exception {
        PouchApp writer = app();
        for (int number = 0; number < DOCUMENTS; number++) {
            writer.put(document(number, number < 2 ? attachment(70_000 + number) : ""));
        }
        assertThat(writer.push().failures()).isZero();
        assertThat(compressed(writer)).contains("_revs_diff");

        PouchApp reader = app();
        assertThat(reader.pull().failures()).isZero();
        for (int number = 0; number < DOCUMENTS; number++) {
            String options = "{\"attachments\":true,\"revs\":true}";
            assertThat(reader.get("d" + number, options)).isEqualTo(writer.get("d" + number, options));
        }
        assertThat(compressed(reader)).contains("_bulk_get", "_changes");

        reader.goLive(Duration.ofMillis(200));
        COUCH.client()
                .put(
                        "/" + database + "/live",
                        "{\"schema\":\"todo-item\",\"version\":3,\"text\":\"%s\",\"status\":\"done\"}".formatted(TEXT))
                .orThrow();
        reader.await("live", live -> live.get("isDone").asBoolean());
        writer.set("d0", "isDone", "true");
        writer.push();
        reader.await("d0", changed -> changed.get("isDone").asBoolean());
        JsonNode story = reader.endLive();

        assertThat(story.get("denied").isEmpty()).isTrue();
        assertThat(reader.get("d0", "{\"attachments\":true}").at("/_attachments/picture/data"))
                .isEqualTo(writer.get("d0", "{\"attachments\":true}").at("/_attachments/picture/data"));
        assertThat(compressed(reader)).contains("_changes", "_bulk_get");
    }
}
