package io.slipcover.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MetricsReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");
    private static final String METRICS = """
            # HELP slipcover_requests_total Requests that have come to their end.
            # TYPE slipcover_requests_total counter
            slipcover_requests_total{release="1",route="document",status="200"} 2.0
            slipcover_requests_total{release="1",route="changes",status="200"} 1.0
            slipcover_requests_total{release="",route="other",status="200"} 7.0
            slipcover_client_version_requests_total{client_version="1.2.0",release="1"} 3.0
            slipcover_client_version_last_seen_timestamp_seconds{client_version="1.2.0",release="1"} 1.7959968E9
            slipcover_documents_written_in_older_version_total{release="2",type="todo-item",version="1"} 4.0
            slipcover_errors_total{error="unknown_client_version"} 5.0
            slipcover_errors_total{error="other"} 9.0
            process_start_time_seconds 1.7951328E9
            jvm_threads_live_threads 20.0
            """;

    private final Usage usage = new Usage();

    private void read(String metrics) throws IOException {
        new MetricsReader(usage, NOW).read(new ByteArrayInputStream(metrics.getBytes(UTF_8)));
    }

    @Test
    void metrics_tellReleases_versions_andLastSeen() throws IOException {
        read(METRICS);

        ReleaseUsage one = usage.releases().get("1");
        assertThat(one.all().requests()).isEqualTo(3);
        assertThat(one.all().last()).isEqualTo(Instant.ofEpochSecond(1_795_996_800));
        assertThat(one.versions().get("1.2.0").requests()).isEqualTo(3);
        assertThat(usage.withoutRelease()).isEqualTo(7);
        assertThat(usage.refused()).isEqualTo(5);
        assertThat(usage.from()).isEqualTo(Instant.ofEpochSecond(1_795_132_800));
        assertThat(usage.to()).isEqualTo(NOW);
        assertThat(UsageJson.of(usage, null)).contains("{\"type\":\"todo-item\",\"version\":\"1\",\"documents\":4}");
        assertThat(usage.unread()).isZero();
    }

    @Test
    void metricsOfTwoSlipcovers_areAddedUp() throws IOException {
        read(METRICS);
        read(METRICS);

        assertThat(usage.requests()).isEqualTo(6);
        assertThat(usage.refused()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "slipcover_requests_total{release=\"1\"} NaN",
                "slipcover_requests_total{release=\"1\"} -1",
                "slipcover_requests_total{release=\"1\"} 1e400",
                "slipcover_requests_total{release=\"1\"} 1e30",
                "slipcover_requests_total{release=\"1\"} ten",
                "slipcover_requests_total{release=\"1\" 5",
                "slipcover_requests_total{release=1} 5",
                "slipcover_requests_total",
                "slipcover_client_version_last_seen_timestamp_seconds{release=\"1\",client_version=\"1.0.0\"} 9e15"
            })
    void brokenLines_areUnread(String line) throws IOException {
        read(METRICS + line + "\n");

        assertThat(usage.unread()).isEqualTo(1);
        assertThat(usage.requests()).isEqualTo(3);
    }

    @Test
    void otherPages_areNoMetrics() {
        assertThatThrownBy(() -> read("<html>\n</html>\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected metrics of Slipcover's");
    }

    @Test
    void manyMetrics_addUpToNoNegativeNumber() throws IOException {
        for (int time = 0; time < 1_030; time++) {
            read("slipcover_requests_total{release=\"1\"} 9.007199254740992E15\n");
        }
        assertThat(usage.requests()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void metricsOfTwoSlipcovers_tellOfTheTimeThatBothKnow() throws IOException {
        read(METRICS);
        new MetricsReader(usage, NOW.minusSeconds(60))
                .read(new ByteArrayInputStream(
                        METRICS.replace("1.7951328E9", "1.7959000E9").getBytes(UTF_8)));

        assertThat(usage.from()).isEqualTo(Instant.ofEpochSecond(1_795_900_000));
        assertThat(usage.to()).isEqualTo(NOW.minusSeconds(60));
    }

    @Test
    void metricsOfUnknownAge_tellUntilTheNewestTimeInThem() throws IOException {
        new MetricsReader(usage, null).read(new ByteArrayInputStream(METRICS.getBytes(UTF_8)));

        assertThat(usage.to()).isEqualTo(Instant.ofEpochSecond(1_795_996_800));
    }

    @Test
    void metricsWithoutABegin_takeItFromAllOthers() throws IOException {
        read(METRICS);
        read(METRICS.replace("process_start_time_seconds", "other_seconds"));

        assertThat(usage.from()).isNull();
        assertThat(usage.to()).isNull();
    }
}
