package io.slipcover.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a batch remembers of itself, and that it is bounded. */
final class BatchMemoryTest {
    private static JsonObject document(String id) {
        byte[] bytes = ("{\"_id\":\"" + id + "\",\"_rev\":\"1-a\",\"_revisions\":{\"start\":1,\"ids\":[\"a\"]}}")
                .getBytes(StandardCharsets.UTF_8);
        return JsonObject.parse(bytes, 0, bytes.length);
    }

    @Test
    void tinyDocuments_inGreatNumber_areForgottenTheOldestFirst() {
        BatchMemory memory = new BatchMemory();
        int count = 60_000;
        for (int index = 0; index < count; index++) {
            memory.add("d" + index, document("d" + index));
        }
        assertThat(memory.of("d0").all()).isEmpty();
        assertThat(memory.hasForgotten("d0")).isTrue();
        assertThat(memory.of("d" + (count - 1)).all()).hasSize(1);
        assertThat(memory.hasForgotten("d" + (count - 1))).isFalse();
        assertThat(memory.hasForgotten("never")).isFalse();
    }

    @Test
    void tooMuchForgotten_isTakenForAll() {
        BatchMemory memory = new BatchMemory();
        for (int index = 0; index < 200_000; index++) {
            memory.add("d" + index, document("d" + index));
        }
        assertThat(memory.hasForgotten("never")).isTrue();
    }
}
