package io.slipcover.example.todo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.example.todo.replication.Replicator;
import io.slipcover.testbed.CouchAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What CouchDB's own replicator makes of the proxy: a database beside ours that holds the documents as one release sees them. */
final class CouchDbReplicatorIT {
    private static final String UNSHOWABLE = """
            {"_id":"b-bad","schema":"todo-item","version":3,"text":"bad","status":"active","groupName":"g","assignees":"ada"}""";

    private static String good(String id) {
        return """
                {"_id":"%s","schema":"todo-item","version":3,"text":"good","status":"active","groupName":"g","assignees":["ada","ben"]}""".formatted(id);
    }

    /** A second database on the server, which replicates with the first through the proxy, as a client of one release. */
    private abstract static class WithReplica {
        String replica;

        abstract Todos todos();

        @BeforeEach
        void createReplica() {
            assumeTrue(
                    todos().server().isCouchDb(), todos().server().description() + " has no replicator of CouchDB's");
            replica = todos().server().client().createDatabase("replica-");
        }

        @AfterEach
        void deleteReplica() {
            if (replica != null) {
                todos().server().client().delete("/" + replica);
            }
        }

        CouchAnswer pull(String clientVersion) {
            return replicate(proxied(clientVersion), direct());
        }

        CouchAnswer push(String clientVersion) {
            return replicate(direct(), proxied(clientVersion));
        }

        JsonNode inReplica(String id) {
            return todos().server()
                    .client()
                    .get("/" + replica + "/" + id)
                    .orThrow()
                    .json();
        }

        boolean isInReplica(String id) {
            return todos().server().client().get("/" + replica + "/" + id).status() == 200;
        }

        void storeInReplica(String id, String document) {
            todos().server().client().put("/" + replica + "/" + id, document).orThrow();
        }

        private CouchAnswer replicate(String source, String target) {
            JsonNode job = Todos.json("{\"source\":" + source + ",\"target\":" + target + "}");
            return new Replicator.Asked(todos().server().client()).attempt((ObjectNode) job);
        }

        private String proxied(String clientVersion) {
            return "{\"url\":\"%s\",\"headers\":{\"X-Client-Version\":\"%s\",\"Authorization\":\"%s\"}}"
                    .formatted(todos().stage().databaseUrl(), clientVersion, authorization());
        }

        private String direct() {
            return "{\"url\":\"%s/%s\",\"headers\":{\"Authorization\":\"%s\"}}"
                    .formatted(todos().server().url(), replica, authorization());
        }

        private String authorization() {
            return todos().server().administrator().orElseThrow().authorization();
        }
    }

    @Nested
    final class Usual extends WithReplica {
        @RegisterExtension
        private final Todos todos = new Todos();

        @Override
        Todos todos() {
            return todos;
        }

        @Test
        void pull_oldestRelease_fillsTheReplicaWithItsShape() {
            todos.stage().loadDocuments();
            assertThat(pull("1.0.0")
                            .orThrow()
                            .json()
                            .at("/history/0/docs_written")
                            .asInt())
                    .isEqualTo(5);
            assertThat(Story.own(inReplica("todo-picnic")))
                    .isEqualTo(Todos.json(
                            "{\"schema\":\"todo-item\",\"version\":1,\"title\":\"Plan the picnic\",\"isDone\":false}"));
            assertThat(inReplica("todo-picnic").get("_rev"))
                    .isEqualTo(todos.stored("todo-picnic").get("_rev"));
        }

        @Test
        void push_editInTheReplica_keepsWhatTheReleaseCannotSee() {
            todos.store(good("a"));
            pull("1.0.0").orThrow();
            JsonNode document = inReplica("a");
            storeInReplica("a", document.toString().replace("\"isDone\":false", "\"isDone\":true"));
            push("1.0.0").orThrow();
            assertThat(todos.storedMembers("a")).isEqualTo(Todos.json("""
                    {"schema":"todo-item","version":3,"text":"good","status":"done","groupName":"g","assignees":["ada","ben"]}"""));
        }

        @Test
        void pull_again_readsNothing() {
            todos.stage().loadDocuments();
            pull("2.0.0").orThrow();
            assertThat(pull("2.0.0").orThrow().json().path("no_changes").asBoolean())
                    .isTrue();
        }

