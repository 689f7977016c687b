package io.slipcover.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.json.JsonValue;
import io.slipcover.lens.Change;
import io.slipcover.lens.Operation;
import io.slipcover.lens.OperationReader;
import io.slipcover.mango.Selector;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What each operation makes of selectors.
 *
 * <pre>
 * operation {"rename":{"source":"a","destination":"b"}}    holds for the lines behind it
 * up    ASKED =&gt; LED         a newer client asks for older documents: exactly what it wants
 * down  ASKED =&gt;+ LED        an older client asks for newer documents: what it wants, and perhaps more
 * </pre>
 */
final class OperationTranslationTest {
    private static final String FILE = "operations.txt";

    @TestFactory
    List<DynamicTest> cases() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        String operation = "";
        try (InputStream in = OperationTranslationTest.class.getResourceAsStream(FILE)) {
            for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
                if (line.startsWith("operation ")) {
                    operation = line.substring("operation ".length());
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    tests.add(test(operation, line));
                }
            }
        }
        return tests;
    }

    private static DynamicTest test(String operation, String line) {
        int arrow = line.indexOf("=>");
        String asked = line.substring(4, arrow).trim();
        return DynamicTest.dynamicTest(
                operation + " " + line,
                () -> assertThat(led(operation, line.startsWith("up"), asked)).isEqualTo(line.substring(arrow)));
    }

    static String led(String operation, boolean up, String asked) {
        Operation read = OperationReader.read(operation);
        Change change = up ? read.upwards() : read.downwards();
        Approximation led = BackThroughChanges.lead(Selector.parse(JsonValue.of(asked)), List.of(change));
        return (led.isExact() ? "=> " : "=>+ ")
                + (led.isNothing() ? "nothing" : led.selector().toJson());
    }
}
