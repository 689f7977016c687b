package io.slipcover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseCredentialsTest {
    private static final String NETRC = """
            # machine couch.test login wrong password wrong
            machine other.test login o password op
            machine couch.test
              login ada
              password secret
            default login anyone password any
            """;

    @TempDir
    private Path folder;

    @Test
    void ofNetrc_entryOfTheHost_countsBeforeTheDefault() {
        assertThat(DatabaseCredentials.ofNetrc(NETRC, "couch.test"))
                .isEqualTo(new DatabaseCredentials("ada", "secret"));
        assertThat(DatabaseCredentials.ofNetrc(NETRC, "other.test")).isEqualTo(new DatabaseCredentials("o", "op"));
        assertThat(DatabaseCredentials.ofNetrc(NETRC, "third.test"))
                .isEqualTo(new DatabaseCredentials("anyone", "any"));
        assertThat(DatabaseCredentials.ofNetrc("machine a login b password c", "third.test"))
                .isNull();
        assertThat(DatabaseCredentials.ofNetrc("", "third.test")).isNull();
    }

    @Test
    void of_environment_countsBeforeTheFile() throws Exception {
        Path file = folder.resolve(".netrc");
        Files.writeString(file, NETRC);

        assertThat(DatabaseCredentials.of("couch.test", Map.of("HOME", folder.toString())))
                .isEqualTo(new DatabaseCredentials("ada", "secret"));
        assertThat(DatabaseCredentials.of("couch.test", Map.of("NETRC", file.toString(), "HOME", "/nowhere")))
                .isEqualTo(new DatabaseCredentials("ada", "secret"));
        assertThat(DatabaseCredentials.of(
                        "couch.test",
                        Map.of("HOME", folder.toString(), "COUCHDB_USER", "eve", "COUCHDB_PASSWORD", "x")))
                .isEqualTo(new DatabaseCredentials("eve", "x"));
        assertThat(DatabaseCredentials.of("couch.test", Map.of())).isNull();
    }

    @Test
    void toString_tellsNoPassword() {
        assertThat(new DatabaseCredentials("ada", "secret")).hasToString("DatabaseCredentials[user=ada]");
        assertThat(new DatabaseCredentials("ada", "secret").header()).isEqualTo("Basic YWRhOnNlY3JldA==");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://ada:secret@couch.test/todos",
                "http://ada@couch.test/todos",
                "http://ada:secret@my_couch:5984/todos",
                "http://ada:secret@couch.test/",
                "http://ada:secret%@couch.test/todos",
                "https://ada:a@secret@couch.test/todos"
            })
    void parse_urlWithCredentials_isRefusedWithoutTellingThem(String url) {
        assertThatThrownBy(() -> DatabaseAddress.parse(url))
                .hasMessageContaining("COUCHDB_USER and COUCHDB_PASSWORD")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "todos",
                "ftp://couch.test/todos",
                "http://couch.test",
                "http://couch.test/",
                "http://[/",
                "http://c/t?x=1"
            })
    void parse_noUrlOfADatabase_isRefused(String url) {
        assertThatThrownBy(() -> DatabaseAddress.parse(url)).hasMessageContaining("expected a URL such as");
    }

    @Test
    void at_keepsThePath() {
        assertThat(DatabaseAddress.parse("https://couch.test:6984/couch/user%2Fdb/")
                        .at("/_all_docs"))
                .hasToString("https://couch.test:6984/couch/user%2Fdb/_all_docs");
    }
}
