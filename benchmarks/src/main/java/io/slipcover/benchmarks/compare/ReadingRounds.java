package io.slipcover.benchmarks.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.slipcover.benchmarks.ViewMaker;
import io.slipcover.config.Configuration;
import io.slipcover.document.ReleaseView;
import io.slipcover.envelope.Envelope;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.envelope.Envelopes;
import io.slipcover.exchange.BufferSink;
import io.slipcover.onepass.AnswerReading;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A measurement of all that the transformers do with an answer of 20 MB, in each way to read it. The ways take turns in one process, so that
 * what else the machine does slows all of them down. The general way is the baseline.
 */
public final class ReadingRounds {
    private static final int BYTES = 20_000_000;
    private static final int PIECE = 64 * 1024;

    /** So many documents make 20 MB, each an answer of its own. */
    private static final int ALONE = 20_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ReleaseView view;
    private final byte[] piece = new byte[PIECE];

    private ReadingRounds(ReleaseView view) {
        this.view = view;
    }

    /**
     * Measures.
     *
     * @param arguments how many rounds
     */
    public static void main(String[] arguments) throws IOException {
        int rounds = arguments.length == 0 ? 60 : Integer.parseInt(arguments[0]);
        Configuration todo = Configuration.load(Path.of("examples/todo/slipcover.yaml"), Map.of());
        ReadingRounds measurement = new ReadingRounds(
                new ReleaseView(todo.catalog(), todo.catalog().release("1").orElseThrow()));
        System.out.printf(Locale.ROOT, "Java %s, %d rounds, CPU ms%n", System.getProperty("java.version"), rounds);
        byte[] nested = Documents.changes(BYTES, Documents.DOCUMENT_BYTES);
        measurement.measure("nested", reading -> measurement.lead(reading, nested), rounds);
        measurement.measure("flat", 1, rounds);
        measurement.measure("flat, two layouts in turn", 2, rounds);
        measurement.measure("flat, eight layouts in turn", 8, rounds);
        measurement.measure("flat, 5,000 layouts in turn", 5000, rounds);
        byte[] document = Json.bytes(Documents.document(1));
        measurement.measure("20,000 nested ones alone", reading -> measurement.leadAlone(reading, document), rounds);
    }

    /** An answer with flat documents in texts without escapes, in so many layouts that take turns. */
    private static byte[] changes(int layouts) {
        StringBuilder answer = new StringBuilder("{\"results\":[\n");
        for (int number = 0; answer.length() < BYTES; number++) {
            ObjectNode row = Documents.change(number);
            row.set("doc", flat(number, number % layouts));
            answer.append(number == 0 ? "" : ",\n").append(Json.text(row));
        }
        return answer.append("\n],\n\"last_seq\":\"9-g1\",\"pending\":0}\n")
                .toString()
                .getBytes(UTF_8);
    }

    private static ObjectNode flat(int number, int layout) {
        ObjectNode document = Documents.document(number);
        document.remove(List.of("place", "steps", "notes"));
        document.put("text", "water the plants before lunch " + number);
        if (layout > 0) {
            document.put("odd" + layout, number);
        }
        document.put("first", "the first of the members of this document").put("second", number);
        document.put("order", 1.5 * number).put("urgent", number % 2 == 0).put("parent", Documents.id(number / 2));
        return document.put("notes", "call about the tickets and bring two umbrellas back. ".repeat(11));
    }

    private void measure(String name, int layouts, int rounds) {
        byte[] body = changes(layouts);
        measure(name, reading -> lead(reading, body), rounds);
    }

    private void measure(String name, Consumer<AnswerReading> answer, int rounds) {
        Map<AnswerReading, Long> allocated = new EnumMap<>(AnswerReading.class);
        Map<AnswerReading, double[]> times = new EnumMap<>(AnswerReading.class);
        List<AnswerReading> readings = new ArrayList<>(List.of(AnswerReading.values()));
        readings.forEach(reading -> times.put(reading, new double[rounds]));
        for (int round = 0; round < 2 * rounds; round++) { // The first half warms up.
            Collections.reverse(readings);
            for (AnswerReading reading : readings) {
                long bytes = THREADS.getCurrentThreadAllocatedBytes();
                long before = THREADS.getCurrentThreadCpuTime();
                answer.accept(reading);
                requireNonNull(times.get(reading))[round % rounds] = (THREADS.getCurrentThreadCpuTime() - before) / 1e6;
                allocated.put(reading, THREADS.getCurrentThreadAllocatedBytes() - bytes);
            }
        }
        double[] general = requireNonNull(times.get(AnswerReading.GENERAL));
        times.forEach((reading, own) -> {
            double[] ratios = new double[rounds];
            Arrays.setAll(ratios, round -> own[round] / general[round]);
            System.out.printf(
                    Locale.ROOT,
                    "%-28s %-8s least %6.2f, median %6.2f, %7d kB; of the general way: least %.2f, median %.2f (%.2f to %.2f)%n",
                    name,
                    reading.name().toLowerCase(Locale.ROOT),
                    part(own, 0),
                    part(own, 0.5),
                    requireNonNull(allocated.get(reading)) / 1000,
                    part(own, 0) / part(general, 0),
                    part(ratios, 0.5),
                    part(ratios, 0.25),
                    part(ratios, 0.75));
        });
    }

    private static double part(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (share * (sorted.length - 1))];
    }

    private void lead(AnswerReading reading, byte[] body) {
        Envelope envelope = new Envelopes(EnvelopeLimits.DEFAULT, reading).changes(new ViewMaker(view));
        BufferSink out = new BufferSink(PooledByteBufAllocator.DEFAULT);
        for (int from = 0; from < body.length; from += PIECE) {
            int length = Math.min(PIECE, body.length - from);
            System.arraycopy(body, from, piece, 0, length);
            envelope.feed(piece, 0, length, out);
            release(out);
        }
        envelope.end(out);
        release(out);
    }

    /** Leads a document as often as makes 20 MB, each time as an answer of its own. */
    private void leadAlone(AnswerReading reading, byte[] document) {
        Envelopes envelopes = new Envelopes(EnvelopeLimits.DEFAULT, reading);
        ViewMaker maker = new ViewMaker(view);
        for (int number = 0; number < ALONE; number++) {
            BufferSink out = new BufferSink(PooledByteBufAllocator.DEFAULT);
            Envelope envelope = envelopes.document(maker);
            envelope.feed(document, 0, document.length, out);
            envelope.end(out);
            release(out);
        }
    }

    private static void release(BufferSink out) {
        ByteBuf written = out.take();
        if (written != null) {
            written.release();
        }
    }
}
