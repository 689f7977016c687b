package io.slipcover.example.todo;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testbed.PouchApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Three releases that replicate all the time. */
final class LiveIT {
    @RegisterExtension
    private final Todos todos = new Todos();

    @Test
    void goLive_eachWrites_allSeeItInTheirShape() {
        PouchApp one = todos.app("1.0.0");
        PouchApp two = todos.app("2.0.0");
        PouchApp three = todos.app("3.0.0");
        one.goLive();
        two.goLive();
        three.goLive();

        one.put("{\"_id\":\"a\",\"schema\":\"todo-item\",\"title\":\"Bake a cake\",\"isDone\":false}");
        two.await(
                "a",
                todo -> todo.path("title").asText().equals("Bake a cake")
                        && todo.path("status").asText().equals("active"));
        three.await("a", todo -> todo.path("text").asText().equals("Bake a cake"));

        three.set("a", "assignees", "[\"ada\",\"ben\"]");
        two.await("a", todo -> todo.path("assignee").asText().equals("ada"));

        two.set("a", "status", "\"done\"");
        one.await("a", todo -> todo.path("isDone").asBoolean());
        three.await(
                "a",
                todo -> todo.path("status").asText().equals("done")
                        && todo.path("assignees").size() == 2);

        assertThat(one.endLive().get("error").isNull()).isTrue();
        assertThat(two.endLive().get("error").isNull()).isTrue();
        assertThat(three.endLive().get("error").isNull()).isTrue();
        assertThat(todos.storedLeaves("a")).hasSize(1);
    }

    @Test
    void goLive_lineBreaksForAWhile_editsArriveAfterwards() {
        PouchApp one = todos.app("1.0.0");
        PouchApp three = todos.app("3.0.0");
        one.put("{\"_id\":\"a\",\"schema\":\"todo-item\",\"title\":\"Bake a cake\",\"isDone\":false}");
        one.goLive();
        three.goLive();
        three.await("a", todo -> true);

        one.breakLineAfter(0);
        one.set("a", "isDone", "true");
        three.put(
                "{\"_id\":\"b\",\"schema\":\"todo-item\",\"text\":\"Eat it\",\"status\":\"active\",\"groupName\":\"g\",\"assignees\":[\"all\"]}");
        one.mendLine();

        three.await("a", todo -> todo.path("status").asText().equals("done"));
        one.await("b", todo -> todo.path("title").asText().equals("Eat it"));
        one.endLive();
        three.endLive();
    }
}
