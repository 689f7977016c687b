package io.slipcover.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A stream of changes whose documents have a size; one after the other on one connection, in megabytes per second of the upstream's. */
final class SizedStream implements SingleMeasurement {
    static final Question CHANGES = Question.get("_changes?include_docs=true");

    private final Upstream upstream;
    private final int documentBytes;
    private final Read read;

    SizedStream(Upstream upstream, int documentBytes) {
        this.upstream = upstream;
        this.documentBytes = documentBytes;
        byte[] stored = Documents.changes(Upstream.STREAM_BYTES, documentBytes);
        this.read = Read.ofDocuments(CHANGES, stored, Read.stream(stored.length, 1));
    }

    /** Writes the documents that clients will read into databases of its own. */
    @Override
    public void prepare(List<Running> candidates) throws IOException {
        Path covered = upstream.database(named(Upstream.COVERED));
        Files.write(Files.createDirectories(covered).resolve("_changes"), read.stored());
        Files.createSymbolicLink(upstream.database(named(Upstream.UNCOVERED)), covered.getFileName());
    }

    private String named(String database) {
        return database + "-" + documentBytes;
    }

    @Override
    public void check(Running candidate) throws IOException, InterruptedException, WrongAnswerException {
        read.check(candidate.in(named(candidate.database())));
    }

    @Override
    public double measure(Running candidate, Duration time) throws IOException, InterruptedException {
        return read.measure(candidate.in(named(candidate.database())), time);
    }
}
