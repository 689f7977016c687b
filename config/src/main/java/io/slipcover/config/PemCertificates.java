package io.slipcover.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** The certificates of a PEM file. */
public final class PemCertificates {
    private PemCertificates() {}

    /**
     * Reads a file's certificates in their order.
     *
     * @throws IOException where the file cannot be read
     * @throws IllegalArgumentException where the file has no certificate, or one that is broken
     */
    public static List<X509Certificate> read(Path file) throws IOException {
        PemFile pem = PemFile.read(file);
        List<X509Certificate> certificates = new ArrayList<>();
        for (PemFile.Block block : pem.blocks()) {
            if (block.label().endsWith("CERTIFICATE")) {
                certificates.add(certificate(block));
            }
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("expected certificates in PEM form, found " + pem.labels());
        }
        return certificates;
    }

    private static X509Certificate certificate(PemFile.Block block) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(block.content()));
        } catch (CertificateException exception) {
            throw new IllegalArgumentException("a certificate in it is broken", exception);
        }
    }
}
