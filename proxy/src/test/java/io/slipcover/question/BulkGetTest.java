package io.slipcover.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is read from answers of several servers. */
final class BulkGetTest {
    private static BulkGet read(String results) {
        return BulkGet.read(("{\"results\":[" + results + "]}").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void read_couchDbsErrors_areOfARevision() {
        BulkGet answer = read(
                "{\"id\":\"a\",\"docs\":[{\"error\":{\"id\":\"a\",\"rev\":\"1-x\",\"error\":\"not_found\",\"reason\":\"missing\"}}]}");
        assertThat(answer.isMissing("a", "1-x")).isTrue();
        assertThat(answer.isMissing("a", "1-y")).isFalse();
        assertThat(answer.isMissing("b", "1-x")).isFalse();
    }

    @Test
    void read_pouchDbServersMissingRevision_isKnownByTheIdAroundIt() {
        BulkGet answer = read(
                "{\"id\":\"a\",\"docs\":[{\"missing\":\"1-x\"},{\"ok\":{\"_id\":\"a\",\"_rev\":\"2-y\"}}]},{\"docs\":[{\"missing\":\"1-z\"}]}");
        assertThat(answer.isMissing("a", "1-x")).isTrue();
        assertThat(answer.isMissing("a", "1-z")).isFalse();
        assertThat(answer.document("a", "2-y")).isNotNull();
        assertThat(answer.leaves("b")).isNull();
    }
}
