package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What the certificate that a client showed says, in the words in which CouchDB hears it: the headers {@code X-Client-Cert-…}.
 *
 * @param shown what it says; null where the client showed none
 */
public record ClientCertificate(@Nullable Shown shown) {
    /** What all headers begin with that tell CouchDB of a client's certificate. */
    public static final AsciiString PREFIX = AsciiString.cached("x-client-cert-");

    private static final AsciiString VERIFIED = AsciiString.cached("x-client-cert-verified");
    private static final AsciiString SUBJECT = AsciiString.cached("x-client-cert-subject");
    private static final AsciiString ISSUER = AsciiString.cached("x-client-cert-issuer");
    private static final AsciiString SERIAL = AsciiString.cached("x-client-cert-serial");
    private static final AsciiString FINGERPRINT = AsciiString.cached("x-client-cert-fingerprint");

    /** The client was asked for a certificate, and showed none. */
    public static final ClientCertificate NONE = new ClientCertificate(null);

    /**
     * A certificate that an authority of the configuration has signed.
     *
     * @param subject whom it names, as RFC 4514 writes that, in ASCII
     * @param issuer who signed it, in the same way
     * @param serial its number, in hexadecimal digits
     * @param fingerprint the SHA-256 digest of the certificate, in hexadecimal digits
     */
    public record Shown(String subject, String issuer, String serial, String fingerprint) {}

    /** What a certificate says that has been verified. */
    public static ClientCertificate of(X509Certificate certificate) {
        try {
            return new ClientCertificate(new Shown(
                    ascii(certificate.getSubjectX500Principal().getName()),
                    ascii(certificate.getIssuerX500Principal().getName()),
                    certificate.getSerialNumber().toString(16),
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()))));
        } catch (CertificateEncodingException | NoSuchAlgorithmException exception) {
            throw new IllegalStateException("a certificate that was read cannot be written", exception);
        }
    }

    /** A name whose other characters are escaped as the name's own form has it: as bytes of UTF-8. */
    private static String ascii(String name) {
        StringBuilder ascii = new StringBuilder(name.length());
        name.codePoints().forEach(character -> {
            if (character >= ' ' && character < 0x7f) {
                ascii.append((char) character);
            } else {
                for (byte octet : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
                    ascii.append('\\').append(HexFormat.of().withUpperCase().toHexDigits(octet));
                }
            }
        });
        return ascii.toString();
    }

    /** Tells CouchDB, in headers that have none of these names. */
    public void apply(HttpHeaders headers) {
        headers.add(VERIFIED, shown == null ? "false" : "true");
        if (shown != null) {
            headers.add(SUBJECT, shown.subject());
            headers.add(ISSUER, shown.issuer());
            headers.add(SERIAL, shown.serial());
            headers.add(FINGERPRINT, shown.fingerprint());
        }
    }
}
