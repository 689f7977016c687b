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

    @Test
    void origin_isWhatTheFarthestBelievedProxyTells() {
        assertThat(origin("192.0.2.9", true)).isEqualTo("192.0.2.9");
        assertThat(origin("192.0.2.9, 192.0.2.1", true)).isEqualTo("192.0.2.1");
        assertThat(origin("192.0.2.9, 192.0.2.1, 10.0.0.1", true)).isEqualTo("192.0.2.1");
        assertThat(origin("192.0.2.9,2001:DB8::1", true)).isEqualTo("2001:db8:0:0:0:0:0:1");
        assertThat(origin("10.0.0.7, 10.0.0.1", true)).isEqualTo("10.0.0.7");
        assertThat(origin("192.0.2.9, unknown", true)).isEqualTo("unknown");
        assertThat(origin("", true)).isEqualTo("10.0.0.2");
        assertThat(origin("192.0.2.9", false)).isEqualTo("10.0.0.2");
    }

    /** Where a request began that came from 10.0.0.2, where all of 10.0.0.0/8 is believed. */
    private static String origin(String forwardedFor, boolean trusted) {
        return Forwarded.origin(
                new DefaultHttpHeaders().add("X-Forwarded-For", forwardedFor),
                "10.0.0.2",
                trusted,
                proxy -> proxy.getAddress()[0] == 10);
    }
}
