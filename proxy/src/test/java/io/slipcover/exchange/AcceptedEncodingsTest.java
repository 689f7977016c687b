package io.slipcover.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AcceptedEncodingsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "GZIP",
                "x-gzip",
                "deflate, gzip;q=1.0",
                "br,gzip ; q=0.5",
                "*",
                "identity;q=0.5, *;q=0.7",
                "gzip;q=0.001",
                "gzip;Q=1",
                "gzip, identity",
                "br;q=0, gzip"
            })
    void gzip_isPreferred(String accepted) {
        assertThat(AcceptedEncodings.prefersGzip(accepted)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "br",
                "identity",
                "gzip;q=0",
                "gzip;q=0.000",
                "*;q=0",
                "gzip;q=0, *",
                "identity;q=1, gzip;q=0.5",
                "gzipped",
                "gzip;q=-1",
                "gzip;q=2",
                "gzip;q=",
                "gzip;q=0.0001",
                ",;=",
                "identity, *;q=0.5"
            })
    void plainAnswer_isPreferred(String accepted) {
        assertThat(AcceptedEncodings.prefersGzip(accepted)).isFalse();
    }
}
