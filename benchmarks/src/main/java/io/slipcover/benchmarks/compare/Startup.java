package io.slipcover.benchmarks.compare;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * A candidate is started anew, and asked as soon as it says that it listens or takes connections, which is looked at every twentieth of a
 * second or oftener; what that adds counts.
 */
final class Startup implements SingleMeasurement {
    private static final Question DOCUMENT = Question.get(Upstream.DOCUMENT);

    /** The client of those that speak TLS. Making it is no part of the measurement. */
    private final EncryptedClient encrypted;

    private final Equipment equipment;
    private final URI upstream;

    Startup(Equipment equipment, URI upstream) throws IOException {
        this.encrypted = new EncryptedClient(Certificate.of(equipment.root()));
        this.equipment = equipment;
        this.upstream = upstream;
    }

    @Override
    public void check(Running candidate) throws IOException, InterruptedException {
        ask(candidate);
    }

    private void ask(Running candidate) throws IOException, InterruptedException {
        if (candidate.candidate().isEncrypted()) {
            encrypted.get(candidate, Upstream.DOCUMENT);
        } else {
            DOCUMENT.ask(candidate);
        }
    }

    @Override
    public double measure(Running candidate, Duration time) throws IOException, InterruptedException {
        try (Starter starter = new Starter(equipment, upstream)) {
            long begin = System.nanoTime();
            ask(starter.start(candidate.candidate()));
            return (System.nanoTime() - begin) / 1e9;
        }
    }
}
