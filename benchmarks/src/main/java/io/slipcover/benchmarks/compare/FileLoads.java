package io.slipcover.benchmarks.compare;

import java.io.IOException;
import java.net.URI;

/** The loads on files and on the sink. */
final class FileLoads implements Loads {
    private static final int CONNECTIONS = 32;

    private final Equipment equipment;
    private final Upstream upstream;

    private FileLoads(Equipment equipment, Upstream upstream) {
        this.equipment = equipment;
        this.upstream = upstream;
    }

    static FileLoads start(Equipment equipment) throws IOException {
        return new FileLoads(equipment, Upstream.start(equipment));
    }

    @Override
    public URI url() {
        return upstream.url();
    }

    @Override
    public Measurement of(Load load) throws IOException {
        return switch (load) {
            case GET -> document(CONNECTIONS);
            case CHANGES -> changes(1);
            case BULK_GET ->
                Read.ofDocuments(
                        Question.post("_bulk_get?revs=true", Documents.bulkGetQuestion(Upstream.BULK_GET)),
                        upstream.file("_bulk_get"),
                        Read.answers());
            case BULK_DOCS -> new Batch(upstream.url(), false);
            case BULK_DOCS_BASES -> new Batch(upstream.url(), true);
            case ATTACHMENT ->
                Read.ofBytes(
                        Question.get(Upstream.ATTACHMENT),
                        upstream.file(Upstream.ATTACHMENT),
                        Read.stream(Upstream.ATTACHMENT_BYTES, 1));
            case TLS ->
                new EncryptedDocument(
                        Certificate.of(equipment.root()), upstream.file(Upstream.DOCUMENT), wrk(CONNECTIONS));
            case LATENCY -> new HalfLoad(document(CONNECTIONS), wrk(CONNECTIONS));
            case STARTUP -> new Startup(equipment, upstream.url());
            case MEMORY -> new Memory(equipment, upstream);
            case GROWTH_SIZE -> Growth.along(load, bytes -> new SizedStream(upstream, bytes));
            case GROWTH_CONNECTIONS -> Growth.along(load, this::document);
            case GROWTH_STREAMS -> Growth.along(load, this::changes);
            case FEED_MEMORY,
                    FEED_LATENESS,
                    FEED_BROADCAST,
                    COUCH_BULK_DOCS,
                    FIND_MIXED,
                    FIND_MIGRATED,
                    POUCH_PULL,
                    POUCH_PUSH -> throw new IllegalArgumentException(load.key() + " is no load on files");
        };
    }

    private Read changes(int connections) throws IOException {
        byte[] stored = upstream.file("_changes");
        return Read.ofDocuments(SizedStream.CHANGES, stored, Read.stream(stored.length, connections));
    }

    private Read document(int connections) throws IOException {
        Wrk wrk = wrk(connections);
        return Read.ofDocuments(
                Question.get(Upstream.DOCUMENT),
                upstream.file(Upstream.DOCUMENT),
                (candidate, question, time) -> wrk.requestsPerSecond(candidate, question.below(), time));
    }

    private Wrk wrk(int connections) {
        return new Wrk(equipment.path(Tool.WRK), connections);
    }

    @Override
    public void close() {
        upstream.close();
    }
}
