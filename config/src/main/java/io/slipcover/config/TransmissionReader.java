package io.slipcover.config;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how bytes travel: the keys {@code tls}, {@code upstream-tls} and {@code gzip} of the configuration file. */
final class TransmissionReader {
    private final Fields file;
    private final Problems problems;
    private final IdentityReader identities;

    private TransmissionReader(Fields file, Problems problems, IdentityReader identities) {
        this.file = file;
        this.problems = problems;
        this.identities = identities;
    }

    /** What the file says; where something is wrong, which is reported, its default stands for it. */
    static Transmission read(Fields file, Problems problems, IdentityReader identities) {
        return new TransmissionReader(file, problems, identities).read();
    }

    private Transmission read() {
        ServerTls tls = tls(file.fields("tls", file.optional("tls")));
        UpstreamTls upstreamTls = upstreamTls(file.fields("upstream-tls", file.optional("upstream-tls")));
        return new Transmission(tls, upstreamTls, Boolean.TRUE.equals(file.flag("gzip")), identities.files());
    }

    private @Nullable ServerTls tls(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        List<Identity> shown = shown(fields);
        Boolean http2 = fields.flag("http2");
        ClientCertificates choice = fields.choice("client-certificates", ClientCertificates.values());
        List<X509Certificate> authorities = identities.authorities(fields, "client-ca");
        Duration timeout = fields.duration("handshake-timeout", fields.optional("handshake-timeout"));
        Integer handshakes = fields.integer("handshakes", fields.optional("handshakes"), 1);
        ClientCertificates clients = choice == null ? ClientCertificates.NONE : choice;
        if (clients != ClientCertificates.NONE && !fields.has("client-ca")) {
            fields.report(
                    fields.placeOf("client-certificates"),
                    "client-certificates: expected 'client-ca' beside it, a file with the authorities that sign them");
        }
        if (clients == ClientCertificates.NONE && fields.has("client-ca")) {
            fields.report(
                    fields.placeOf("client-ca"),
                    "client-ca: expected 'client-certificates: optional' or 'required' beside it");
        }
        fields.finish();
        if (shown.isEmpty()) {
            return null;
        }
        return new ServerTls(
                shown,
                http2 == null || http2,
                authorities.isEmpty() ? ClientCertificates.NONE : clients,
                authorities,
                timeout == null ? ServerTls.DEFAULT_HANDSHAKE_TIMEOUT : timeout,
                handshakes == null ? ServerTls.DEFAULT_HANDSHAKES : handshakes);
    }

    /** The certificates for clients: one, or a list of them, or both, and then the one alone comes first. */
    private List<Identity> shown(Fields fields) {
        List<Identity> shown = new ArrayList<>();
        YamlValue listed = fields.optional("certificates");
        if (listed == null || fields.has("certificate") || fields.has("key")) {
            addTo(shown, identities.identity(fields));
        }
        List<YamlValue> elements = fields.list("certificates", listed);
        if (elements == null) {
            return shown;
        }
        if (listed != null && elements.isEmpty()) {
            fields.expected("certificates", "one at least", listed);
        }
        for (YamlValue element : elements) {
            Fields one = Fields.of("tls: certificates", element.place(), element, problems);
            if (one != null) {
                addTo(shown, identities.identity(one));
                one.finish();
            }
        }
        return shown;
    }

    private static void addTo(List<Identity> shown, @Nullable Identity identity) {
        if (identity != null) {
            shown.add(identity);
        }
    }

    private UpstreamTls upstreamTls(@Nullable Fields fields) {
        if (fields == null) {
            return UpstreamTls.DEFAULTS;
        }
        List<X509Certificate> authorities = identities.authorities(fields, "ca");
        boolean shows = fields.has("certificate") || fields.has("key");
        fields.optional("certificate");
        fields.optional("key");
        fields.optional("key-password");
        Identity identity = shows ? identities.identity(fields) : null;
        fields.finish();
        return new UpstreamTls(authorities, identity);
    }
}
