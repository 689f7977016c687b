package io.slipcover.config;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads TLS towards those who connect to Slipcover: its certificates, what clients show, and the limits of handshakes. */
final class ServerTlsReader {
    private final Problems problems;
    private final IdentityReader identities;

    ServerTlsReader(Problems problems, IdentityReader identities) {
        this.problems = problems;
        this.identities = identities;
    }

    /** TLS as these fields say; null where they say none, or where something is wrong with it, which is reported. */
    @Nullable
    ServerTls read(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        Boolean http2 = fields.flag("http2");
        return read(fields, http2 == null || http2);
    }

    /** TLS of an address at which nobody speaks HTTP/2. */
    @Nullable
    ServerTls withoutHttp2(@Nullable Fields fields) {
        return fields == null ? null : read(fields, false);
    }

    private @Nullable ServerTls read(Fields fields, boolean http2) {
        List<Identity> shown = shown(fields);
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
                http2,
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
            Fields one = Fields.of(fields.subject() + ": certificates", element.place(), element, problems);
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
}
