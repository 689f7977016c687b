package io.slipcover.example.todo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipcover.testbed.PouchApp;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two releases that edit the same todo at the same time. */
final class ConflictIT {
    @RegisterExtension
    private final Todos todos = new Todos();

    private PouchApp oldest;
    private PouchApp newest;

    /** Both have the picnic, and each edits it before it hears of the other. */
    private void editTwice() {
        todos.store("""
                {"_id":"picnic","schema":"todo-item","version":3,"text":"Plan the picnic","status":"waiting","groupName":"friends","assignees":["ben","cleo"]}""");
        oldest = todos.app("1.0.0");
        newest = todos.app("3.0.0");
        oldest.pull();
        newest.pull();
        oldest.set("picnic", "title", "\"Plan the picnic at the lake\"");
        newest.set("picnic", "assignees", "[\"ben\",\"cleo\",\"dora\"]");
    }

    private void replicateAll() {
        newest.push();
        oldest.push();
        newest.pull();
        oldest.pull();
    }

    @Test
    void push_bothEdited_bothAreStoredWhole() {
        editTwice();
        replicateAll();

        assertThat(todos.storedLeaves("picnic").stream().map(Story::own))
                .containsExactlyInAnyOrder(Todos.json("""
                        {"schema":"todo-item","version":3,"text":"Plan the picnic at the lake","status":"waiting","groupName":"friends","assignees":["ben","cleo"]}"""), Todos.json("""
                        {"schema":"todo-item","version":3,"text":"Plan the picnic","status":"waiting","groupName":"friends","assignees":["ben","cleo","dora"]}"""));
    }

    @Test
    void pull_bothEdited_allAgreeWhichWins() {
        editTwice();
        replicateAll();

        String winner = revision(todos.stored("picnic"));
        assertThat(revision(oldest.get("picnic"))).isEqualTo(winner);
        assertThat(revision(newest.get("picnic"))).isEqualTo(winner);
        assertThat(oldest.get("picnic", "{\"conflicts\":true}").get("_conflicts"))
                .isEqualTo(newest.get("picnic", "{\"conflicts\":true}").get("_conflicts"))
                .hasSize(1);
    }

    @Test
    void push_oldestReleaseKeepsItsOwn_theOtherLeafIsDeletedForAll() {
        editTwice();
        replicateAll();
        keep(oldest, "title", "Plan the picnic at the lake");
        oldest.push();
        newest.pull();

        assertThat(todos.storedLeaves("picnic")).hasSize(1);
        assertThat(Story.own(newest.get("picnic"))).isEqualTo(Todos.json("""
                {"schema":"todo-item","version":3,"text":"Plan the picnic at the lake","status":"waiting","groupName":"friends","assignees":["ben","cleo"],
                "isImportant":false}"""));
        assertThat(newest.get("picnic", "{\"conflicts\":true}").has("_conflicts"))
                .isFalse();
    }

    @Test
    void push_oldestReleaseMergesOntoTheOthersLeaf_keepsWhatThatHas() {
        editTwice();
        replicateAll();
        keep(oldest, "title", "Plan the picnic");
        oldest.set("picnic", "title", "\"Plan the picnic at the lake\"");
        oldest.push();

        assertThat(todos.storedLeaves("picnic").stream().map(Story::own)).containsExactly(Todos.json("""
                {"schema":"todo-item","version":3,"text":"Plan the picnic at the lake","status":"waiting","groupName":"friends","assignees":["ben","cleo","dora"]}"""));
    }

    @Test
    void push_deletedByOneAndEditedByTheOther_theEditStays() {
        editTwice();
        newest.remove("picnic");
        replicateAll();

        assertThat(todos.storedLeaves("picnic").stream().map(Story::own)).containsExactly(Todos.json("""
                {"schema":"todo-item","version":3,"text":"Plan the picnic at the lake","status":"waiting","groupName":"friends","assignees":["ben","cleo"]}"""));
        assertThat(newest.get("picnic").get("text").asText()).isEqualTo("Plan the picnic at the lake");
    }

    /** Deletes every leaf but the one whose member says so. */
    private static void keep(PouchApp app, String member, String value) {
        JsonNode winner = app.get("picnic", "{\"conflicts\":true}");
        String loser = winner.get("_conflicts").get(0).asText();
        Stream.of(revision(winner), loser)
                .filter(leaf -> !app.get("picnic", "{\"rev\":\"" + leaf + "\"}")
                        .get(member)
                        .asText()
                        .equals(value))
                .forEach(leaf -> app.remove("picnic", leaf));
        assertThat(app.get("picnic").get(member).asText()).isEqualTo(value);
    }

    private static String revision(JsonNode document) {
        return document.get("_rev").asText();
    }
}
