package io.slipcover.example.todo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipcover.testbed.CouchAnswer;
import io.slipcover.testbed.PouchApp;
import io.slipcover.testbed.PouchException;
import io.slipcover.testbed.Replication;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a PouchDB does whose edit cannot be led up to the stored shape. */
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
}
