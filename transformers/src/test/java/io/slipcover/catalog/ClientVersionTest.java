package io.slipcover.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientVersionTest {
    @ParameterizedTest
    @CsvSource({
        "2, 2.0.0",
        "2.1, 2.1.0",
        "2.1.0, 2.1.0",
        "v2.1, 2.1.0",
        "'  2.1 ', 2.1.0",
        "2.1.0-beta.1, 2.1.0",
        "2.1.0+build.5, 2.1.0",
        "2.1.0-rc.1+5, 2.1.0",
        "3-beta, 3.0.0",
        "0, 0.0.0",
        "999999999, 999999999.0.0",
        "1.0.0.4, 1.0.0",
        "v1.0.0.4, 1.0.0",
        "1.0.0.4-beta, 1.0.0",
        "1.0.0.4-beta.2+56, 1.0.0",
        "1.0.0.0042, 1.0.0",
        "1.0.0.20260130123456, 1.0.0",
        "2.1.0.0, 2.1.0",
        "1.0.0+5, 1.0.0",
    })
    void parse_partsLeftOut_areZeroAndPrereleaseIsDropped(String text, String expected) {
        assertThat(ClientVersion.parse(text)).hasToString(expected).isEqualTo(ClientVersion.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "2.x",
                "2.",
                "2..1",
                "-1",
                "2.1.0.",
                "2.1.0.x",
                "2.1.0.0.0",
                "2.1.0.-1",
                "01.2",
                "1.02",
                "V1",
                "1.0.0-",
                "1.0.0+",
                "1.0.0 4",
                "1000000000",
                "2 1",
                "2.1-",
                "2,1",
                "٢"
            })
    void parse_noVersion_isRefused(String text) {
        assertThatThrownBy(() -> ClientVersion.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected one like 2, 2.1 or 2.1.0");
    }

    @Test
    void parse_veryLong_isRefused() {
        assertThatThrownBy(() -> ClientVersion.parse("1.0.0-a" + ".a".repeat(30_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("60007 characters");
    }
}
