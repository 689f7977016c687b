package io.slipcover.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids that tell a version: read, and written. */
final class IdSpellingTest {
    @ParameterizedTest
    @CsvSource({
        "{id}:v:{version}, todo-item:42:v:3, todo-item:42, 3",
        "v{version}/{id}, v12/a, a, 12",
        "{id}.{version}, a.1.2, a.1, 2",
        "{version}\\E{id}(, 1\\Ex(, x, 1",
        "{id}:v:{version}, a:v:1:v:2, a:v:1, 2"
    })
    void aSpelledId_isReadAndWritten(String spelling, String id, String document, int version) {
        IdSpelling given = new IdSpelling(spelling);

        assertThat(given.read(id)).contains(new IdSpelling.Told(document, version));
        assertThat(given.write(document, version)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"todo-item:42", "todo-item:42:v:", "todo-item:42:v:0", "todo-item:42:v:03", ":v:1", "a:v:9999999"
            })
    void anotherId_tellsNothing(String id) {
        assertThat(new IdSpelling("{id}:v:{version}").read(id)).isEmpty();
    }

    @Test
    void anIdWithTheWordOfTheSpelling_isWrittenAsItIs() {
        assertThat(new IdSpelling("{id}:{version}").write("a{version}", 1)).isEqualTo("a{version}:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{id}", "{version}", "{id}{id}{version}", "{id}{version}{version}"})
    void aSpellingWithoutBothWords_isRefused(String spelling) {
        assertThatThrownBy(() -> new IdSpelling(spelling)).hasMessageContaining("{id} and {version}");
    }
}
