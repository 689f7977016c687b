package io.slipcover.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.json.JsonObject;
import io.slipcover.json.Room;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a batch remembers of itself, and that it is bounded. */
final class BatchMemoryTest {
    private long taken;
    private long most;

    private final Room room = new Room() {
        @Override
        public void take(long bytes) {
            taken += bytes;
            most = Math.max(most, taken);
        }

        @Override
        public void giveBack(long bytes) {
            taken -= bytes;
        }
    };

    private static JsonObject document(String id) {
        byte[] bytes = ("{\"_id\":\"" + id + "\",\"_rev\":\"1-a\",\"_revisions\":{\"start\":1,\"ids\":[\"a\"]}}")
                .getBytes(StandardCharsets.UTF_8);
        return JsonObject.parse(bytes, 0, bytes.length);
    }

    @Test
    void tinyDocuments_inGreatNumber_areForgottenTheOldestFirst() {
        BatchMemory memory = new BatchMemory(room);
        int count = 60_000;
        for (int index = 0; index < count; index++) {
            memory.add("d" + index, document("d" + index));
        }
        assertThat(memory.of("d0").all()).isEmpty();
        assertThat(memory.hasForgotten("d0")).isTrue();
        assertThat(memory.of("d" + (count - 1)).all()).hasSize(1);
        assertThat(memory.hasForgotten("d" + (count - 1))).isFalse();
        assertThat(memory.hasForgotten("never")).isFalse();
        // What is kept counts, and what is forgotten no more but for its id.
        assertThat(taken).isBetween(16L << 20, (16L << 20) + 200L * count);
        assertThat(most).isLessThan((16L << 20) + 200L * count);
    }

    @Test
    void history_countsWithEachAncestor() {
        BatchMemory memory = new BatchMemory(room);
        int ancestors = 1000;
        byte[] bytes = ("{\"_id\":\"a\",\"_rev\":\"" + ancestors + "-a\",\"_revisions\":{\"start\":" + ancestors
                        + ",\"ids\":[\"a\"" + ",\"b\"".repeat(ancestors - 1) + "]}}")
                .getBytes(StandardCharsets.UTF_8);
        memory.add("a", JsonObject.parse(bytes, 0, bytes.length));

        assertThat(taken).isGreaterThan(bytes.length + 100L * ancestors);
    }

    @Test
    void tooMuchForgotten_isTakenForAll() {
        BatchMemory memory = new BatchMemory(room);
        for (int index = 0; index < 200_000; index++) {
            memory.add("d" + index, document("d" + index));
        }
        assertThat(memory.hasForgotten("never")).isTrue();
    }
}
