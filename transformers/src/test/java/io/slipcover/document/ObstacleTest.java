package io.slipcover.document;

import static io.slipcover.document.TodoSchema.shown;
import static io.slipcover.document.TodoSchema.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators are told has no value of a document in it, whatever its client is told. */
final class ObstacleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '|',
            value = {
                "{\"version\":3,\"assignees\":\"secret\"}; LENS; todo-item 3 to 2: wrap assignees: assignees is expected to be an array",
                "{\"version\":\"secret\"}; VERSION; todo-item: version is expected to be an integer from 1",
                "{\"version\":77}; VERSION; todo-item: it has a version that no release names",
                "{\"version\":3,\"isDone\":\"secret\"}; VERSION; todo-item: version and the members do not agree",
            })
    void obstacle_documentThatCannotBeShown_namesItsMembersAlone(String members, Obstacle.Kind kind, String text) {
        String document = "{\"_id\":\"a\",\"schema\":\"todo-item\"," + members.substring(1);

        Obstacle obstacle = catchThrowableOfType(UnshowableException.class, () -> shown("2", document))
                .obstacle();

        assertThat(obstacle).hasToString(text);
        assertThat(obstacle.kind()).isEqualTo(kind);
        assertThat(obstacle.type()).isEqualTo("todo-item");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '|',
            value = {
                "{\"version\":2,\"assignee\":\"secret\",\"assignees\":1}; todo-item 2 to 3: rename assignee to assignees: there is a member assignees already",
                "{\"version\":\"secret\"}; todo-item: version is expected to be an integer from 1",
            })
    void obstacle_documentThatCannotBeStored_namesItsMembersAlone(String members, String text) {
        String document = "{\"_id\":\"a\",\"schema\":\"todo-item\"," + members.substring(1);

        assertThat(catchThrowableOfType(RefusedException.class, () -> stored("1", document, null))
                        .obstacle())
                .hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '|',
            value = {
                "3,\"assignees\":\"secret\"; todo-item 3 to 2: wrap assignees: the base of the edit: assignees is expected to be an array",
                "\"secret\"; the base of the edit: todo-item: version is expected to be an integer from 1",
            })
    void obstacle_baseThatCannotBeShown_saysThatItIsTheBase(String version, String text) {
        String base = "{\"_id\":\"a\",\"schema\":\"todo-item\",\"version\":" + version + "}";

        assertThat(catchThrowableOfType(
                                RefusedException.class,
                                () -> stored("2", "{\"schema\":\"todo-item\",\"title\":\"T\"}", base))
                        .obstacle())
                .hasToString(text);
    }
}
