package io.slipcover.example.todo;

import static io.slipcover.example.todo.Matrix.assertDeleted;
import static io.slipcover.example.todo.Matrix.assertInStep;
import static io.slipcover.example.todo.Matrix.concat;
import static io.slipcover.example.todo.Matrix.document;
import static io.slipcover.example.todo.Matrix.livingLeaves;
import static io.slipcover.example.todo.Matrix.members;
import static io.slipcover.example.todo.Matrix.revision;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.example.todo.replication.Database;
import io.slipcover.example.todo.replication.ReplicatingClient;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The replication matrix: what clients of every kind and release pull. */
@Execution(ExecutionMode.CONCURRENT)
final class PullMatrixIT {
    @RegisterExtension
    private final Todos todos = new Todos();

    private Database database;

    @BeforeEach
    void openDatabase() {
        database = Matrix.database(todos);
    }

    @Cell.Every
    void shapes_storedInAny_areTheReleases(Cell cell) {
        Release.TODOS.forEach(todo -> database.put(document(todo, Release.stored(todo))));
        // A first revision is asked for in another way than a later one.
        Release.TODOS.forEach(
                todo -> database.replicate(List.of(revision("later-" + todo, Release.stored(todo), "cba"))));
        try (ReplicatingClient client = cell.open(todos)) {
            assertThat(client.pull()).isEqualTo(6);
            for (String todo : Release.TODOS) {
                assertThat(members(client, todo)).isEqualTo(cell.release().shows(todo));
                assertThat(members(client, "later-" + todo))
                        .isEqualTo(cell.release().shows(todo));
            }
            assertInStep(client, database, concat(Release.TODOS, "later-plants", "later-report", "later-picnic"));
        }
    }

    @Cell.Every
    void attachments_ofAnyShape_comeAlong(Cell cell) {
        database.put(Attached.NOTE.to(document("plants", Release.stored("plants"))));
        database.put(Attached.PHOTO.to(Attached.NOTHING.to(document("report", Release.stored("report")))));
        String first = database.put(Attached.PHOTO.to(document("picnic", Release.stored("picnic"))));
        try (ReplicatingClient client = cell.open(todos)) {
            client.pull();
            Attached.assertOn(client, client.winner("plants").orElseThrow(), Attached.NOTE);
            Attached.assertOn(client, client.winner("report").orElseThrow(), Attached.PHOTO, Attached.NOTHING);
            Attached.assertOn(client, client.winner("picnic").orElseThrow(), Attached.PHOTO);

            // Only what is new is to be sent.
            ObjectNode picnic = database.winner("picnic").orElseThrow().deepCopy();
            assertThat(picnic.get("_rev").asText()).isEqualTo(first);
            database.put(Attached.NOTE.to(picnic));
            client.pull();
            Attached.assertOn(client, client.winner("picnic").orElseThrow(), Attached.PHOTO, Attached.NOTE);
            for (String todo : Release.TODOS) {
                assertThat(members(client, todo)).isEqualTo(cell.release().shows(todo));
            }
            assertInStep(client, database, Release.TODOS);
        }
    }

    @Cell.Every
    void conflicts_ofSeveralShapes_haveTheSameLeaves(Cell cell) {
        database.replicate(List.of(
                revision("quarrel", Release.stored("plants"), "af"),
                Attached.NOTE.to(revision("quarrel", Release.stored("report"), "bf")),
                revision("quarrel", Release.stored("picnic"), "cef"),
                revision("quarrel", Release.stored("picnic"), "def").put("_deleted", true)));
        try (ReplicatingClient client = cell.open(todos)) {
            client.pull();
            assertThat(client.leaves("quarrel")).hasSize(4);
            assertThat(livingLeaves(client, "quarrel"))
                    .containsExactlyInAnyOrderElementsOf(
                            Release.TODOS.stream().map(cell.release()::shows).toList());
            assertInStep(client, database, List.of("quarrel"));
        }
    }

    @Cell.Every
    void deletions_ofAnyShape_arrive(Cell cell) {
        database.replicate(
                List.of(revision("early", Release.stored("report"), "ba").put("_deleted", true)));
        Release.TODOS.forEach(todo -> database.put(document(todo, Release.stored(todo))));
        try (ReplicatingClient client = cell.open(todos)) {
            client.pull();
            assertThat(client.winner("early")).isEmpty();
            assertThat(client.winner("plants")).isPresent();

            ObjectNode picnic = database.winner("picnic").orElseThrow().deepCopy();
            database.put(picnic.put("_deleted", true));
            for (String todo : List.of("plants", "report")) {
                database.remove(
                        todo, database.winner(todo).orElseThrow().get("_rev").asText());
            }
            client.pull();
            Release.TODOS.forEach(todo -> assertDeleted(client, todo, 1));
            assertInStep(client, database, Release.TODOS);
        }
    }
}
