package io.slipcover.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.report.AccessLog;
import io.slipcover.report.AccessLogFormat;
import io.slipcover.report.AddressForm;
import io.slipcover.report.Family;
import io.slipcover.report.Reports;
import io.slipcover.report.RouteKind;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the dashboard, the alerts and the documentation to the names of the metrics. */
final class DashboardTest {
    private static final Pattern NAME = Pattern.compile("\\b(?:slipcover|jvm|process|system)_[a-z_]+[a-z]\\b");
    private static final Path OPERATING = Path.of("../docs/operating.md");

    @RegisterExtension
    private final Opened opened = new Opened();

    private final Reports reports = new Reports();

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        reports.log(opened.add(AccessLog.toFile(AccessLogFormat.JSON, AddressForm.NONE, folder.resolve("access.log"))));
        opened.proxy(new TestSite().reporting(reports).on(1));
    }

    private static Stream<String> series(Family family) {
        String name = family.name();
        return switch (family.kind()) {
            case COUNTER -> Stream.of(name + "_total");
            case GAUGE -> Stream.of(name);
            case HISTOGRAM -> Stream.of(name + "_bucket", name + "_sum", name + "_count");
        };
    }

    private static Stream<String> documented(Family family) {
        return Stream.of(family.kind() == Family.Kind.COUNTER ? family.name() + "_total" : family.name());
    }

    private static Set<String> named(Path file) throws IOException {
        Set<String> names = new TreeSet<>();
        for (Matcher matcher = NAME.matcher(Files.readString(file)); matcher.find(); ) {
            names.add(matcher.group());
        }
        return names;
    }

    @ParameterizedTest
    @ValueSource(strings = {"slipcover.json", "alerts.yaml"})
    void queries_askForMetricsThatAreThere(String file) throws IOException {
        Set<String> there =
                reports.families().stream().flatMap(DashboardTest::series).collect(Collectors.toSet());
        try (Metrics metrics = new Metrics(reports)) {
            metrics.scrape()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> there.add(line.split("[{ ]", -1)[0]));
        }
        assertThat(named(Path.of("../packaging/grafana", file)))
                .hasSizeGreaterThan(4)
                .isSubsetOf(there);
    }

    @Test
    void dashboard_showsEveryMetric() throws IOException {
        Set<String> shown = named(Path.of("../packaging/grafana/slipcover.json"));

        assertThat(reports.families())
                .allSatisfy(
                        family -> assertThat(series(family)).as(family.name()).containsAnyElementsOf(shown));
    }

    @Test
    void documentation_namesEveryMetric_andNoOther() throws IOException {
        Set<String> ours =
                reports.families().stream().flatMap(DashboardTest::documented).collect(Collectors.toSet());

        assertThat(named(OPERATING).stream().filter(name -> name.startsWith("slipcover_")))
                .containsExactlyInAnyOrderElementsOf(ours);
    }

    @Test
    void capacity_namesMetricsThatAreThere() throws IOException {
        Set<String> ours =
                reports.families().stream().flatMap(DashboardTest::documented).collect(Collectors.toSet());

        assertThat(named(Path.of("../docs/capacity.md")).stream().filter(name -> name.startsWith("slipcover_")))
                .hasSizeGreaterThan(4)
                .isSubsetOf(ours);
    }

    @Test
    void documentation_namesEveryRoute() throws IOException {
        String text = Files.readString(OPERATING);
        for (RouteKind kind : RouteKind.values()) {
            assertThat(text).contains("`" + kind.label() + "`");
        }
    }

    /** Prometheus' conventions: a sentence for each metric, and a unit where there is one. */
    @Test
    void families_haveHelp_andNamesByTheConventions() {
        assertThat(reports.families()).allSatisfy(family -> {
            assertThat(family.name()).matches("slipcover(_[a-z]+)+").doesNotEndWith("_total");
            assertThat(family.help()).matches("[A-Z].*\\.");
            if (family.kind() == Family.Kind.HISTOGRAM) {
                assertThat(family.name()).endsWith("_seconds");
            }
        });
        assertThat(reports.families()).extracting(Family::name).doesNotHaveDuplicates();
    }
}
