package io.slipcover.benchmarks.compare;

import java.io.IOException;

/** How the loads on files and on the sink are measured. */
final class FileLoads {
    private final Equipment equipment;
    private final Upstream upstream;

    FileLoads(Equipment equipment, Upstream upstream) {
        this.equipment = equipment;
        this.upstream = upstream;
    }

    Measurement of(Load load) throws IOException {
        return switch (load) {
            case GET -> document();
            case CHANGES ->
                Read.ofDocuments(
                        Question.get("_changes?include_docs=true"),
                        upstream.file("_changes"),
                        Read.stream(upstream.file("_changes").length));
            case BULK_GET ->
                Read.ofDocuments(
                        Question.post("_bulk_get", Documents.bulkGetQuestion(Upstream.BULK_GET)),
                        upstream.file("_bulk_get"),
                        Read.answers());
            case BULK_DOCS -> new Batch(upstream.url(), false);
            case BULK_DOCS_BASES -> new Batch(upstream.url(), true);
            case ATTACHMENT ->
                Read.ofBytes(
                        Question.get(Upstream.ATTACHMENT),
                        upstream.file(Upstream.ATTACHMENT),
                        Read.stream(Upstream.ATTACHMENT_BYTES));
            case LATENCY -> new HalfLoad(document(), wrk());
            case STARTUP -> new Startup(equipment, upstream.url());
            case MEMORY -> new Memory(equipment, upstream);
            case FEED_MEMORY -> new FeedMemory(equipment, upstream.url());
            case COUCH_BULK_DOCS, POUCH_PULL, POUCH_PUSH ->
                throw new IllegalArgumentException(load.key() + " is a load on CouchDB");
        };
    }

    private Read document() throws IOException {
        Wrk wrk = wrk();
        return Read.ofDocuments(
                Question.get(Upstream.DOCUMENT),
                upstream.file(Upstream.DOCUMENT),
                (candidate, question, time) -> wrk.requestsPerSecond(candidate, question.below(), time));
    }

    private Wrk wrk() {
        return new Wrk(equipment.path(Tool.WRK));
    }
}
