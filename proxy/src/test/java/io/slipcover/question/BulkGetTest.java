package io.slipcover.question;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.json.JsonFormatException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void document_besideADeepOne_isAsDeepAsItIs() {
        BulkGet answer = read("{\"id\":\"a\",\"docs\":[{\"ok\":{\"_id\":\"a\",\"_rev\":\"1-x\",\"b\":" + "[".repeat(99)
                + "]".repeat(99) + "}}]},{\"id\":\"b\",\"docs\":[{\"ok\":{\"_id\":\"b\",\"_rev\":\"1-y\"}}]}");
        StoredDocument deep = requireNonNull(answer.document("a", "1-x"));
        StoredDocument flat = requireNonNull(answer.document("b", "1-y"));
        assertThat(deep.nestsDeeperThan(99)).isTrue();
        assertThat(deep.nestsDeeperThan(100)).isFalse();
        assertThat(flat.nestsDeeperThan(1)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "7", "\"results\"", "", "{", "{}{}"})
    void read_whatIsNoObject_isRefused(String answer) {
        assertThatThrownBy(() -> BulkGet.read(answer.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JsonFormatException.class);
    }
}
