package io.slipcover.benchmarks.compare;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/** The loads on an upstream that holds feeds. */
final class FeedLoads implements Loads {
    private final Equipment equipment;
    private final FeedUpstream upstream;

    private FeedLoads(Equipment equipment, FeedUpstream upstream) {
        this.equipment = equipment;
        this.upstream = upstream;
    }

    static FeedLoads start(Equipment equipment) throws InterruptedException {
        return new FeedLoads(equipment, FeedUpstream.start());
    }

    @Override
    public URI url() {
        return upstream.url();
    }

    @Override
    public Measurement of(Load load) throws IOException {
        List<Integer> percentiles = load.points().values();
        return switch (load) {
            case FEED_MEMORY -> new FeedMemory(equipment, upstream.url());
            case FEED_LATENESS -> new FeedLateness(upstream, FeedLateness.Change.OF_ONE_AFTER_THE_OTHER, percentiles);
            case FEED_BROADCAST -> new FeedLateness(upstream, FeedLateness.Change.OF_ALL, percentiles);
            case GET,
                    CHANGES,
                    BULK_GET,
                    BULK_DOCS,
                    BULK_DOCS_BASES,
                    ATTACHMENT,
                    TLS,
                    LATENCY,
                    STARTUP,
                    MEMORY,
                    GROWTH_SIZE,
                    GROWTH_CONNECTIONS,
                    GROWTH_STREAMS,
                    COUCH_BULK_DOCS,
                    FIND_MIXED,
                    FIND_MIGRATED,
                    POUCH_PULL,
                    POUCH_PUSH -> throw new IllegalArgumentException(load.key() + " is no load on feeds");
        };
    }

    @Override
    public void close() {
        upstream.close();
    }
}
