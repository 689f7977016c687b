package io.slipcover.example.todo;

import static io.slipcover.example.todo.Matrix.assertDeleted;
import static io.slipcover.example.todo.Matrix.assertInStep;
import static io.slipcover.example.todo.Matrix.concat;
import static io.slipcover.example.todo.Matrix.document;
import static io.slipcover.example.todo.Matrix.edit;
import static io.slipcover.example.todo.Matrix.edited;
import static io.slipcover.example.todo.Matrix.livingLeaves;
import static io.slipcover.example.todo.Matrix.members;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.example.todo.replication.Database;
import io.slipcover.example.todo.replication.ReplicatingClient;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The replication matrix: what becomes of what clients of every kind and release wrote offline and push. */
@Execution(ExecutionMode.CONCURRENT)
final class PushMatrixIT {
    @RegisterExtension
    private final Todos todos = new Todos();

    private Database database;

    @BeforeEach
    void storeTodos() {
        database = Matrix.database(todos);
    }

    /** Opens the client with the three todos in it. */
    private ReplicatingClient openWithTodos(Cell cell) {
        Release.TODOS.forEach(todo -> database.put(document(todo, Release.stored(todo))));
        ReplicatingClient client = cell.open(todos);
        client.pull();
        return client;
    }

    @Cell.Every
    void shapes_edited_keepWhatTheReleaseCannotShow(Cell cell) {
        try (ReplicatingClient client = openWithTodos(cell)) {
            Release.TODOS.forEach(todo -> edit(client, todo, cell.release()));
            // Of what happened offline only the end is handed over.
            client.put(document("new", cell.release().newTodo().put("mood", "sour")));
            String revision = client.winner("new").orElseThrow().get("_rev").asText();
            client.put(document("new", cell.release().newTodo()).put("_rev", revision));

            assertThat(client.push()).isEqualTo(4);
            for (String todo : Release.TODOS) {
                assertThat(members(database, todo)).isEqualTo(cell.release().storesEdited(todo));
            }
            assertThat(members(database, "new")).isEqualTo(cell.release().storesNew());
            assertInStep(client, database, concat(Release.TODOS, "new"));
        }
    }

    @Cell.Every
    void attachments_keptAddedReplacedAndRemoved_areStored(Cell cell) {
        database.put(Attached.NOTE.to(Attached.PHOTO.to(document("plants", Release.stored("plants")))));
        database.put(Attached.NOTE.to(document("report", Release.stored("report"))));
        database.put(Attached.NOTHING.to(Attached.PHOTO.to(document("picnic", Release.stored("picnic")))));
        try (ReplicatingClient client = cell.open(todos)) {
            client.pull();
            edit(client, "plants", cell.release());
            client.put(Attached.PHOTO.to(edited(client, "report", cell.release())));
            client.put(Attached.NOTHING.off(Attached.OTHER_PHOTO.to(edited(client, "picnic", cell.release()))));
            client.put(Attached.NOTHING.to(Attached.NOTE.to(
                    Attached.PHOTO.to(document("new", cell.release().newTodo())))));

            assertThat(client.push()).isEqualTo(4);
            Attached.assertOn(database, database.winner("plants").orElseThrow(), Attached.NOTE, Attached.PHOTO);
            Attached.assertOn(database, database.winner("report").orElseThrow(), Attached.NOTE, Attached.PHOTO);
            Attached.assertOn(database, database.winner("picnic").orElseThrow(), Attached.OTHER_PHOTO);
            Attached.assertOn(
                    database, database.winner("new").orElseThrow(), Attached.NOTE, Attached.PHOTO, Attached.NOTHING);
            for (String todo : Release.TODOS) {
                assertThat(members(database, todo)).isEqualTo(cell.release().storesEdited(todo));
            }
            assertThat(members(database, "new")).isEqualTo(cell.release().storesNew());
            assertInStep(client, database, concat(Release.TODOS, "new"));
        }
    }

    @Cell.Every
    void conflicts_withAnotherRelease_areStoredWholeAndSolved(Cell cell) {
        try (ReplicatingClient client = openWithTodos(cell)) {
            Map<String, String> own = new LinkedHashMap<>();
            for (String todo : Release.TODOS) {
                own.put(todo, edit(client, todo, cell.release()));
                ObjectNode other = database.winner(todo).orElseThrow().deepCopy();
                database.put(other.put("mood", "sour"));
            }
            assertThat(client.push()).isEqualTo(3);
            client.pull();
            for (String todo : Release.TODOS) {
                assertThat(livingLeaves(database, todo))
                        .containsExactlyInAnyOrder(
                                cell.release().storesEdited(todo),
                                Release.stored(todo).put("mood", "sour"));
                assertThat(livingLeaves(client, todo))
                        .hasSize(2)
                        .contains(cell.release().shows(todo).put("mood", "sour"));
            }
            assertInStep(client, database, Release.TODOS);

            // A user keeps the own one.
            for (String todo : Release.TODOS) {
                client.leaves(todo).keySet().stream()
                        .filter(leaf -> !leaf.equals(own.get(todo)))
                        .forEach(leaf -> client.remove(todo, leaf));
            }
            assertThat(client.push()).isEqualTo(3);
            for (String todo : Release.TODOS) {
                assertThat(livingLeaves(database, todo))
                        .containsExactly(cell.release().storesEdited(todo));
            }
            assertInStep(client, database, Release.TODOS);
        }
    }

    @Cell.Every
    void deletions_leaveTombstones_andCanBeWrittenAnew(Cell cell) {
        try (ReplicatingClient client = openWithTodos(cell)) {
            for (String todo : Release.TODOS) {
                client.remove(
                        todo, client.winner(todo).orElseThrow().get("_rev").asText());
            }
            assertThat(client.push()).isEqualTo(3);
            for (String todo : Release.TODOS) {
                assertDeleted(database, todo, 1);
                assertThat(database.leaves(todo).values())
                        .allSatisfy(
                                tombstone -> assertThat(Story.own(tombstone)).isEmpty());
            }
            assertInStep(client, database, Release.TODOS);

            client.put(document("picnic", cell.release().newTodo()));
            assertThat(client.push()).isEqualTo(1);
            assertThat(members(database, "picnic")).isEqualTo(cell.release().storesNew());
            assertInStep(client, database, Release.TODOS);
        }
    }
}
