package io.slipcover.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientIdentityTest {
    private static final String HERE = "192.0.2.1";

    private static HttpHeaders headers(String... namesAndValues) {
        HttpHeaders headers = new DefaultHttpHeaders();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            headers.add(namesAndValues[at], namesAndValues[at + 1]);
        }
        return headers;
    }

    private static ClientIdentity of(String... namesAndValues) {
        return ClientIdentity.of(headers(namesAndValues), () -> HERE);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static String cookie(String text) {
        return "AuthSession=" + Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static String token(String payload) {
        return "Bearer e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(UTF_8)) + ".sig";
    }

    @Test
    void oneUser_isOneClient_howeverTheNameIsTold() {
        ClientIdentity anna = of("Authorization", "Basic " + base64("anna:secret"));
        assertThat(of("Authorization", "basic  " + base64("anna:changed"))).isEqualTo(anna);
        assertThat(of("Cookie", cookie("anna:65F0A1B2:sig\u00e9"))).isEqualTo(anna);
        assertThat(of("Cookie", "theme=dark; " + cookie("anna:65F0FFFF:other") + "; x=y"))
                .isEqualTo(anna);
        assertThat(of("X-Auth-CouchDB-UserName", "anna", "X-Auth-CouchDB-Roles", "r"))
                .isEqualTo(anna);
        assertThat(of("Authorization", token("{\"exp\":1,\"sub\":\"anna\"}"))).isEqualTo(anna);
        assertThat(of("Authorization", token("{\"exp\":2,\"sub\":\"anna\"}"))).isEqualTo(anna);
        assertThat(of("Authorization", "Basic " + base64("anne:secret"))).isNotEqualTo(anna);
    }

    @Test
    void password_doesNotCount_andNamesMayBeInAnyAlphabet() {
        assertThat(of("Authorization", "Basic " + base64("жук:a:b")))
                .isEqualTo(of("Authorization", "Basic " + base64("жук:c")));
    }

    @Test
    void otherToken_standsForItself() {
        assertThat(of("Authorization", "Bearer abc")).isEqualTo(of("Authorization", "Bearer abc"));
        assertThat(of("Authorization", "Bearer abc")).isNotEqualTo(of("Authorization", "Bearer abd"));
        assertThat(of("Authorization", token("{\"sub\":7}"))).isNotEqualTo(of("Authorization", token("{\"sub\":8}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AuthSession=",
                "AuthSession=%%%",
                "AuthSession=YW5uYQ",
                "Other=YW5uYTox",
                "AuthSession",
                ";;=;",
                "AuthSession=OnRpbWU6c2ln"
            })
    void cookieThatNamesNobody_leavesTheAddress(String cookie) {
        assertThat(of("Cookie", cookie)).isEqualTo(of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer a.b.c", "Bearer .", "Bearer ..", "Bearer a.e30.", "Basic ???", "Basic", "Negotiate x"})
    void oddCredentials_areStillSomebody(String credentials) {
        assertThat(of("Authorization", credentials)).isEqualTo(of("Authorization", credentials));
    }

    @Test
    void whoNamesNobody_isKnownByTheAddress() {
        assertThat(of()).isEqualTo(ClientIdentity.of(headers("Accept", "*/*"), () -> HERE));
        assertThat(of()).isNotEqualTo(ClientIdentity.of(headers(), () -> "192.0.2.2"));
    }
}
