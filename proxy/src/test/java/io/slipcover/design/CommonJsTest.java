package io.slipcover.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Joined modules. {@code clients/js/test/build.test.mjs} holds npm's script to the same file. */
final class CommonJsTest {
    static Stream<JsonNode> joins() throws IOException {
        try (InputStream file = CommonJsTest.class.getResourceAsStream("joins.json")) {
            JsonNode cases = new ObjectMapper().readTree(file);
            return StreamSupport.stream(cases.spliterator(), false);
        }
    }

    @ParameterizedTest
    @MethodSource("joins")
    void join_isAsTheFileSays(JsonNode given) {
        if (given.has("refused")) {
            assertThatThrownBy(() -> join(given))
                    .hasMessage(given.get("refused").asText());
        } else {
            assertThat(join(given))
                    .startsWith("/* ")
                    .endsWith(" */\n'use strict';\n" + given.get("joined").asText());
        }
    }

    private static String join(JsonNode given) {
        return CommonJs.join("index.js", path -> given.get("files").get(path).asText());
    }
}
