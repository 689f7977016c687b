package io.slipcover.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VersionHeaderTest {
    private static HttpHeaders headers(String lines) {
        HttpHeaders headers =
                DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
        for (String line : lines.split("\\|", -1)) {
            headers.add("X-Client-Version", line);
        }
        return headers;
    }

    /** Lines are separated by {@code |}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "none",
            value = {
                "2; 2",
                "'';none",
                "' ';none",
                "'|';none",
                "',';none",
                "1.0.0|1.0.0; 1.0.0",
                "1|1.0.0; 1",
                "'1.0.0, 1.0.0'; 1.0.0",
                "'1.0.0,|1.0.0.4'; 1.0.0",
                "'|2.0.0'; 2.0.0",
                "nonsense; nonsense",
            })
    void version_namedOnceOrAlike_isThat(String lines, String version) {
        assertThat(VersionHeader.version(headers(lines), "x-client-version")).isEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "1.0.0|2.0.0; the request names two versions in X-Client-Version, 1.0.0 and 2.0.0",
                "1, 2; the request names two versions in X-Client-Version, 1.0.0 and 2.0.0",
                "1|1|3,1; the request names two versions in X-Client-Version, 1.0.0 and 3.0.0",
                "1|nonsense; 'nonsense' is no client version",
            })
    void version_namedTwice_isNotGuessed(String lines, String problem) {
        assertThatThrownBy(() -> VersionHeader.version(headers(lines), "X-Client-Version"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(problem);
    }

    @ParameterizedTest
    @CsvSource({"0", "2"})
    void version_headerThatIsNotThere_isNone(int others) {
        HttpHeaders headers = new DefaultHttpHeaders();
        for (int number = 0; number < others; number++) {
            headers.add("X-Other", "1");
        }
        assertThat(VersionHeader.version(headers, "X-Client-Version")).isNull();
    }
}
