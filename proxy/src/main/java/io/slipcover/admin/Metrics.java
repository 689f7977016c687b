package io.slipcover.admin;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.slipcover.report.Reports;
import io.slipcover.report.Series;
import io.slipcover.report.Tally;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/**
 * The metrics that {@code /metrics} tells, in Prometheus' text format. The code that serves clients counts in {@link
 * Reports} and does not know this class. The server makes this object when somebody asks for metrics for the first
 * time, so that neither the start nor an event loop waits for the library.
 */
final class Metrics implements AutoCloseable {
    /** Prometheus' text format, as all versions of Prometheus read it. */
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final String NOT_SHOWN = "slipcover.documents.not.shown";
    private static final String NOT_SHOWN_HELP =
            "Times that a stored document could not be shown to a client, each client and each try counted.";
    private static final String NOT_STORED = "slipcover.documents.not.stored";
    private static final String NOT_STORED_HELP =
            "Times that a written document was not stored, since it could not be led up, each try counted.";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Reports reports;

    /** Series that have a counter, because Micrometer warns of a counter that is made twice. */
    private final Set<Series> notShown = new HashSet<>();

    private final Set<Series> notStored = new HashSet<>();

    /**
     * @param connections how many connections of clients are open
     */
    Metrics(Reports reports, DoubleSupplier connections) {
        this.reports = reports;
        for (Tally tally : Tally.values()) {
            FunctionCounter.builder(tally.metric(), reports.adder(tally), LongAdder::sum)
                    .description(tally.help())
                    .register(registry);
        }
        Gauge.builder("slipcover.client.connections", connections::getAsDouble)
                .description("Connections of clients that are open.")
                .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
        collections.bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
    }

    /** All metrics, as they are now. */
    synchronized String scrape() {
        register(NOT_SHOWN, NOT_SHOWN_HELP, reports.notShown(), notShown);
        register(NOT_STORED, NOT_STORED_HELP, reports.notStored(), notStored);
        return registry.scrape();
    }

    /** Makes counters for series that {@link Reports} has begun to count since the last scrape. */
    private void register(String name, String help, Map<Series, LongAdder> counted, Set<Series> registered) {
        counted.forEach((series, count) -> {
            if (registered.add(series)) {
                FunctionCounter.builder(name, count, LongAdder::sum)
                        .description(help)
                        .tags(Tags.of(
                                "type", series.type(),
                                "from", version(series.from()),
                                "to", version(series.to()),
                                "operation", series.operation(),
                                "kind", series.kind()))
                        .register(registry);
            }
        });
    }

    private static String version(int version) {
        return version == 0 ? "" : Integer.toString(version);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
