package io.slipcover.example.todo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.testbed.CouchAnswer;
import io.slipcover.testbed.PouchApp;
import io.slipcover.testbed.PouchException;
import io.slipcover.testbed.Replication;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a PouchDB does that meets a document which its release's lenses cannot show. */
final class UnshowableIT {
    /** Somebody wrote the people as text: release 3 shows that as it is, releases 1 and 2 cannot. */
    private static final String BAD = """
            {"_id":"b-bad","schema":"todo-item","version":3,"text":"bad","status":"active","groupName":"g","assignees":"ada"}""";

    private static String good(String id) {
        return """
                {"_id":"%s","schema":"todo-item","version":3,"text":"good","status":"active","groupName":"g","assignees":[]}""".formatted(id);
    }

    private static void storeThree(Todos todos) {
        todos.store(good("a"));
        todos.store(BAD);
        todos.store(good("c"));
    }

    private static void mend(Todos todos) {
        String revision = todos.stored("b-bad").get("_rev").asText();
        todos.store("""
                {"_id":"b-bad","_rev":"%s","schema":"todo-item","version":3,"text":"mended","status":"active","groupName":"g","assignees":["ada"]}""".formatted(revision));
    }

    @Nested
    final class Stop {
        @RegisterExtension
        private final Todos todos = new Todos("on-unshowable: stop");

        @Test
        void get_unshowable_isA500ThatSaysWhy() {
            storeThree(todos);
            CouchAnswer answer = todos.stage().client("2.0.0").get(todos.path("b-bad"));
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.json().get("error").asText()).isEqualTo("migration_failed");
            assertThat(answer.json().get("reason").asText()).startsWith("todo-item 3 to 2: wrap assignees: ");
        }

        @Test
        void pull_unshowable_stopsThereUntilItIsMended() {
            storeThree(todos);
            PouchApp app = todos.app("1.0.0");
            assertThatThrownBy(() -> app.pull()).isInstanceOf(PouchException.class);
            assertThat(app.has("b-bad")).isFalse();
            assertThatThrownBy(() -> app.pull()).isInstanceOf(PouchException.class);

            mend(todos);
            app.pull();
            assertThat(app.get("a").get("title").asText()).isEqualTo("good");
            assertThat(app.get("b-bad").get("title").asText()).isEqualTo("mended");
            assertThat(app.get("c").get("title").asText()).isEqualTo("good");
        }

        @Test
        void pull_releaseThatCanShowIt_isNotHeldUp() {
            storeThree(todos);
            PouchApp app = todos.app("3.0.0");
            assertThat(app.pull().read()).isEqualTo(3);
            assertThat(app.get("b-bad").get("assignees").asText()).isEqualTo("ada");
        }

        @Test
        void goLive_unshowable_goesOnOnceItIsMended() {
            PouchApp app = todos.app("1.0.0");
            todos.store(good("a"));
            app.goLive();
            app.await("a", todo -> true);
            todos.store(BAD);
            mend(todos);
            todos.store(good("c"));
            app.await("b-bad", todo -> todo.get("title").asText().equals("mended"));
            app.await("c", todo -> true);
            app.endLive();
        }
    }

    @Nested
    final class Skip {
        @RegisterExtension
        private final Todos todos = new Todos("on-unshowable: skip");

        @Test
        void get_unshowable_isStillA500() {
            storeThree(todos);
            assertThat(todos.stage().client("1.0.0").get(todos.path("b-bad")).status())
                    .isEqualTo(500);
        }

        @Test
        void pull_unshowable_goesOnWithoutIt() {
            storeThree(todos);
            PouchApp app = todos.app("1.0.0");
            Replication replication = app.pull();
            assertThat(replication.failures()).isZero();
            assertThat(app.has("a")).isTrue();
            assertThat(app.has("b-bad")).isFalse();
            assertThat(app.has("c")).isTrue();
        }

        @Test
        void pull_mended_bringsTheNewRevision() {
            storeThree(todos);
            PouchApp app = todos.app("1.0.0");
            app.pull();
            mend(todos);
            app.pull();
            assertThat(app.get("b-bad").get("title").asText()).isEqualTo("mended");
        }
    }
}
