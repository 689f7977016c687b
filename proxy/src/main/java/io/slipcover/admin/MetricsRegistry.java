package io.slipcover.admin;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.slipcover.report.Family;
import io.slipcover.report.Reports;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The registry of Micrometer's that writes the metrics. Micrometer's own meters tell of the Java machine. What Slipcover counts is asked for
 * at each scrape, because the event loops count without the registry.
 */
final class MetricsRegistry implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    MetricsRegistry(Reports reports) {
        new JvmMemoryMetrics().bindTo(registry);
        collections.bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        MultiCollector counted = () -> snapshots(reports.families());
        registry.getPrometheusRegistry().register(counted);
    }

    String scrape() {
        return registry.scrape();
    }

    private static MetricSnapshots snapshots(List<Family> families) {
        List<MetricSnapshot> snapshots = new ArrayList<>();
        for (Family family : families) {
            snapshots.add(snapshot(family));
        }
        return new MetricSnapshots(snapshots);
    }

    private static MetricSnapshot snapshot(Family family) {
        MetricMetadata metadata = new MetricMetadata(family.name(), family.help());
        return switch (family.kind()) {
            case COUNTER ->
                new CounterSnapshot(
                        metadata,
                        values(family)
                                .map(value ->
                                        new CounterDataPointSnapshot(value.value(), labels(value.labels()), null, 0))
                                .toList());
            case GAUGE ->
                new GaugeSnapshot(
                        metadata,
                        values(family)
                                .map(value -> new GaugeDataPointSnapshot(value.value(), labels(value.labels()), null))
                                .toList());
            case HISTOGRAM ->
                new HistogramSnapshot(
                        metadata,
                        family.points().stream()
                                .map(Family.Histogram.class::cast)
                                .map(histogram -> new HistogramDataPointSnapshot(
                                        ClassicHistogramBuckets.of(histogram.bounds(), histogram.counts()),
                                        histogram.sum(),
                                        labels(histogram.labels()),
                                        Exemplars.EMPTY,
                                        0))
                                .toList());
        };
    }

    private static Stream<Family.Value> values(Family family) {
        return family.points().stream().map(Family.Value.class::cast);
    }

    private static Labels labels(Map<String, String> labels) {
        String[] names = labels.keySet().toArray(new String[0]);
        String[] values = new String[names.length];
        for (int index = 0; index < names.length; index++) {
            values[index] = labels.get(names[index]);
        }
        return Labels.of(names, values);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
