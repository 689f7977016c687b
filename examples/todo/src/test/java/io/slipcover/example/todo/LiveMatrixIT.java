package io.slipcover.example.todo;

import static io.slipcover.example.todo.Matrix.assertInStepAfterLive;
import static io.slipcover.example.todo.Matrix.concat;
import static io.slipcover.example.todo.Matrix.document;
import static io.slipcover.example.todo.Matrix.edit;
import static io.slipcover.example.todo.Matrix.edited;
import static io.slipcover.example.todo.Matrix.livingLeaves;
import static io.slipcover.example.todo.Matrix.sibling;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipcover.example.todo.replication.Database;
import io.slipcover.example.todo.replication.DocumentStore;
import io.slipcover.example.todo.replication.ReplicatingClient;
import io.slipcover.testbed.Patience;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The replication matrix: clients of every kind and release that replicate both ways all the time. */
@Execution(ExecutionMode.CONCURRENT)
final class LiveMatrixIT {
    @RegisterExtension
    private final Todos todos = new Todos();

    private Database database;

    @BeforeEach
    void openDatabase() {
        database = Matrix.database(todos);
    }

    @Cell.Every
    void shapes_editedOnEitherSide_arriveOnTheOther(Cell cell) {
        Release release = cell.release();
        try (ReplicatingClient client = cell.open(todos)) {
            client.goLive();
            Release.TODOS.forEach(todo -> database.put(document(todo, Release.stored(todo))));
            Release.TODOS.forEach(todo -> awaitMembers(client, todo, release.shows(todo)));
            Release.TODOS.forEach(todo -> edit(client, todo, release));
            client.put(document("new", release.newTodo()));
            Release.TODOS.forEach(todo -> awaitMembers(database, todo, release.storesEdited(todo)));
            awaitMembers(database, "new", release.storesNew());
            assertInStepAfterLive(client, database, concat(Release.TODOS, "new"));
        }
    }

    @Cell.Every
    void attachments_ofEitherSide_arriveOnTheOther(Cell cell) {
        Release release = cell.release();
        try (ReplicatingClient client = cell.open(todos)) {
            client.goLive();
            database.put(Attached.NOTE.to(Attached.PHOTO.to(document("report", Release.stored("report")))));
            awaitMembers(client, "report", release.shows("report"));
            Attached.assertOn(client, client.winner("report").orElseThrow(), Attached.NOTE, Attached.PHOTO);

            client.put(Attached.OTHER_PHOTO.to(edited(client, "report", release)));
            client.put(Attached.PHOTO.to(document("new", release.newTodo())));
            awaitMembers(database, "report", release.storesEdited("report"));
            awaitMembers(database, "new", release.storesNew());
            Attached.assertOn(database, database.winner("report").orElseThrow(), Attached.NOTE, Attached.OTHER_PHOTO);
            Attached.assertOn(database, database.winner("new").orElseThrow(), Attached.PHOTO);
            assertInStepAfterLive(client, database, List.of("report", "new"));
        }
    }

    @Cell.Every
    void conflicts_ofAWhileOffline_arriveOnBothSides(Cell cell) {
        Release release = cell.release();
        Release.TODOS.forEach(todo -> database.put(document(todo, Release.stored(todo))));
        try (ReplicatingClient client = cell.open(todos)) {
            client.goLive();
            Release.TODOS.forEach(todo -> awaitMembers(client, todo, release.shows(todo)));
            client.endLive();
            for (String todo : Release.TODOS) {
                String base = revision(database, todo);
                edit(client, todo, release);
                database.replicate(List.of(sibling(document(todo, Release.stored(todo)), base)));
            }
            client.goLive();
            for (String todo : Release.TODOS) {
                Patience.await(
                        () -> "both leaves of " + todo + " in " + client.leaves(todo),
                        () -> client.leaves(todo).size() == 2
                                && database.leaves(todo).size() == 2);
                assertThat(livingLeaves(database, todo))
                        .containsExactlyInAnyOrder(release.storesEdited(todo), Release.stored(todo));
            }
            assertInStepAfterLive(client, database, Release.TODOS);
        }
    }

    @Cell.Every
    void deletions_onEitherSide_arriveOnTheOther(Cell cell) {
        Release release = cell.release();
        Release.TODOS.forEach(todo -> database.put(document(todo, Release.stored(todo))));
        try (ReplicatingClient client = cell.open(todos)) {
            client.goLive();
            Release.TODOS.forEach(todo -> awaitMembers(client, todo, release.shows(todo)));
            database.remove("plants", revision(database, "plants"));
            client.remove("report", revision(client, "report"));
            Patience.await(() -> "plants to go", () -> client.winner("plants").isEmpty());
            Patience.await(() -> "report to go", () -> database.winner("report").isEmpty());
            assertInStepAfterLive(client, database, Release.TODOS);
        }
    }

    private static String revision(DocumentStore store, String id) {
        return store.winner(id).orElseThrow().get("_rev").asText();
    }

    private static void awaitMembers(DocumentStore store, String id, JsonNode expected) {
        Patience.await(
                () -> id + " to be " + expected + ", it is " + store.winner(id),
                () -> store.winner(id).map(Story::own).filter(expected::equals).isPresent());
    }
}
