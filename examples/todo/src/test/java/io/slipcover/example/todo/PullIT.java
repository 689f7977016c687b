package io.slipcover.example.todo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipcover.testbed.PouchApp;
import io.slipcover.testbed.PouchException;
import io.slipcover.testbed.Replication;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What apps of each release get to see of what is stored. */
final class PullIT {
    @RegisterExtension
    private final Todos todos = new Todos();

    static List<JsonNode> shapes() throws IOException {
        try (InputStream stream = PullIT.class.getResourceAsStream("shapes.jsonl")) {
            return new String(stream.readAllBytes(), UTF_8)
                    .lines()
                    .map(Todos::json)
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void pull_storedInAnyShape_hasTheReleasesShape(JsonNode shape) {
        todos.stage().loadDocuments();
        PouchApp app = todos.app(shape.get("release").asText());
        app.pull();
        String id = shape.get("id").asText();

        assertThat(Story.own(app.get(id))).isEqualTo(shape.get("shows"));
        assertThat(app.get(id).get("_rev")).isEqualTo(todos.stored(id).get("_rev"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0.0", "1.1.0", "2.0.0", "3.0.0"})
    void pull_nothingNew_readsNothing(String release) {
        todos.stage().loadDocuments();
        PouchApp app = todos.app(release);
        assertThat(app.pull().read()).isEqualTo(5);
        app.requests();

        assertThat(app.pull().read()).isZero();
        assertThat(paths(app.requests())).noneMatch(path -> path.contains("_bulk_get"));
    }

    @Test
    void pull_checkpoint_isStoredAsPouchDbWroteIt() {
        todos.stage().loadDocuments();
        PouchApp app = todos.app("1.0.0");
        app.pull();
        String checkpoint = paths(app.requests()).stream()
                .filter(path -> path.contains("/_local/"))
                .map(path -> path.substring(path.indexOf("_local/")))
                .findFirst()
                .orElseThrow();

        JsonNode stored = todos.ask(checkpoint).orThrow().json();
        assertThat(stored.path("history").path(0).has("last_seq")).isTrue();
        assertThat(todos.stage().client("1.0.0").get(todos.path(checkpoint)).json())
                .isEqualTo(stored);
    }

    @Test
    void pull_lineBreaksHalfway_goesOnWhereItStopped() {
        String documents = IntStream.range(0, 60)
                .mapToObj(number ->
                        "{\"_id\":\"todo-%02d\",\"schema\":\"todo-item\",\"title\":\"Todo %d\",\"isDone\":false}"
                                .formatted(number, number))
                .collect(Collectors.joining(","));
        todos.server()
                .client()
                .post(todos.path("_bulk_docs"), "{\"docs\":[" + documents + "]}")
                .orThrow();
        PouchApp app = todos.app("3.0.0");
        app.breakLineAfter(10);
        String smallBatches = "{\"batch_size\":10}";
        assertThatThrownBy(() -> app.pull(smallBatches)).isInstanceOf(PouchException.class);
        int before = app.local("info").get("doc_count").asInt();
        assertThat(before).isBetween(1, 59);

        app.mendLine();
        Replication rest = app.pull(smallBatches);

        // A batch that was on its way when the line broke may have been stored since, so that there was less left to
        // read.
        assertThat(rest.read()).isBetween(1, 60 - before);
        assertThat(app.local("info").get("doc_count").asInt()).isEqualTo(60);
        assertThat(app.get("todo-59").get("text").asText()).isEqualTo("Todo 59");
    }

    @Test
    void pull_conflict_bringsEachLeafInTheReleasesShape() {
        todos.server().client().post(todos.path("_bulk_docs"), """
                        {"new_edits":false,"docs":[
                        {"_id":"a","_rev":"1-a","schema":"todo-item","version":3,"text":"one","status":"done","groupName":"g","assignees":[]},
                        {"_id":"a","_rev":"1-b","schema":"todo-item","version":2,"title":"other","status":"active","group":{"name":"g"},"assignee":null}]}""").orThrow();
        PouchApp app = todos.app("1.0.0");
        app.pull();

        JsonNode leaves = app.local("get", "a", Todos.json("{\"open_revs\":\"all\"}"));
        assertThat(StreamSupport.stream(leaves.spliterator(), false).map(leaf -> Story.own(leaf.get("ok"))))
                .containsExactlyInAnyOrder(
                        Todos.json("{\"schema\":\"todo-item\",\"version\":1,\"title\":\"one\",\"isDone\":true}"),
                        Todos.json("{\"schema\":\"todo-item\",\"version\":1,\"title\":\"other\",\"isDone\":false}"));
    }

    @Test
    void pull_attachment_comesAlong() {
        todos.store("""
                {"_id":"a","schema":"todo-item","version":3,"text":"t","status":"active","groupName":"g","assignees":[],
                "_attachments":{"list.txt":{"content_type":"text/plain","data":"YnJlYWQ="}}}""");
        PouchApp app = todos.app("1.0.0");
        app.pull();

        JsonNode document = app.get("a", "{\"attachments\":true}");
        assertThat(document.get("title").asText()).isEqualTo("t");
        assertThat(document.at("/_attachments/list.txt/data").asText()).isEqualTo("YnJlYWQ=");
    }

    @Test
    void pull_designDocument_isAsStored() {
        todos.store(
                "{\"_id\":\"_design/app\",\"schema\":\"todo-item\",\"version\":3,\"text\":\"not a todo\",\"views\":{}}");
        PouchApp app = todos.app("1.0.0");
        app.pull();
        assertThat(app.get("_design/app").get("text").asText()).isEqualTo("not a todo");
    }

    @Test
    void pull_typeThatNoReleaseNames_isAsStored() {
        todos.store("{\"_id\":\"n\",\"schema\":\"note\",\"version\":7,\"title\":\"a note\",\"isDone\":1}");
        PouchApp app = todos.app("3.0.0");
        app.pull();
        assertThat(Story.own(app.get("n")))
                .isEqualTo(Todos.json("{\"schema\":\"note\",\"version\":7,\"title\":\"a note\",\"isDone\":1}"));
    }

    private static List<String> paths(JsonNode requests) {
        return StreamSupport.stream(requests.spliterator(), false)
                .map(request -> request.get("url").asText())
                .toList();
    }
}
