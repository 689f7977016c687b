package io.slipcover.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates and keys, read from files beside the configuration. */
final class TransmissionReaderTest {
    private static final String REST = """
            documents: { type: { field: t }, version: { field: v } }
            releases: [ { name: "1", clients: ">=1", types: { a: 1 } } ]
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void copyFiles() throws IOException {
        Files.createDirectory(folder.resolve("lenses"));
        try (var files = Files.list(Path.of("src/test/resources/tls"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    private Configuration load(String text) throws IOException {
        Files.writeString(folder.resolve("slipcover.yaml"), text + "\n" + REST);
        return Configuration.load(folder.resolve("slipcover.yaml"), Map.of("KEY_PASSWORD", "secret"));
    }

    private ServerTls tls(String text) throws IOException {
        return load(text).settings().transmission().tls();
    }

    @ParameterizedTest
    @CsvSource({
        "rsa.pem, rsa-pkcs8.key, RSA",
        "rsa.pem, rsa-pkcs1.key, RSA",
        "ec.pem, ec-pkcs8.key, EC",
        "ec.pem, ec-sec1.key, EC",
    })
    void key_inEachForm_isRead(String certificate, String key, String algorithm) throws IOException {
        ServerTls tls = tls("tls: { certificate: %s, key: %s }".formatted(certificate, key));

        assertThat(tls.identities()).hasSize(1);
        assertThat(tls.identities().get(0).key().getAlgorithm()).isEqualTo(algorithm);
        assertThat(tls.http2()).isTrue();
        assertThat(tls.clientCertificates()).isEqualTo(ClientCertificates.NONE);
    }

    @Test
    void encryptedKey_opensWithThePasswordOfTheEnvironment() throws IOException {
        ServerTls tls = tls("tls: { certificate: rsa.pem, key: rsa-encrypted.key, key-password: \"${KEY_PASSWORD}\" }");

        assertThat(tls.identities().get(0).key().getAlgorithm()).isEqualTo("RSA");
    }

    @Test
    void allKeys_areRead() throws IOException {
        Configuration configuration = load("""
                tls:
                  certificates:
                    - { certificate: rsa.pem, key: rsa-pkcs8.key }
                    - { certificate: ec.pem, key: ec-pkcs8.key }
                  http2: false
                  client-certificates: required
                  client-ca: client-ca.pem
                  handshake-timeout: 2s
                  handshakes: 7
                upstream-tls: { ca: client-ca.pem, certificate: ec.pem, key: ec-sec1.key }
                """);
        Transmission transmission = configuration.settings().transmission();
        ServerTls tls = transmission.tls();

        assertThat(tls.identities())
                .map(Identity::hosts)
                .containsExactly(List.of("localhost"), List.of("*.example.org", "example.org"));
        assertThat(tls.http2()).isFalse();
        assertThat(tls.clientCertificates()).isEqualTo(ClientCertificates.REQUIRED);
        assertThat(tls.clientAuthorities()).hasSize(1);
        assertThat(tls.handshakeTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(tls.handshakes()).isEqualTo(7);
        assertThat(transmission.upstreamTls().authorities()).hasSize(1);
        assertThat(transmission.upstreamTls().identity()).isNotNull();
        assertThat(transmission.files())
                .map(file -> file.getFileName().toString())
                .contains("rsa.pem", "rsa-pkcs8.key", "client-ca.pem", "ec-sec1.key");
        assertThat(transmission).asString().doesNotContain("modulus", "exponent");
    }

    @Test
    void certificateWithoutAlternativeNames_isForItsCommonName() throws IOException {
        assertThat(tls("tls: { certificate: expired.pem, key: expired.key }")
                        .identities()
                        .get(0)
                        .hosts())
                .containsExactly("expired.example.org");
    }

    @Test
    void expiredCertificate_isAWarning() throws IOException {
        assertThat(load("tls: { certificate: expired.pem, key: expired.key }").warnings())
                .map(Problem::toString)
                .containsExactly(
                        "slipcover.yaml:1:21: tls: the certificate of 'CN=expired.example.org' has expired on 2020-01-31T22:08:02Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            tls: { certificate: none.pem, key: ec-pkcs8.key } | 1:21: tls: certificate: the file 'none.pem' cannot be read: it is not there
            tls: { certificate: ec.pem, key: none.key } | 1:34: tls: key: the file 'none.key' cannot be read: it is not there
            tls: { certificate: ec.pem, key: lenses } | 1:34: tls: key: the file 'lenses': it is a folder
            tls: { certificate: ec.pem, key: rsa-pkcs8.key } | 1:34: tls: key: expected the key of the first certificate in 'ec.pem', found another in 'rsa-pkcs8.key'
            tls: { certificate: ec.pem, key: expired.key } | 1:34: tls: key: expected the key of the first certificate in 'ec.pem', found another in 'expired.key'
            tls: { certificate: ec.pem, key: ec.pem } | 1:34: tls: key: the file 'ec.pem': expected a private key in PEM form, found CERTIFICATE
            tls: { certificate: ec-pkcs8.key, key: ec-pkcs8.key } | 1:21: tls: certificate: the file 'ec-pkcs8.key': expected certificates in PEM form, found PRIVATE KEY
            tls: { certificate: ec.pem, key: slipcover.yaml } | 1:34: tls: key: the file 'slipcover.yaml': expected a private key in PEM form, found no PEM block
            tls: { certificate: ec.pem, key: ed25519.key } | 1:34: tls: key: the file 'ed25519.key': expected an RSA or EC key, found a key of another kind or a broken one
            tls: { certificate: rsa.pem, key: rsa-encrypted.key } | 1:35: tls: key: the file 'rsa-encrypted.key': the key is encrypted; expected 'key-password' beside 'key'
            tls: { certificate: rsa.pem, key: rsa-encrypted.key, key-password: other } | 1:35: tls: key: the file 'rsa-encrypted.key': the key cannot be decrypted: the password is wrong, or Java does not know the cipher
            tls: { certificate: rsa.pem, key: rsa-old-encrypted.key, key-password: secret } | 1:35: tls: key: the file 'rsa-old-encrypted.key': the key is encrypted in a form older than PKCS#8; 'openssl pkcs8 -topk8' makes the newer one
            tls: { certificate: ec.pem } | 1:1: tls: missing 'key'
            tls: { } | 1:1: tls: missing 'certificate'
            tls: { certificates: [] } | 1:22: tls: certificates: expected one at least, found an empty list
            tls: { certificates: [ { certificate: ec.pem } ] } | 1:24: tls: certificates: missing 'key'
            tls: { certificate: ec.pem, key: ec-sec1.key, keys: 1 } | 1:47: tls: unknown key 'keys'
            tls: { certificate: ec.pem, key: ec-sec1.key, client-certificates: optional } | 1:68: tls: client-certificates: expected 'client-ca' beside it, a file with the authorities that sign them
            tls: { certificate: ec.pem, key: ec-sec1.key, client-ca: client-ca.pem } | 1:58: tls: client-ca: expected 'client-certificates: optional' or 'required' beside it
            tls: { certificate: ec.pem, key: ec-sec1.key, client-certificates: perhaps } | 1:68: tls: client-certificates: expected none or optional or required, found 'perhaps'
            admin: { listen: 127.0.0.1:1, tls: { certificate: none.pem, key: ec-sec1.key } } | 1:51: admin: tls: certificate: the file 'none.pem' cannot be read: it is not there
            admin: { listen: 127.0.0.1:1, tls: { certificates: [ { certificate: ec.pem } ] } } | 1:54: admin: tls: certificates: missing 'key'
            admin: { listen: 127.0.0.1:1, tls: { certificate: ec.pem, key: ec-sec1.key, http2: true } } | 1:77: admin: tls: unknown key 'http2'
            admin: { listen: 0.0.0.0:1, tls: { certificate: ec.pem } } | 1:29: admin: tls: missing 'key'
            upstream-tls: { ca: none.pem } | 1:21: upstream-tls: ca: the file 'none.pem' cannot be read: it is not there
            upstream-tls: { certificate: ec.pem } | 1:1: upstream-tls: missing 'key'
            """)
    void mistake_isToldWithItsPlace(String text, String expected) {
        assertThatThrownBy(() -> load(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("slipcover.yaml:" + expected);
    }

    @Test
    void admin_withTls_mayBeReachedByOthers_whichIsAWarningWhereNothingKeepsStrangersOut() throws IOException {
        String tls = "tls: { certificate: ec.pem, key: ec-sec1.key%s }";
        String required = ", client-certificates: required, client-ca: client-ca.pem";
        String open = "admin: { listen: 0.0.0.0:5987, " + tls.formatted("") + " }";

        Configuration configuration = load(open);
        Admin admin = configuration.settings().admin();
        assertThat(admin.tls().identities()).hasSize(1);
        assertThat(admin.tls().http2()).isFalse();
        assertThat(admin).hasToString("0.0.0.0:5987 with TLS");
        assertThat(configuration.warnings())
                .map(Problem::toString)
                .singleElement()
                .asString()
                .startsWith("slipcover.yaml:1:18: admin: listen: whoever reaches '0.0.0.0:5987' may ask");
        assertThat(configuration.files())
                .map(file -> file.getFileName().toString())
                .contains("ec.pem", "ec-sec1.key");

        assertThat(load(open.replace("admin: {", "admin: { token: a-word-that-nobody-guesses,"))
                        .warnings())
                .isEmpty();
        assertThat(load(open.replace(tls.formatted(""), tls.formatted(required)))
                        .warnings())
                .isEmpty();
        assertThat(load(open.replace("0.0.0.0", "127.0.0.1")).warnings()).isEmpty();
        assertThat(configuration.settings().transmission().tls())
                .as("TLS towards clients is another matter")
                .isNull();
    }

    @Test
    void admin_withOtherCertificates_isTheSameAfterARestart() throws IOException {
        Admin before = load("admin: { listen: 127.0.0.1:5987, tls: { certificate: ec.pem, key: ec-sec1.key } }")
                .settings()
                .admin();
        Admin after = load("admin: { listen: 127.0.0.1:5987, tls: { certificate: rsa.pem, key: rsa-pkcs8.key } }")
                .settings()
                .admin();
        Admin plain = load("admin: 127.0.0.1:5987").settings().admin();

        assertThat(after).isNotEqualTo(before);
        assertThat(after.withCertificatesOf(before)).isEqualTo(before);
        assertThat(plain.withCertificatesOf(before)).isEqualTo(plain);
        assertThat(after.withCertificatesOf(plain)).isEqualTo(after);
    }

    @Test
    void brokenCertificate_isTold() throws IOException {
        Files.writeString(
                folder.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        Files.writeString(folder.resolve("wrong.pem"), "-----BEGIN CERTIFICATE-----\n?\n-----END CERTIFICATE-----\n");

        assertThatThrownBy(() -> load("tls: { certificate: broken.pem, key: ec-sec1.key }"))
                .hasMessageContaining("the file 'broken.pem': a certificate in it is broken");
        assertThatThrownBy(() -> load("tls: { certificate: wrong.pem, key: ec-sec1.key }"))
                .hasMessageContaining("what stands between BEGIN and END CERTIFICATE is not base64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MCA=", "MAA=", "MIIB", "MAMCAQE=", "MIAAAAAAAAAAAA=="})
    void brokenEcKey_isToldAsOne(String content) throws IOException {
        Files.writeString(
                folder.resolve("broken.key"),
                "-----BEGIN EC PRIVATE KEY-----\n" + content + "\n-----END EC PRIVATE KEY-----\n");

        assertThatThrownBy(() -> load("tls: { certificate: ec.pem, key: broken.key }"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("tls: key: the file 'broken.key': the EC key does not name its curve");
    }
}
