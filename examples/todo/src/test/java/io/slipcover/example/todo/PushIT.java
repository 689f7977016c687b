package io.slipcover.example.todo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.testbed.PouchApp;
import io.slipcover.testbed.PouchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of what apps of each release write, mostly offline. */
final class PushIT {
    private static final String PICNIC = """
            {"_id":"picnic","schema":"todo-item","version":3,"text":"Plan the picnic","status":"waiting","groupName":"friends",
            "assignees":["ben","cleo"],"mood":"merry"}""";

    @RegisterExtension
    private final Todos todos = new Todos();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1.0.0 | "title":"New","isDone":true                                                    | "text":"New","status":"done","groupName":"default","assignees":[]
            1.1.0 | "title":"New","isDone":false,"isImportant":false                               | "text":"New","status":"active","groupName":"default","assignees":[]
            1.1.0 | "title":"New","isDone":false,"isImportant":true                                | "text":"New","status":"active","groupName":"default","assignees":[],"isImportant":true
            2.0.0 | "title":"New","status":"waiting","group":{"name":"home"},"assignee":"ada"      | "text":"New","status":"waiting","groupName":"home","assignees":["ada"]
            2.0.0 | "title":"New","status":"active","group":{"name":"home"},"assignee":null        | "text":"New","status":"active","groupName":"home","assignees":[]
            3.0.0 | "text":"New","status":"active","groupName":"home","assignees":["ada","ben"]    | "text":"New","status":"active","groupName":"home","assignees":["ada","ben"]
            """)
    void push_newTodo_isStoredInTheNewestShape(String release, String written, String stored) {
        PouchApp app = todos.app(release);
        String revision = app.put("{\"_id\":\"a\",\"schema\":\"todo-item\"," + written + "}");
        assertThat(app.push().written()).isEqualTo(1);

        assertThat(todos.storedMembers("a"))
                .isEqualTo(Todos.json("{\"schema\":\"todo-item\",\"version\":3," + stored + "}"));
        assertThat(todos.stored("a").get("_rev").asText()).isEqualTo(revision);
        PouchApp same = todos.app(release);
        same.pull();
        JsonNode shown = Story.own(same.get("a"));
        Todos.json("{" + written + "}")
                .properties()
                .forEach(member -> assertThat(shown.get(member.getKey())).isEqualTo(member.getValue()));
    }

    @Test
    void push_editOfTheOldestRelease_keepsWhatItCannotSee() {
        todos.store(PICNIC);
        PouchApp app = todos.app("1.0.0");
        app.pull();
        app.set("picnic", "title", "\"Plan the picnic at the lake\"");
        app.push();

        assertThat(todos.storedMembers("picnic")).isEqualTo(Todos.json("""
                {"schema":"todo-item","version":3,"text":"Plan the picnic at the lake","status":"waiting","groupName":"friends",
                "assignees":["ben","cleo"],"mood":"merry"}"""));
    }

    @Test
    void push_severalGenerationsOffline_areLedUpFromTheRevisionTheyStartedFrom() {
        todos.store(PICNIC);
        PouchApp app = todos.app("1.0.0");
        app.pull();
        app.set("picnic", "title", "\"one\"");
        app.set("picnic", "isDone", "true");
        app.set("picnic", "title", "\"two\"");
        String revision = app.set("picnic", "isDone", "false");
        app.push();

        assertThat(revision).startsWith("5-");
        assertThat(todos.stored("picnic").get("_rev").asText()).isEqualTo(revision);
        assertThat(todos.storedMembers("picnic")).isEqualTo(Todos.json("""
                {"schema":"todo-item","version":3,"text":"two","status":"waiting","groupName":"friends","assignees":["ben","cleo"],"mood":"merry"}"""));
    }

    @Test
    void push_createdAndEditedOffline_hasNoBase() {
        PouchApp app = todos.app("1.0.0");
        app.put("{\"_id\":\"a\",\"schema\":\"todo-item\",\"title\":\"one\",\"isDone\":false}");
        app.set("a", "title", "\"two\"");
        String revision = app.set("a", "isDone", "true");
        app.push();

        assertThat(todos.stored("a").get("_rev").asText()).isEqualTo(revision).startsWith("3-");
        assertThat(todos.storedMembers("a")).isEqualTo(Todos.json("""
                {"schema":"todo-item","version":3,"text":"two","status":"done","groupName":"default","assignees":[]}"""));
    }

    @Test
    void push_editOfAnEditThatAnotherReleasePushed_startsFromThat() {
        todos.store(PICNIC);
        PouchApp oldest = todos.app("1.0.0");
        PouchApp middle = todos.app("2.0.0");
        oldest.pull();
        oldest.set("picnic", "isDone", "true");
        oldest.push();
        middle.pull();
        middle.set("picnic", "assignee", "\"dora\"");
        middle.push();
        oldest.pull();
        oldest.set("picnic", "title", "\"at the lake\"");
        oldest.push();

        assertThat(todos.storedMembers("picnic")).isEqualTo(Todos.json("""
                {"schema":"todo-item","version":3,"text":"at the lake","status":"done","groupName":"friends","assignees":["dora","cleo"],"mood":"merry"}"""));
        assertThat(todos.storedLeaves("picnic")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0.0", "1.1.0", "2.0.0", "3.0.0"})
    void push_writtenBackAsShown_changesNothing(String release) {
        todos.store(PICNIC);
        JsonNode before = todos.storedMembers("picnic");
        PouchApp app = todos.app(release);
        app.pull();
        app.put(app.get("picnic"));
        app.push();

        assertThat(todos.stored("picnic").get("_rev").asText()).startsWith("2-");
        assertThat(todos.storedMembers("picnic")).isEqualTo(before);
    }

    @Test
    void push_manyAtOnce_areAllLedUp() {
        todos.stage().loadDocuments();
        PouchApp app = todos.app("1.0.0");
        app.pull();
        for (String id : new String[] {"todo-picnic", "todo-plants", "todo-report", "todo-shopping"}) {
            app.set(id, "isDone", "true");
            app.set(id, "title", "\"done: " + id + "\"");
        }
        assertThat(app.push().failures()).isZero();

        for (String id : new String[] {"todo-picnic", "todo-plants", "todo-report", "todo-shopping"}) {
            assertThat(todos.stored(id).get("version").asInt()).isEqualTo(3);
            assertThat(todos.stored(id).get("text").asText()).isEqualTo("done: " + id);
            assertThat(todos.stored(id).get("status").asText()).isEqualTo("done");
        }
        assertThat(todos.stored("todo-report").get("assignees")).isEqualTo(Todos.json("[\"ada\"]"));
        assertThat(todos.stored("todo-report").get("groupName").asText()).isEqualTo("work");
    }

    @Test
    void push_deletion_leavesATombstoneWithoutANumber() {
        todos.store(PICNIC);
        PouchApp app = todos.app("1.0.0");
        PouchApp other = todos.app("3.0.0");
        app.pull();
        other.pull();
        String revision = app.remove("picnic");
        app.push();
        other.pull();

        assertThat(todos.isStored("picnic")).isFalse();
        assertThat(other.has("picnic")).isFalse();
        JsonNode tombstone = todos.ask("picnic?rev=" + revision).orThrow().json();
        assertThat(tombstone.get("_deleted").asBoolean()).isTrue();
        assertThat(Story.own(tombstone)).isEmpty();
    }

    /** The tombstone is an edit like any other: the stored shape, with what the old client was not shown. */
    @Test
    void push_deletionWithABody_isUpgradedWithItsBase() {
        todos.store(PICNIC);
        PouchApp app = todos.app("1.0.0");
        app.pull();
        ObjectNode document = app.get("picnic").deepCopy();
        document.put("_deleted", true);
        String revision = app.put(document);
        app.push();

        assertThat(Story.own(todos.ask("picnic?rev=" + revision).orThrow().json()))
                .isEqualTo(
                        Todos.json(
                                "{\"schema\":\"todo-item\",\"version\":3,\"text\":\"Plan the picnic\",\"status\":\"waiting\",\"groupName\":\"friends\",\"assignees\":[\"ben\",\"cleo\"],\"mood\":\"merry\"}"));
    }

    @Test
    void push_writtenAnewAfterADeletion_takesNothingFromBefore() {
        todos.store(PICNIC);
        PouchApp app = todos.app("1.0.0");
        app.pull();
        app.remove("picnic");
        app.push();
        app.put("{\"_id\":\"picnic\",\"schema\":\"todo-item\",\"title\":\"Another one\",\"isDone\":false}");
        app.push();

        assertThat(todos.storedMembers("picnic")).isEqualTo(Todos.json("""
                {"schema":"todo-item","version":3,"text":"Another one","status":"active","groupName":"default","assignees":[]}"""));
    }

    @Test
    void push_attachment_isStoredWithTheTodo() {
        PouchApp app = todos.app("1.0.0");
        app.put("""
                {"_id":"a","schema":"todo-item","title":"Shopping","isDone":false,
                "_attachments":{"list.txt":{"content_type":"text/plain","data":"YnJlYWQ="}}}""");
        app.push();

        JsonNode stored = todos.ask("a?attachments=true").orThrow().json();
        assertThat(stored.get("text").asText()).isEqualTo("Shopping");
        assertThat(stored.at("/_attachments/list.txt/data").asText()).isEqualTo("YnJlYWQ=");
    }

    @Test
    void push_editOfATodoWithAnAttachment_keepsTheAttachment() {
        todos.store("""
                {"_id":"a","schema":"todo-item","version":3,"text":"t","status":"active","groupName":"g","assignees":["x","y"],
                "_attachments":{"list.txt":{"content_type":"text/plain","data":"YnJlYWQ="}}}""");
        PouchApp app = todos.app("1.0.0");
        app.pull();
        app.set("a", "isDone", "true");
        app.push();

        JsonNode stored = todos.ask("a?attachments=true").orThrow().json();
        assertThat(stored.get("status").asText()).isEqualTo("done");
        assertThat(stored.get("assignees")).isEqualTo(Todos.json("[\"x\",\"y\"]"));
        assertThat(stored.at("/_attachments/list.txt/data").asText()).isEqualTo("YnJlYWQ=");
    }

    @Test
    void push_twice_writesNothingTheSecondTime() {
        PouchApp app = todos.app("1.0.0");
        app.put("{\"_id\":\"a\",\"schema\":\"todo-item\",\"title\":\"one\",\"isDone\":false}");
        app.push();
        assertThat(app.push().written()).isZero();
    }

    @Test
    void push_lineBreaks_isHandedInLater() {
        todos.store(PICNIC);
        PouchApp app = todos.app("1.0.0");
        app.pull();
        app.set("picnic", "isDone", "true");
        app.breakLineAfter(2);
        assertThatThrownBy(app::push).isInstanceOf(PouchException.class);
        assertThat(todos.stored("picnic").get("_rev").asText()).startsWith("1-");
        app.mendLine();
        app.push();
        assertThat(todos.stored("picnic").get("status").asText()).isEqualTo("done");
        assertThat(todos.stored("picnic").get("assignees")).isEqualTo(Todos.json("[\"ben\",\"cleo\"]"));
    }

    @Test
    void put_withoutALocalDatabase_isLedUpFromTheRevisionItNames() {
        todos.store(PICNIC);
        PouchApp app = todos.app("2.0.0");
        ObjectNode shown = app.remote("get", "picnic").deepCopy();
        shown.put("assignee", "dora");
        app.remote("put", shown);

        assertThat(todos.stored("picnic").get("assignees")).isEqualTo(Todos.json("[\"dora\",\"cleo\"]"));
        assertThatThrownBy(() -> app.remote("put", shown))
                .isInstanceOfSatisfying(
                        PouchException.class,
                        conflict -> assertThat(conflict.status()).isEqualTo(409));
    }
}
