package io.slipcover.example.todo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.example.todo.replication.ClientKind;
import io.slipcover.example.todo.replication.ReplicatingClient;
import io.slipcover.testbed.CouchAnswer;
import io.slipcover.testbed.CouchServer;
import io.slipcover.testbed.Credentials;
import io.slipcover.testbed.PouchApp;
import io.slipcover.testbed.PouchException;
import io.slipcover.testbed.Replication;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What replicas do whose edit cannot be led up to the stored shape. */
final class RefusedIT {
    /** A todo of release 1 that has a {@code text} of its own leaves no room for the one that the title becomes. */
    private static final String BAD =
            "{\"_id\":\"b-bad\",\"schema\":\"todo-item\",\"title\":\"bad\",\"isDone\":false,\"text\":\"secret\"}";

    private static String good(String id) {
        return "{\"_id\":\"%s\",\"schema\":\"todo-item\",\"title\":\"good\",\"isDone\":false}".formatted(id);
    }

    private static PouchApp appWithThree(Todos todos) {
        PouchApp app = todos.app("1.0.0");
        app.put(good("a"));
        app.put(BAD);
        app.put(good("c"));
        return app;
    }

    @Nested
    final class Stop {
        @RegisterExtension
        private final Todos todos = new Todos("on-refused: stop");

        @Test
        void put_refused_isForbidden() {
            CouchAnswer answer = todos.stage().client("1.0.0").put(todos.path("b-bad"), BAD);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.json().get("error").asText()).isEqualTo("forbidden");
            assertThat(answer.json().get("reason").asText())
                    .startsWith("todo-item 1 to 3: rename title")
                    .doesNotContain("secret");
            assertThat(todos.isStored("b-bad")).isFalse();
        }

        @Test
        void put_numberThatNoReleaseNames_isForbidden() {
            CouchAnswer answer = todos.stage()
                    .client("3.0.0")
                    .put(todos.path("a"), "{\"schema\":\"todo-item\",\"version\":9,\"text\":\"from the future\"}");
            assertThat(answer.status()).isEqualTo(403);
            assertThat(todos.isStored("a")).isFalse();
        }

        @Test
        void bulkDocs_oneRefused_theOthersAreWritten() {
            JsonNode rows = todos.stage()
                    .client("1.0.0")
                    .post(todos.path("_bulk_docs"), "{\"docs\":[" + good("a") + "," + BAD + "," + good("c") + "]}")
                    .orThrow()
                    .json();
            assertThat(rows).hasSize(3);
            assertThat(rows.get(0).get("ok").asBoolean()).isTrue();
            assertThat(rows.get(1).get("id").asText()).isEqualTo("b-bad");
            assertThat(rows.get(1).get("error").asText()).isEqualTo("forbidden");
            assertThat(rows.get(2).get("id").asText()).isEqualTo("c");
            assertThat(todos.isStored("a")).isTrue();
            assertThat(todos.isStored("b-bad")).isFalse();
            assertThat(todos.isStored("c")).isTrue();
        }

        @Test
        void push_oneRefused_nothingIsStoredAndNothingForgotten() {
            PouchApp app = appWithThree(todos);
            assertThatThrownBy(() -> app.push()).isInstanceOf(PouchException.class);
            assertThat(todos.isStored("a")).isFalse();
            assertThat(todos.isStored("c")).isFalse();
            assertThatThrownBy(() -> app.push()).isInstanceOf(PouchException.class);

            // An update of the app mends its document, and what waited goes out.
            app.put("{\"_id\":\"b-bad\",\"_rev\":\"%s\",\"schema\":\"todo-item\",\"title\":\"mended\",\"isDone\":true}"
                    .formatted(app.get("b-bad").get("_rev").asText()));
            app.push();
            assertThat(todos.isStored("a")).isTrue();
            assertThat(todos.stored("b-bad").get("text").asText()).isEqualTo("mended");
            assertThat(todos.isStored("c")).isTrue();
        }
    }

    @Nested
    final class Skip {
        @RegisterExtension
        private final Todos todos = new Todos("on-refused: skip");

        @Test
        void push_oneRefused_isDeniedAndTheOthersAreStored() {
            PouchApp app = appWithThree(todos);
            Replication replication = app.push();
            assertThat(replication.written()).isEqualTo(2);
            assertThat(replication.failures()).isEqualTo(1);
            assertThat(replication.denied()).hasSize(1);
            assertThat(replication.denied().get(0).path("id").asText()).isEqualTo("b-bad");
            assertThat(todos.isStored("a")).isTrue();
            assertThat(todos.isStored("b-bad")).isFalse();
            assertThat(todos.isStored("c")).isTrue();
        }

        @Test
        void push_again_doesNotAskAgain() {
            PouchApp app = appWithThree(todos);
            app.push();
            assertThat(app.push().denied()).isEmpty();
            assertThat(todos.isStored("b-bad")).isFalse();
        }
    }

    @Nested
    final class Quarantine {
        private final CouchServer server = CouchServer.shared();
        private final String quarantine = server.client().createDatabase("quarantine-");
        private final Credentials keeper = server.administrator().orElse(new Credentials("keeper", "hush"));

        @RegisterExtension
        private final Todos todos = new Todos(
                "on-refused: quarantine",
                "quarantine: " + quarantine,
                "quarantine-credentials: { user: \"%s\", password: \"%s\" }"
                        .formatted(keeper.user(), keeper.password()));

        @AfterEach
        void delete() {
            server.client().delete("/" + quarantine);
        }

        private static ObjectNode document(String json) {
            return (ObjectNode) Todos.json(json);
        }

        private JsonNode waiting() {
            return server.client()
                    .get("/" + quarantine + "/_all_docs?include_docs=true")
                    .orThrow()
                    .json()
                    .get("rows");
        }

        private static String attachment(int length) {
            return ",\"_attachments\":{\"list\":{\"content_type\":\"text/plain\",\"data\":\"%s\"}}"
                    .formatted(Base64.getEncoder().encodeToString(new byte[length]));
        }

        /**
         * Couchbase Lite sends a document with a long attachment in parts, in a request of its own. Others it sends in batches, short
         * attachments among them.
         */
        @ParameterizedTest
        @ValueSource(ints = {0, 5, 100_000})
        void push_oneRefused_byCouchbaseLite_waits_andTheOthersAreStored(int length) {
            String attachments = length == 0 ? "" : attachment(length);
            try (ReplicatingClient app =
                    ClientKind.COUCHBASE_LITE.open(server, todos.stage().databaseUrl(), "1.0.0")) {
                app.put(document(good("a")));
                String revision = app.put(document(BAD.replace("}", attachments + "}")));
                app.put(document(good("c")));

                app.push();

                assertThat(todos.isStored("a")).isTrue();
                assertThat(todos.isStored("b-bad")).isFalse();
                assertThat(todos.isStored("c")).isTrue();
                assertThat(waiting()).hasSize(1);
                assertThat(waiting().at("/0/doc/quarantined/id").asText()).isEqualTo("b-bad");
                assertThat(waiting().at("/0/doc/quarantined/revision").asText()).isEqualTo(revision);
                assertThat(waiting()
                                .at("/0/doc/_attachments/revision/content_type")
                                .asText())
                        .startsWith(length < 100 ? "application/json" : "multipart/related");

                app.put(document(good("b-bad").replaceFirst("\\{", "{\"_rev\":\"" + revision + "\",")));
                app.push();
                assertThat(todos.stored("b-bad").get("text").asText()).isEqualTo("good");
                assertThat(waiting()).as("nobody pushes the revision again").hasSize(1);
            }
        }
    }
}
