package io.slipcover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OneLineTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\u0001',
            delimiter = '|',
            value = {
                "{ \"a\" : [1, 2] }|{ \"a\" : [1, 2] }",
                "{~\"a\" :\t[1, 2]~}|{\"a\":[1,2]}",
                "{\r~\"a b\":\" \\\" c \\\\\"\r~}|{\"a b\":\" \\\" c \\\\\"}",
            })
    void write_json_isOneLineWithTheSameTokens(String json, String line) throws IOException {
        byte[] bytes = json.replace('~', '\n').getBytes(UTF_8);
        ByteArrayOutputStream output = new ByteArrayOutputStream();

        OneLine.write(bytes, bytes.length, output);

        assertThat(output.toString(UTF_8)).isEqualTo(line + "\n");
    }
}
