package io.slipcover.config;

import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * What one end of a TLS connection shows of itself, and proves with its key.
 *
 * @param chain the certificate, and behind it those that lead to an authority
 * @param key the certificate's private key
 */
public record Identity(List<X509Certificate> chain, PrivateKey key) {
    /** The kind of a subject alternative name that is a host (RFC 5280, section 4.2.1.6). */
    private static final int HOST = 2;

    public Identity {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("no certificate");
        }
    }

    /** The certificate itself. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /**
     * The hosts that the certificate is for, in lower case, such as {@code couch.example.org} or {@code *.example.org}. Where it has no
     * alternative names, its common name counts.
     */
    public List<String> hosts() {
        List<String> hosts = new ArrayList<>();
        Collection<List<?>> names;
        try {
            names = certificate().getSubjectAlternativeNames();
        } catch (CertificateParsingException exception) {
            names = List.of();
        }
        if (names == null) {
            return commonName();
        }
        for (List<?> name : names) {
            if (name.get(0).equals(HOST) && name.get(1) instanceof String host) {
                hosts.add(host.toLowerCase(Locale.ROOT));
            }
        }
        return hosts;
    }

    private List<String> commonName() {
        try {
            return new LdapName(certificate().getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(value -> String.valueOf(value).toLowerCase(Locale.ROOT))
                            .toList();
        } catch (InvalidNameException exception) {
            return List.of();
        }
    }

    /** Whom the certificate names; never the key. */
    @Override
    public String toString() {
        return "identity of " + certificate().getSubjectX500Principal();
    }
}
