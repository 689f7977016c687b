package io.slipcover.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ClientVersionsTest {
    private final ClientVersions versions = new ClientVersions();

    @Test
    void name_spellingsOfOneVersion_areOne() {
        assertThat(versions.name("v2")).isEqualTo("2.0.0");
        assertThat(versions.name("2.0.0-beta.1")).isEqualTo("2.0.0");
    }

    @Test
    void name_asManyVersionsAsAClientLikes_makeFewNames() {
        Set<String> names = new TreeSet<>();
        for (int patch = 0; patch < 5_000; patch++) {
            names.add(versions.name("1.0." + patch));
        }
        assertThat(names).hasSize(ClientVersions.MOST + 1).contains("1.0.0", "1.0.49", "other");
        assertThat(versions.name("1.0.7")).isEqualTo("1.0.7");
        assertThat(versions.name("1.0.4999")).isEqualTo("other");
    }
}
