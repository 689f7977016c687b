package io.slipcover.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The bodies for scanning, of about 20 MB each. */
public enum SampleBody {
    /** {@code _changes?include_docs=true} with documents of 1 kB. */
    CHANGES(() -> SampleAnswer.CHANGES.body(17_000)),
    /** {@code _changes} without documents. */
    CHANGES_ALONE(
            () -> array(100_000, number -> SampleAnswer.CHANGES.entry(number).replaceFirst(",\"doc\":.*", "}"))),
    /** Little but structure. */
    DENSE(() -> array(
            400_000,
            number -> "{\"a\":%d,\"b\":[true,null,[],{}],\"c\":{\"d\":\"%d\",\"e\":-1}}"
                    .formatted(number % 7, number % 99))),
    /** Documents in several scripts. */
    NOT_ASCII(() -> array(2_000, number -> new String(SampleDocument.NOT_ASCII_10KB.bytes(number), UTF_8))),
    /** Documents full of measured values. */
    NUMBERS(() -> array(2_000, number -> new String(SampleDocument.NUMBERS_10KB.bytes(number), UTF_8)));

    @SuppressWarnings("ImmutableEnumChecker") // Each gives the same bytes in each call.
    private final Supplier<byte[]> body;

    SampleBody(Supplier<byte[]> body) {
        this.body = body;
    }

    byte[] bytes() {
        return body.get();
    }

    private static byte[] array(int elements, IntFunction<String> element) {
        return IntStream.range(0, elements)
                .mapToObj(element)
                .collect(Collectors.joining(",", "{\"results\":[", "]}"))
                .getBytes(UTF_8);
    }
}
