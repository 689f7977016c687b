package io.slipcover.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UpstreamTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://ada:secret@couch.test",
                "http://ada:secret@my_couch:5984",
                "http://ada:secret%@couch.test",
                "ftp://ada:secret@couch.test",
                "http://ada:secret@couch.test/?a=b"
            })
    void parse_urlWithCredentials_isRefusedWithoutTellingThem(String url) {
        assertThatThrownBy(() -> Upstream.parse(url))
                .hasMessage("expected no user and password in the URL; clients bring their own")
                .hasNoCause();
    }
}
