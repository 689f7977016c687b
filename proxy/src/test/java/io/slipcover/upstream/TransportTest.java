package io.slipcover.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TransportTest {
    @ParameterizedTest
    @MethodSource("io.slipcover.upstream.Transport#working")
    void named_isTheOneOfThatName(Transport transport) {
        assertThat(Transport.named(transport.name()).channel()).isEqualTo(transport.channel());
    }

    @Test
    void working_beginsWithTheBest_andEndsWithTheOneThatWorksEverywhere() {
        assertThat(Transport.working()).extracting(Transport::name).isSubsetOf("io_uring", "epoll", "nio");
        assertThat(Transport.working()).first().hasToString(Transport.best().name());
        assertThat(Transport.working()).last().hasToString("nio");
    }

    @Test
    void named_whereThereIsNone_tellsWhichThereAre() {
        assertThatThrownBy(() -> Transport.named("kqueue"))
                .isInstanceOf(NoTransportException.class)
                .hasMessageStartingWith("slipcover.transport is 'kqueue', expected one of: ")
                .hasMessageEndingWith("nio");
    }
}
