package io.slipcover.lens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slipcover.json.JsonLimits;
import io.slipcover.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EverywhereTest {
    private static final Operation OPERATION = OperationReader.read(
            "{\"everywhere\":{\"has\":[\"k\"],\"lens\":[{\"add\":{\"name\":\"h\",\"default\":0}}]}}");

    @TestFactory
    List<DynamicTest> cases() {
        return Cases.of("everywhere.txt");
    }

    @Test
    void deepestThatIsLookedAt_isLed() {
        String nested = nested(Everywhere.DEEPEST, "{\"k\":1}");
        JsonObject document = parse(nested);

        OPERATION.forward(document);
        assertThat(document).hasToString(nested.replace("1}", "1,\"h\":0}"));

        JsonObject view = parse(nested);
        OPERATION.put(parse(nested.replace("1}", "1,\"h\":7}")), view);
        assertThat(view).hasToString(nested.replace("1}", "1,\"h\":7}"));
    }

    @ParameterizedTest
    @ValueSource(ints = {Everywhere.DEEPEST + 1, JsonLimits.DEFAULT_DOCUMENT_DEPTH - 1})
    void deeper_isRefused_howeverDeep(int depth) {
        String nested = nested(depth, "{}");
        String reason = "everywhere k: an object is nested in more than 100 others, where nobody looks for more";

        assertThatExceptionOfType(LensException.class)
                .isThrownBy(() -> OPERATION.forward(parse(nested)))
                .withMessage(reason);
        assertThatExceptionOfType(LensException.class)
                .isThrownBy(() -> OPERATION.backward(parse(nested)))
                .withMessage(reason);
        assertThatExceptionOfType(LensException.class)
                .isThrownBy(() -> OPERATION.put(parse("{}"), parse(nested)))
                .withMessage(reason);
    }

    /** Lists alternate with objects, as deep as the parameter says. */
    private static String nested(int depth, String innermost) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            text.append(i % 2 == 0 ? "{\"a\":" : "[");
        }
        text.append(innermost);
        for (int i = depth - 1; i >= 0; i--) {
            text.append(i % 2 == 0 ? '}' : ']');
        }
        return text.toString();
    }

    private static JsonObject parse(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return JsonObject.parse(bytes, 0, bytes.length, JsonLimits.DEFAULT_DOCUMENT_DEPTH);
    }

    /** So many that looking each up among all, or aligning them in a table, would take a test run of its own. */
    @Test
    void manyObjectsInAListAndInAnObject() {
        int many = 50_000;
        String stored = document(many, i -> "{\"k\":" + i + ",\"h\":" + i + "}");
        JsonObject view = parse(document(many, i -> "{\"k\":" + i + "}"));

        OPERATION.put(parse(stored), view);

        assertThat(view).hasToString(stored);
    }

    private static String document(int many, java.util.function.IntFunction<String> element) {
        return IntStream.range(0, many).mapToObj(element).collect(Collectors.joining(",", "{\"l\":[", "],"))
                + IntStream.range(0, many)
                        .mapToObj(i -> "\"m" + i + "\":" + element.apply(i))
                        .collect(Collectors.joining(",", "\"o\":{", "}}"));
    }
}
