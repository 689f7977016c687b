package io.slipcover.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MediaTypeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "multipart/related; boundary=b | b",
                "multipart/related; boundary=\"b\" | b",
                "Multipart/RELATED;Boundary = \"b c\" | b c",
                "multipart/related; type=\"application/json\"; boundary=b | b",
                "multipart/related;; ;boundary=b | b",
                "multipart/related; boundary=b; boundary=c | b",
                "multipart/related; boundary=\"b\\\"c\" | b\"c",
                "multipart/related; boundary=\"b\"c | b\"c",
                "multipart/related; boundary=\"b | b",
                "multipart/related; boundary=\"b;c\" | b",
                "multipart/related; boundary=\"--b\", application/json | --b\", application/json",
                "multipart/related; boundary=a=b | a=b",
                "multipart/related; boundary= | ~~",
            })
    void boundary_isReadAsCouchReadsIt(String header, String boundary) {
        MediaType type = MediaType.parse(header);

        assertThat(type.is("multipart/related")).isTrue();
        assertThat(type.parameter("boundary")).isEqualTo(boundary);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"multipart/related", "multipart/related; boundary", "multipart/related; =b"})
    void boundary_isMissing(String header) {
        assertThat(MediaType.parse(header).parameter("boundary")).isNull();
    }

    @Test
    void empty_hasNoType() {
        assertThat(MediaType.parse("").type()).isEmpty();
    }
}
