package io.slipcover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseAddressTest {
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
                "http://c/t?x=1",
                "http://c/t#x"
            })
    void parse_noUrlOfADatabase_isRefused(String url) {
        assertThatThrownBy(() -> DatabaseAddress.parse(url)).hasMessageContaining("expected a URL such as");
    }

    @Test
    void parse_serverBehindAPath_keepsThePath() {
        DatabaseAddress address = DatabaseAddress.parse("https://couch.test:6984/couch/user%2Fdb/");

        assertThat(address.server()).hasToString("https://couch.test:6984/couch");
        assertThat(address.path()).isEqualTo("/user%2Fdb");
        assertThat(address.name()).isEqualTo("user/db");
        assertThat(address).hasToString("https://couch.test:6984/couch/user%2Fdb");
    }
}
