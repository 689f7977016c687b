package io.slipcover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.json.JsonBuffer;
import org.junit.jupiter.api.Test;

final class OneLineTest {
    @Test
    void write_oneLine_keepsItsBytes() {
        assertThat(line("{ \"a\" : [1, 2] }")).isEqualTo("{ \"a\" : [1, 2] }\n");
    }

    @Test
    void write_severalLines_leavesOutWhitespaceBetweenTokens() {
        assertThat(line("{\n\"a\" :\t[1, 2]\r\n}")).isEqualTo("{\"a\":[1,2]}\n");
    }

    @Test
    void write_stringsWithQuotesAndBackslashes_keepTheirWhitespace() {
        assertThat(line("{\r\"a b\": \" \\\" c \\\\\",\n\"d\" : \"\\\\\" }"))
                .isEqualTo("{\"a b\":\" \\\" c \\\\\",\"d\":\"\\\\\"}\n");
    }

    private static String line(String json) {
        byte[] bytes = json.getBytes(UTF_8);
        JsonBuffer output = new JsonBuffer();
        OneLine.write(bytes, bytes.length, output);
        return output.toString();
    }
}
