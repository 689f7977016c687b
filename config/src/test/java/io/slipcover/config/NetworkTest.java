package io.slipcover.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "192.168.4.0/22, 192.168.7.9, true",
        "192.168.4.0/22, 192.168.8.0, false",
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, 127.0.0.2, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, ::1, false",
        "fd00::/8, fdff::1, true",
        "fd00::/8, fe00::1, false",
        "::1, ::1, true",
        "::/0, 10.0.0.1, false",
    })
    void contains_address_comparesTheFirstBits(String network, String address, boolean contained) throws Exception {
        assertThat(Network.parse(network).contains(InetAddress.getByName(address)))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "10.0.0.0/33",
                "10.0.0.1/8",
                "10.0.0/8",
                "::1/129",
                "1:2",
                "256.0.0.0/8"
            })
    void parse_somethingElse_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Network.parse(text));
    }
}
