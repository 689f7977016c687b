package io.slipcover.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class JsonMembersTest {
    private final JsonScanner scanner = new JsonScanner(JsonLimits.DEFAULT_DEPTH);

    @Test
    void take_afterGiveBack_isUsedAgain() {
        JsonMembers members = JsonMembers.take();
        members.giveBack();

        assertThat(JsonMembers.take()).isSameAs(members);
    }

    @Test
    void take_severalAtATime_areDifferent() {
        JsonMembers one = JsonMembers.take();
        JsonMembers other = JsonMembers.take();
        assertThat(other).isNotSameAs(one);
        one.giveBack();
        other.giveBack();
    }

    @Test
    void giveBack_objectThatWasChanged_isForgotten() {
        JsonMembers members = JsonMembers.take();
        JsonObject first = object(members, "{\"a\":{\"b\":1},\"c\":2,\"d\":3,\"e\":4,\"f\":5,\"g\":6,\"h\":7}");
        first.rename(0, JsonName.of("x"));
        first.object(0);
        first.remove(JsonName.of("h"));
        members.giveBack();
        assertThat(first).hasToString("{}");
        assertThat(first.indexOf(JsonName.of("x"))).isEqualTo(-1);

        JsonObject second = object(JsonMembers.take(), "{\"y\" : 1}");
        assertThat(second).hasToString("{\"y\" : 1}");
        assertThat(second.indexOf(JsonName.of("x"))).isEqualTo(-1);
        assertThat(second.indexOf(JsonName.of("y"))).isZero();
    }

    private JsonObject object(JsonMembers members, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        scanner.reset(members);
        scanner.scan(bytes, 0, bytes.length);
        return members.object(bytes, 0, bytes.length);
    }
}
