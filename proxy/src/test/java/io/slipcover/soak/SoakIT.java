package io.slipcover.soak;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testbed.CouchClient;
import io.slipcover.testbed.CouchServer;
import io.slipcover.testbed.KillableCouchDb;
import io.slipcover.testbed.Patience;
import io.slipcover.testing.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Slipcover with 64 MB of heap under clients that break off, stall and push at once. Descriptors and memory are to be what they were before.
 * The run takes some seconds; {@code -Dslipcover.soak=30} makes it that many minutes, in which CouchDB is killed now and then, where the
 * machine has one.
 */
final class SoakIT {
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration SHORT = Duration.ofSeconds(5);

    /** How much more memory a short run may take than its beginning: the JVM's own tables go on growing for a while. */
    private static final double GROWTH = 1.5;

    /** By what part the memory of a run of minutes may grow in the second half, when the JVM's tables have their size. */
    private static final double GROWTH_OF_SECOND_HALF = 0.03;

    /** How often a run of minutes looks at the memory. */
    private static final int LOOKS = 120;

    /** What the connections that Slipcover keeps to CouchDB may add. */
    private static final int KEPT = 30;

    @RegisterExtension
    private final Seed seed = Seed.of(SoakIT.class);

    @Test
    void clientsBreakOff_memoryAndDescriptorsComeBack() throws Exception {
        Integer minutes = Integer.getInteger("slipcover.soak");
        KillableCouchDb killable =
                minutes == null ? null : KillableCouchDb.start().orElse(null);
        CouchClient client = killable == null ? CouchServer.shared().client() : killable.client();
        try (killable;
                SlipcoverProcess slipcover = SlipcoverProcess.start(
                        "64m",
                        client.url(),
                        Files.readString(site("slipcover.yaml")),
                        List.of(site("lenses/todo-item.1-2.yaml"), site("lenses/todo-item.2-3.yaml")))) {
            soak(slipcover, Stock.in(client), killable, minutes == null ? SHORT : Duration.ofMinutes(minutes));
        }
    }

    private void soak(SlipcoverProcess slipcover, Stock stock, @Nullable KillableCouchDb killable, Duration time)
            throws Exception {
        Random random = seed.random();
        Soak soak = new Soak(slipcover.port(), stock, 2);
        soak.run(WARM_UP, random);
        long descriptorsBefore = slipcover.descriptors();
        long memoryBefore = slipcover.residentKilobytes();

        CompletableFuture<Void> killing = new CompletableFuture<>();
        Thread killer = new Thread(() -> {
            try {
                if (killable != null) {
                    soak.killing(killable, time.minusSeconds(10), new Random(seed.value()));
                }
                killing.complete(null);
            } catch (InterruptedException | RuntimeException failure) {
                killing.completeExceptionally(failure);
            }
        });
        killer.start();
        boolean isLong = time.compareTo(SHORT) > 0;
        MemoryWatch watch = new MemoryWatch(slipcover::residentKilobytes, time.dividedBy(LOOKS));
        soak.run(time, random);
        killing.get();
        Trend memory = watch.end();
        System.err.println(soak.outcomes());
        System.err.printf(
                "memory %d kB to %d kB, descriptors %d to %d%n",
                memoryBefore, slipcover.residentKilobytes(), descriptorsBefore, slipcover.descriptors());

        Patience.await(
                () -> "descriptors to come back: " + descriptorsBefore,
                () -> slipcover.descriptors() <= descriptorsBefore + KEPT);
        if (isLong) {
            double growth = memory.growthOfSecondHalf();
            System.err.printf("memory in the second half: %+.1f %%, of %s kB%n", growth * 100, memory.figures());
            assertThat(growth).as("growth of the memory in the second half").isLessThan(GROWTH_OF_SECOND_HALF);
        } else {
            assertThat(slipcover.residentKilobytes()).isLessThan((long) (memoryBefore * GROWTH));
        }
        assertThat(slipcover.log()).noneMatch(line -> line.contains("OutOfMemory") || line.startsWith("\tat "));
        if (killable == null) {
            assertThat(soak.outcomes().of(Habit.READ)).isEqualTo(soak.outcomes().of(Habit.READ, "200"));
        }
    }

    private static Path site(String name) throws IOException {
        try {
            return Path.of(
                    requireNonNull(SoakIT.class.getResource("/site/" + name)).toURI());
        } catch (java.net.URISyntaxException exception) {
            throw new IOException(exception);
        }
    }
}
