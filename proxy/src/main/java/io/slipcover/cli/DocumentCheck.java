package io.slipcover.cli;

import io.slipcover.check.Findings;
import io.slipcover.check.ParallelProof;
import io.slipcover.config.Configuration;
import io.slipcover.couch.Attempts;
import io.slipcover.couch.CouchDb;
import io.slipcover.couch.Logins;
import io.slipcover.json.JsonObject;
import io.slipcover.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The part of {@code check} that holds documents against the lenses: it brings the documents of files and of a database. */
final class DocumentCheck {
    private final Configuration configuration;
    private final CommandLine command;
    private boolean whole = true;

    DocumentCheck(Configuration configuration, CommandLine command) {
        this.configuration = configuration;
        this.command = command;
    }

    /** Whether everything that was read was a document. */
    boolean isWhole() {
        return whole;
    }

    /**
     * What was found; null where there was nothing to look at.
     *
     * @param database the database to read, or null
     * @param sample how many of its documents; null: all
     * @param rate how many of its documents in a second; null: as many as there are
     */
    @Nullable
    Findings of(List<Path> files, @Nullable DatabaseAddress database, @Nullable Integer sample, @Nullable Integer rate)
            throws IOException, InterruptedException {
        if (files.isEmpty() && database == null) {
            return null;
        }
        int threads = Runtime.getRuntime().availableProcessors();
        try (ParallelProof proof = new ParallelProof(configuration, threads)) {
            for (Path file : files) {
                read(file, proof);
            }
            if (database != null) {
                read(database, sample, rate == null ? 0 : rate, proof);
            }
            return proof.findings();
        }
    }

    private void read(Path file, ParallelProof proof) throws IOException {
        SampleFile documents = new SampleFile(file.toString(), deepest(), command.getErr()::println);
        try (InputStream input = input(file)) {
            documents.read(input, proof::accept);
        }
        whole &= documents.isWhole();
    }

    private void read(DatabaseAddress database, @Nullable Integer sample, int rate, ParallelProof proof)
            throws IOException, InterruptedException {
        CouchDb couch = new CouchDb(
                configuration.settings().withUpstreams(List.of(database.server())), Logins.find(System.getenv(), null));
        CouchDocuments documents = new CouchDocuments(couch, database, Attempts.USUAL, rate, command.getErr()::println);
        long count = documents.count();
        long wanted = sample == null ? count : Math.min(sample, count);
        long[] done = {0};
        long began = System.nanoTime();
        try (Progress progress = Progress.onStderr(command.getErr(), "reading " + database.name(), "documents")) {
            progress.expect(wanted);
            Consumer<JsonObject> each = document -> {
                proof.accept(document);
                done[0]++;
                progress.did(1);
            };
            if (sample == null) {
                documents.all(each);
            } else {
                documents.some(sample, count, each);
            }
        }
        long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
        command.getErr()
                .println("%s: %d of %d documents after %d s".formatted(database.name(), done[0], wanted, seconds));
        whole &= documents.isWhole();
    }

    private int deepest() {
        return configuration.settings().limits().nesting();
    }

    private InputStream input(Path file) throws IOException {
        if (file.toString().equals("-")) {
            return System.in;
        }
        if (!Files.exists(file)) {
            throw new ParameterException(command, "--samples: there is no file " + file);
        }
        if (Files.isDirectory(file)) {
            throw new ParameterException(command, "--samples: expected a file, found the folder " + file);
        }
        return Files.newInputStream(file);
    }
}
