package io.slipcover.admin;

import io.slipcover.report.Reports;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The metrics, in Prometheus' text format. The library that writes them is loaded when somebody asks for metrics for the first time, so that
 * the start does not wait for it.
 */
public final class Metrics implements AdminResource, AutoCloseable {
    /** Prometheus' text format, as all versions of Prometheus read it. */
    private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Reports reports;
    private @Nullable MetricsRegistry registry;

    public Metrics(Reports reports) {
        this.reports = reports;
    }

    @Override
    public String path() {
        return "/metrics";
    }

    @Override
    public CompletionStage<AdminAnswer> answer(AdminQuestion question) {
        return AnswerThreads.METRICS.make(() -> new AdminAnswer(200, CONTENT_TYPE, scrape()));
    }

    /** All metrics, as they are now. */
    synchronized String scrape() {
        MetricsRegistry made = registry;
        if (made == null) {
            made = new MetricsRegistry(reports);
            registry = made;
        }
        return made.scrape();
    }

    @Override
    public synchronized void close() {
        if (registry != null) {
            registry.close();
        }
    }
}
