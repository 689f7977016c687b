package io.slipcover.lens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slipcover.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicTest;

/**
 * Runs a file of example cases, one a line, each byte for byte.
 *
 * <pre>
 * operation {"rename":{"source":"a","destination":"b"}}    holds for the lines behind it
 * # keeps its place                                        names the lines behind it
 * both      OLDER &lt;=&gt; NEWER                                forward, backward, and NEWER put back unedited stays NEWER
 * forward   OLDER =&gt; NEWER
 * backward  NEWER =&gt; OLDER
 * put       BASE &lt;- VIEW => RESULT                         a base, what was written, and what is then stored
 * read      BASE &lt;- VIEW => RESULT                         the same, and the result shows as the view
 * </pre>
 *
 * Where the result begins with {@code !}, it is the message of the {@link LensException} instead. A base and the result of
 * {@code put} are of the newer shape, and spelling is reconciled as on a path.
 */
final class Cases {
    private final List<DynamicTest> tests = new ArrayList<>();
    private String operation = "";
    private String title = "";

    private Cases() {}

    static List<DynamicTest> of(String file) {
        try (InputStream in = Cases.class.getResourceAsStream(file)) {
            Cases cases = new Cases();
            new String(in.readAllBytes(), UTF_8).lines().forEach(cases::line);
            return cases.tests;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(String line) {
        if (line.isBlank()) {
            return;
        }
        int space = line.indexOf(' ');
        String kind = line.substring(0, space);
        String rest = line.substring(space).trim();
        switch (kind) {
            case "#" -> title = rest;
            case "operation" -> operation = rest;
            case "both" -> both(rest);
            case "forward" -> one(line, rest, path(1, 2)::apply);
            case "backward" -> one(line, rest, path(2, 1)::apply);
            case "put" -> put(line, rest, false);
            case "read" -> put(line, rest, true);
            default -> throw new IllegalArgumentException(line);
        }
    }

    private LensPath path(int from, int to) {
        return LensPath.compile(List.of(new Lens("thing", 1, 2, List.of(OperationReader.read(operation)))), from, to);
    }

    private void both(String rest) {
        String[] sides = split(rest, " <=> ", 2);
        one("forward " + sides[0], sides[0] + " => " + sides[1], path(1, 2)::apply);
        one("backward " + sides[1], sides[1] + " => " + sides[0], path(2, 1)::apply);
        put("put back " + sides[1], sides[1] + " <- " + sides[0] + " => " + sides[1], true);
    }

    private void one(String name, String rest, Consumer<JsonObject> function) {
        String[] sides = split(rest, " => ", 2);
        test(name, () -> check(sides[0], sides[1], function));
    }

    private void put(String name, String rest, boolean isRead) {
        String[] sides = split(rest, " <- ", 2);
        String[] outcome = split(sides[1], " => ", 2);
        LensPath up = path(1, 2);
        LensPath down = path(2, 1);
        test(name, () -> {
            JsonObject base = JsonObject.of(sides[0]);
            check(outcome[0], outcome[1], view -> up.put(base, view));
            assertThat(base).hasToString(sides[0]);
            if (isRead) {
                JsonObject shown = JsonObject.of(outcome[1]);
                down.apply(shown);
                assertThat(shown.sameAs(JsonObject.of(outcome[0])))
                        .as("%s shows as %s", outcome[1], shown)
                        .isTrue();
            }
        });
    }

    private static void check(String given, String expected, Consumer<JsonObject> function) {
        JsonObject document = JsonObject.of(given);
        if (expected.startsWith("!")) {
            LensException refusal = catchThrowableOfType(LensException.class, () -> function.accept(document));
            assertThat(refusal).as("refused, not %s", document).isNotNull();
            assertThat(refusal).hasMessage(expected.substring(1).trim());
        } else {
            function.accept(document);
            assertThat(document).hasToString(expected);
        }
    }

    private void test(String name, org.junit.jupiter.api.function.Executable executable) {
        tests.add(DynamicTest.dynamicTest(title + ": " + name, executable));
    }

    private static String[] split(String text, String separator, int parts) {
        String[] split = text.split(java.util.regex.Pattern.quote(separator));
        if (split.length != parts) {
            throw new IllegalArgumentException("expected '" + separator + "' in " + text);
        }
        return java.util.Arrays.stream(split).map(String::trim).toArray(String[]::new);
    }
}
