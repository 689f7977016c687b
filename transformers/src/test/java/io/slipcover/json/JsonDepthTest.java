package io.slipcover.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** What is nested as deep as is allowed, on a stack of 512 kB. */
final class JsonDepthTest {
    private static final int STACK = 512 * 1024;

    private static <T> T onASmallStack(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(null, task, "small stack", STACK);
        thread.start();
        return task.get();
    }

    private static byte[] nested() {
        return JsonScannerTest.nested(JsonLimits.DEFAULT_DEPTH);
    }

    /** The value with every object and array in it parsed, and the innermost one changed. */
    private static JsonArray changedAtTheBottom() {
        byte[] bytes = nested();
        JsonArray outermost = JsonArray.parse(bytes, 0, bytes.length);
        JsonArray array = outermost;
        while (true) {
            JsonObject object = requireNonNull(array.object(0));
            JsonArray next = object.array(0);
            if (next == null) {
                object.set(0, JsonSlice.TRUE);
                return outermost;
            }
            array = next;
        }
    }

    private static String expected() {
        return new String(nested(), UTF_8).replace("1", "true");
    }

    @Test
    void writeTo_changedAtTheBottom_fits() throws Exception {
        assertThat(onASmallStack(() -> changedAtTheBottom().toString())).isEqualTo(expected());
    }

    @Test
    void copy_parsedToTheBottom_fits() throws Exception {
        assertThat(onASmallStack(() -> changedAtTheBottom().copy().toString())).isEqualTo(expected());
    }

    @Test
    void sameAs_differentAtTheBottom_fits() throws Exception {
        byte[] bytes = nested();
        JsonValue received = JsonValue.parse(bytes, 0, bytes.length);

        assertThat(onASmallStack(() -> changedAtTheBottom().sameAs(received))).isFalse();
        assertThat(onASmallStack(() -> changedAtTheBottom().sameAs(JsonValue.of(" " + expected()))))
                .isTrue();
    }

    @Test
    void sameHash_otherSpellingAtTheBottom_fits() throws Exception {
        byte[] bytes = nested();
        JsonValue received = JsonValue.parse(bytes, 0, bytes.length);
        JsonValue respelt = JsonValue.of(received.toString().replace("1", "1.0"));

        assertThat(onASmallStack(received::sameHash)).isEqualTo(onASmallStack(respelt::sameHash));
        assertThat(onASmallStack(() -> received.sameAs(respelt))).isTrue();
    }
}
