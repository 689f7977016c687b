package io.slipcover.config;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the files of certificates and keys that the configuration names. */
final class IdentityReader {
    private final Path folder;
    private final Clock clock;
    private final List<Path> files = new ArrayList<>();

    /**
     * @param folder where relative names begin
     * @param clock tells which certificates have expired
     */
    IdentityReader(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** The folder where relative names begin. */
    Path folder() {
        return folder;
    }

    /** The files that were named so far. */
    List<Path> files() {
        return files;
    }

    /** The certificate and the key that these fields name; null where they name none, or one of them is wrong, which is reported. */
    @Nullable
    Identity identity(Fields fields) {
        YamlValue certificateValue = fields.required("certificate");
        YamlValue keyValue = fields.required("key");
        String password = fields.string("key-password", fields.optional("key-password"));
        List<X509Certificate> chain = read(fields, "certificate", certificateValue, PemCertificates::read);
        PrivateKey key = read(fields, "key", keyValue, file -> PemKey.read(file, password));
        if (chain == null || certificateValue == null) {
            return null;
        }
        warnOfTime(fields, certificateValue, chain.get(0));
        if (key == null || keyValue == null) {
            return null;
        }
        if (!fit(chain.get(0).getPublicKey(), key)) {
            fields.report(
                    keyValue.place(),
                    "key: expected the key of the first certificate in '%s', found another in '%s'"
                            .formatted(text(certificateValue), text(keyValue)));
            return null;
        }
        return new Identity(chain, key);
    }

    /** The certificates of the file that a key names; empty where there is none, or where something is wrong with it, which is reported. */
    List<X509Certificate> authorities(Fields fields, String name) {
        YamlValue value = fields.optional(name);
        List<X509Certificate> read = read(fields, name, value, PemCertificates::read);
        if (read == null || value == null) {
            return List.of();
        }
        read.forEach(certificate -> warnOfTime(fields, value, certificate));
        return read;
    }

    private interface Reading<T> {
        T of(Path file) throws IOException;
    }

    private <T> @Nullable T read(Fields fields, String name, @Nullable YamlValue value, Reading<T> reading) {
        String told = fields.name(name, value);
        if (value == null || told == null) {
            return null;
        }
        try {
            Path file = folder.resolve(told).normalize();
            files.add(file);
            return reading.of(file);
        } catch (IOException exception) {
            fields.report(
                    value.place(), name + ": the file '" + told + "' cannot be read: " + FileTrouble.of(exception));
        } catch (InvalidPathException exception) {
            fields.report(value.place(), name + ": '" + told + "' is no name of a file");
        } catch (IllegalArgumentException exception) {
            fields.report(value.place(), name + ": the file '" + told + "': " + exception.getMessage());
        }
        return null;
    }

    private static String text(YamlValue value) {
        return value instanceof YamlValue.Scalar scalar ? scalar.text() : "";
    }

    private void warnOfTime(Fields fields, YamlValue value, X509Certificate certificate) {
        Instant now = clock.instant();
        Instant end = certificate.getNotAfter().toInstant();
        Instant begin = certificate.getNotBefore().toInstant();
        String whose = "the certificate of '" + certificate.getSubjectX500Principal() + "' ";
        if (now.isAfter(end)) {
            fields.warn(value.place(), whose + "has expired on " + end);
        } else if (now.isBefore(begin)) {
            fields.warn(value.place(), whose + "holds only from " + begin + " on");
        }
    }

    /** Whether what the private key signs holds before the public key. */
    private static boolean fit(PublicKey publicKey, PrivateKey privateKey) {
        if (!publicKey.getAlgorithm().equals(privateKey.getAlgorithm())) {
            return false;
        }
        try {
            Signature signature =
                    Signature.getInstance(privateKey.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
            signature.initSign(privateKey);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            return signature.verify(signed);
        } catch (GeneralSecurityException exception) {
            return false;
        }
    }
}
