package io.slipcover.admin;

import io.slipcover.config.Configuration;
import io.slipcover.document.Obstacle;
import io.slipcover.history.UsageRecorder;
import io.slipcover.report.Reports;
import io.slipcover.upstream.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An admin address with the page for operators, of the todo example, with two days of usage and with documents that are stuck. */
final class OperatorsSite implements AutoCloseable {
    static final Clock NOON = Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC);

    private static final Obstacle NO_PAIR =
            new Obstacle(Obstacle.Kind.LENS, "todo-item", 3, 2, "convert \"status\"", "no pair for the value");

    private final Reports reports = new Reports();
    private final UsageRecorder recorder;
    private final AdminServer server;

    /**
     * Starts the address.
     *
     * @param folder gets the history
     */
    OperatorsSite(Path folder, @Nullable String token) throws IOException {
        Configuration configuration = Configuration.load(Path.of("../examples/todo/slipcover.yaml"), Map.of());
        recorder = UsageRecorder.start(Map::of, history(folder), NOON);
        fail();
        List<AdminResource> resources = new ArrayList<>(OperatorsPage.files());
        resources.add(new StuckList(reports.stuck()));
        resources.add(new Readiness("/ready", () -> false, () -> CompletableFuture.completedFuture(true)));
        resources.add(new JsonAnswer("/usage", new UsageAnswer(recorder, configuration::catalog, NOON)));
        resources.add(new JsonAnswer("/types", new TypesAnswer(() -> configuration)));
        resources.add(new JsonAnswer(
                "/configuration",
                new ConfigurationAnswer(
                        () -> configuration,
                        NOON::instant,
                        configuration,
                        Path.of("slipcover.yaml"),
                        Set.of(),
                        Set.of())));
        server = AdminServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Transport.best(),
                token,
                Greeting.NONE,
                resources);
    }

    /** Two days, in which release 1 fades away, and in which nobody watched for some hours. */
    private static Path history(Path folder) throws IOException {
        StringBuilder lines = new StringBuilder("{\"slipcover_history\":1}\n");
        Instant first = Instant.parse("2026-11-28T13:00:00Z");
        for (int hour = 0; hour < 47; hour++) {
            if (hour < 10 || hour > 14) {
                String one = hour < 30 ? "\"1\":{\"1.0.0\":%d},".formatted(30 - hour) : "";
                String last = hour < 30 ? "\"1\":{\"1.0.0\":\"%s\"},".formatted(first.plusSeconds(hour * 3_600L)) : "";
                lines.append(
                        "{\"hour\":\"%s\",\"seconds\":3600,\"requests\":{%s\"3\":{\"3.1.0\":%d},\"<img src=x>\":{\"9.9.9\":1}},\"last\":{%s\"3\":{\"3.1.0\":\"%s\"}}}\n"
                                .formatted(
                                        first.plusSeconds(hour * 3_600L),
                                        one,
                                        1_000 + hour,
                                        last,
                                        first.plusSeconds(hour * 3_600L)));
            }
        }
        return Files.writeString(folder.resolve("usage"), lines);
    }

    private void fail() {
        for (int document = 0; document < 25; document++) {
            reports.notShown("todos", "todo-" + document, "1-a", "2", NO_PAIR);
        }
        reports.notStored("user/<b>ann</b>", "<script>alert(1)</script>", "1-a", "1", NO_PAIR);
    }

    int port() {
        return server.address().getPort();
    }

    @Override
    public void close() {
        server.close();
        recorder.close();
    }
}
