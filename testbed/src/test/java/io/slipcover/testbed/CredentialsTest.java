package io.slipcover.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

final class CredentialsTest {
    @Test
    void in_userAndPassword_areDecoded() {
        assertThat(Credentials.in(URI.create("http://ada:a%40b:c@host:5984/")))
                .contains(new Credentials("ada", "a@b:c"));
    }

    @Test
    void in_userAlone_hasAnEmptyPassword() {
        assertThat(Credentials.in(URI.create("http://ada@host"))).contains(new Credentials("ada", ""));
    }

    @Test
    void in_nobody_isEmpty() {
        assertThat(Credentials.in(URI.create("http://host:5984"))).isEmpty();
    }

    @Test
    void at_anAddress_areEncoded() {
        Credentials credentials = new Credentials("a da", "a@b:c");
        URI address = credentials.at(URI.create("http://host:5984/a%2Fb"));

        assertThat(address).hasToString("http://a%20da:a%40b%3Ac@host:5984/a%2Fb");
        assertThat(Credentials.in(address)).contains(credentials);
    }

    @Test
    void authorization_isBasic() {
        // The example of RFC 7617, section 2.
        assertThat(new Credentials("Aladdin", "open sesame").authorization())
                .isEqualTo("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    }

    @Test
    void toString_hidesThePassword() {
        assertThat(new Credentials("ada", "secret")).hasToString("ada:…");
    }
}