        @Test
        void pull_deletion_arrives() {
            todos.store(good("a"));
            pull("1.0.0").orThrow();
            String revision = todos.stored("a").get("_rev").asText();
            todos.server().client().delete(todos.path("a?rev=" + revision)).orThrow();
            pull("1.0.0").orThrow();
            assertThat(isInReplica("a")).isFalse();
        }

        @Test
        void pull_attachment_arrives() {
            todos.store("""
                    {"_id":"a","schema":"todo-item","version":3,"text":"t","status":"active","groupName":"g","assignees":[],
                    "_attachments":{"list.txt":{"content_type":"text/plain","data":"YnJlYWQ="}}}""");
            pull("3.0.0").orThrow();
            assertThat(inReplica("a?attachments=true")
                            .at("/_attachments/list.txt/data")
                            .asText())
                    .isEqualTo("YnJlYWQ=");
        }
    }

    @Nested
    final class Stop extends WithReplica {
        @RegisterExtension
        private final Todos todos = new Todos("on-unshowable: stop", "on-refused: stop");

        @Override
        Todos todos() {
            return todos;
        }

        @Test
        void pull_unshowable_stopsUntilItIsMended() {
            todos.store(good("a"));
            todos.store(UNSHOWABLE);
            todos.store(good("c"));
            assertThat(pull("1.0.0").status()).isEqualTo(500);
            assertThat(isInReplica("b-bad")).isFalse();

            todos.store(good("b-bad")
                    .replace(
                            "}",
                            ",\"_rev\":\"" + todos.stored("b-bad").get("_rev").asText() + "\"}"));
            pull("1.0.0").orThrow();
            assertThat(inReplica("a").get("title").asText()).isEqualTo("good");
            assertThat(inReplica("b-bad").get("title").asText()).isEqualTo("good");
            assertThat(inReplica("c").get("title").asText()).isEqualTo("good");
        }

        @Test
        void push_refused_nothingIsStoredAndNothingForgotten() {
            storeInReplica("a", "{\"schema\":\"todo-item\",\"title\":\"good\",\"isDone\":false}");
            storeInReplica("b-bad", "{\"schema\":\"todo-item\",\"title\":\"bad\",\"isDone\":false,\"text\":\"x\"}");
            assertThat(push("1.0.0").status()).isEqualTo(500);
            assertThat(todos.isStored("b-bad")).isFalse();

            String revision = inReplica("b-bad").get("_rev").asText();
            storeInReplica(
                    "b-bad",
                    "{\"_rev\":\"" + revision + "\",\"schema\":\"todo-item\",\"title\":\"mended\",\"isDone\":true}");
            push("1.0.0").orThrow();
            assertThat(todos.stored("a").get("text").asText()).isEqualTo("good");
            assertThat(todos.stored("b-bad").get("text").asText()).isEqualTo("mended");
        }
    }

    @Nested
    final class Skip extends WithReplica {
        @RegisterExtension
        private final Todos todos = new Todos("on-unshowable: skip", "on-refused: skip");

        @Override
        Todos todos() {
            return todos;
        }

        @Test
        void pull_unshowable_stopsAllTheSame() {
            // Where _bulk_get has nothing for it, it asks for the document alone, and takes no error for an answer.
            todos.store(UNSHOWABLE);
            assertThat(pull("1.0.0").status()).isEqualTo(500);
            assertThat(isInReplica("b-bad")).isFalse();

            todos.store(good("b-bad")
                    .replace(
                            "}",
                            ",\"_rev\":\"" + todos.stored("b-bad").get("_rev").asText() + "\"}"));
            pull("1.0.0").orThrow();
            assertThat(inReplica("b-bad").get("title").asText()).isEqualTo("good");
        }

        @Test
        void push_refused_theOthersAreStored() {
            storeInReplica("a", "{\"schema\":\"todo-item\",\"title\":\"good\",\"isDone\":false}");
            storeInReplica("b-bad", "{\"schema\":\"todo-item\",\"title\":\"bad\",\"isDone\":false,\"text\":\"x\"}");
            JsonNode answer = push("1.0.0").orThrow().json();
            assertThat(answer.at("/history/0/docs_written").asInt()).isEqualTo(1);
            assertThat(answer.at("/history/0/doc_write_failures").asInt()).isEqualTo(1);
            assertThat(todos.isStored("a")).isTrue();
            assertThat(todos.isStored("b-bad")).isFalse();
        }
    }
}
