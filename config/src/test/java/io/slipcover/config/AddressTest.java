package io.slipcover.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:5985", "localhost:0", "[::1]:5985", "[fe80::1%eth0]:1", "0.0.0.0:65535"})
    void parse_hostAndPort_isWrittenTheSameWay(String text) {
        assertThat(Address.parse(text)).hasToString(text);
    }

    @Test
    void parse_ipv6_hasNoBrackets() {
        assertThat(Address.parse("[::1]:80")).isEqualTo(new Address("::1", 80));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "localhost:",
                ":5985",
                "::1:5985",
                "a b:1",
                "localhost:65536",
                "http://a:1",
                "a:-1"
            })
    void parse_somethingElse_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Address.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1:1", "127.255.3.4:1", "localhost:1", "LocalHost:1", "[::1]:1", "[0:0:0:0:0:0:0:1]:1"})
    void isLoopback_whatOnlyThisMachineReaches_isOne(String text) {
        assertThat(Address.parse(text).isLoopback()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0:1",
                "[::]:1",
                "10.0.0.1:1",
                "128.0.0.1:1",
                "127.0.0.1.example.com:1",
                "127.0.0.256:1",
                "127.1:1",
                "localhost.example.com:1",
                "[::2]:1",
                "[fe80::1]:1"
            })
    void isLoopback_anythingElse_isNone(String text) {
        assertThat(Address.parse(text).isLoopback()).isFalse();
    }
}
