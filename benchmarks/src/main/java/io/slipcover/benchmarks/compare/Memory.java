package io.slipcover.benchmarks.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Slipcover with little heap lets a long answer through; the most memory that its process ever had, as Linux tells it. */
final class Memory implements SingleMeasurement {
    private static final String DATABASE = Upstream.COVERED + "-large";
    private static final int COPIES = 20;

    private final Equipment equipment;
    private final Upstream upstream;

    Memory(Equipment equipment, Upstream upstream) {
        this.equipment = equipment;
        this.upstream = upstream;
    }

    /** Writes an answer of the stream's rows many times over. */
    @Override
    public void prepare(List<Running> candidates) throws IOException {
        String once = new String(upstream.file("_changes"), UTF_8);
        int from = once.indexOf("[\n") + 2;
        int to = once.lastIndexOf("\n],");
        byte[] rows = once.substring(from, to).getBytes(UTF_8);
        Path file = Files.createDirectories(upstream.database(DATABASE)).resolve("_changes");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write("{\"results\":[\n".getBytes(UTF_8));
            for (int copy = 0; copy < COPIES; copy++) {
                out.write(rows);
                out.write(copy == COPIES - 1 ? new byte[0] : new byte[] {',', '\n'});
            }
            out.write("\n],\n\"last_seq\":\"1-x\",\"pending\":0}\n".getBytes(UTF_8));
        }
    }

    @Override
    public void check(Running candidate) throws IOException, InterruptedException, WrongAnswerException {
        Read.ofDocuments(SizedStream.CHANGES, upstream.file("_changes"), Read.answers())
                .check(candidate);
    }

    @Override
    public double measure(Running candidate, Duration time) throws IOException {
        try (Starter starter = new Starter(equipment, upstream.url(), Optional.of("-Xmx48m"))) {
            Running small = starter.start(candidate.candidate()).in(DATABASE);
            try (Connection connection = new Connection(small.address())) {
                connection.exchange(ByteBuffer.wrap(SizedStream.CHANGES.head(small)));
            }
            long process = starter.started().get(0).process().handle().pid();
            return Machine.mostMemoryKilobytes(process) * 1024 / 1e6;
        }
    }
}
