package io.slipcover.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DatabasesTest {
    @ParameterizedTest
    @CsvSource({
        "todos, todos, true",
        "todos, todos2, false",
        "todos, my-todos, false",
        "user-*, user-, true",
        "user-*, user-ada/notes, true",
        "user-*, users, false",
        "*-2026-*, log-2026-11, true",
        "user-?, user-a, true",
        "user-?, user-ab, false",
        "a+b.c, a+b.c, true",
        "a+b.c, aabxc, false",
        "'\\E*', '\\Ex', true",
        "*, _users, true",
        "'', '', true",
    })
    void contains_glob_matchesTheWholeName(String glob, String database, boolean expected) {
        assertThat(Databases.matching(List.of(glob)).contains(database)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"todos, true", "user-ada, true", "_users, false", "_replicator, false", "a_b, true"})
    void contains_noGlobs_isEveryDatabaseButCouchsOwn(String database, boolean expected) {
        assertThat(Databases.all().contains(database)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"todos, true", "user-ada, true", "else, false"})
    void contains_severalGlobs_oneIsEnough(String database, boolean expected) {
        assertThat(Databases.matching(List.of("todos", "user-*")).contains(database))
                .isEqualTo(expected);
    }

    @Test
    void areAmong_namesAlone_holdsIfEachIsThere() {
        assertThat(Databases.matching(List.of("a", "b")).areAmong(List.of("b", "c", "a")))
                .isTrue();
        assertThat(Databases.matching(List.of("a", "b")).areAmong(List.of("a"))).isFalse();
        assertThat(Databases.matching(List.of("a", "b-*")).areAmong(List.of("a", "b-1", "b-*")))
                .isFalse();
        assertThat(Databases.all().areAmong(List.of("a"))).isFalse();
    }
}
