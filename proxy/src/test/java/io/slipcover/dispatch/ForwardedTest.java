package io.slipcover.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ForwardedTest {
    private static HttpHeaders headers(String... namesAndValues) {
        HttpHeaders headers = new DefaultHttpHeaders();
        for (int index = 0; index < namesAndValues.length; index += 2) {
            headers.add(namesAndValues[index], namesAndValues[index + 1]);
        }
        return headers;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded",
                "FORWARDED",
                "X-Forwarded-Prefix",
                "X-Forwarded-Port",
                "X-Forwarded-Server",
                "X-Forwarded-Ssl",
                "x-forwarded-scheme",
                "X-Real-IP"
            })
    void apply_fromAnyone_dropsWhatAProxyWouldSay_andKeepsItFromATrustedProxy(String name) {
        HttpHeaders anyones = headers("Host", "real", name, "for=1.2.3.4", name, "evil");
        Forwarded.apply(anyones, "5.6.7.8", false, false);
        assertThat(anyones.contains(name)).isFalse();
        assertThat(anyones.get("Host")).isEqualTo("real");

        HttpHeaders trusted = headers("Host", "real", name, "for=1.2.3.4");
        Forwarded.apply(trusted, "5.6.7.8", false, true);
        assertThat(trusted.get(name)).startsWith("for=1.2.3.4");
    }

    @Test
    void apply_fromAnyone_overwritesWhatCouchDbReads() {
        HttpHeaders headers = headers(
                "Host", "real", "X-Forwarded-Host", "evil", "X-Forwarded-Proto", "https", "X-Forwarded-For", "1.2.3.4");
        Forwarded.apply(headers, "5.6.7.8", false, false);

        assertThat(headers.getAll("X-Forwarded-Host")).containsExactly("real");
        assertThat(headers.getAll("X-Forwarded-Proto")).containsExactly("http");
        assertThat(headers.getAll("X-Forwarded-For")).containsExactly("1.2.3.4, 5.6.7.8");
    }

    @Test
    void apply_fromAnyoneWithoutHost_leavesNoHost() {
        HttpHeaders headers = headers("X-Forwarded-Host", "evil");
        Forwarded.apply(headers, "5.6.7.8", false, false);

        assertThat(headers.contains("X-Forwarded-Host")).isFalse();
    }

    @Test
    void apply_forwardedOfATrustedProxy_getsItsAddress() {
        HttpHeaders headers = headers("Forwarded", "for=1.2.3.4;proto=https", "Forwarded", "for=9.9.9.9");
        Forwarded.apply(headers, "10.0.0.1", false, true);
        assertThat(headers.getAll("Forwarded")).containsExactly("for=1.2.3.4;proto=https, for=9.9.9.9, for=10.0.0.1");

        HttpHeaders ipv6 = headers("Forwarded", "for=1.2.3.4");
        Forwarded.apply(ipv6, "fd00::1", false, true);
        assertThat(ipv6.get("Forwarded")).isEqualTo("for=1.2.3.4, for=\"[fd00::1]\"");
    }

    @Test
    void prefixed_isBehindWhatATrustedProxyTookOff() {
        HttpHeaders headers = headers("X-Forwarded-Prefix", "/couch/");
        Forwarded.apply(headers, "10.0.0.1", false, true);
        Forwarded.prefixed(headers, "/v2");
        assertThat(headers.getAll("X-Forwarded-Prefix")).containsExactly("/couch/v2");

        HttpHeaders anyones = headers("X-Forwarded-Prefix", "/couch");
        Forwarded.apply(anyones, "5.6.7.8", false, false);
        Forwarded.prefixed(anyones, "/v2");
        assertThat(anyones.getAll("X-Forwarded-Prefix")).containsExactly("/v2");
    }

    @Test
    void apply_proxyAuthentication_isLeftToCouchDb() {
        HttpHeaders headers = headers("X-Auth-CouchDB-UserName", "ann", "X-Auth-CouchDB-Token", "t");
        Forwarded.apply(headers, "5.6.7.8", false, false);

        assertThat(headers.get("X-Auth-CouchDB-UserName")).isEqualTo("ann");
        assertThat(headers.get("X-Auth-CouchDB-Token")).isEqualTo("t");
    }
}
