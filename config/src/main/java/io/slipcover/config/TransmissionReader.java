package io.slipcover.config;

import java.security.cert.X509Certificate;
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
        ServerTls tls = new ServerTlsReader(problems, identities).read(file.fields("tls", file.optional("tls")));
        UpstreamTls upstreamTls = upstreamTls(file.fields("upstream-tls", file.optional("upstream-tls")));
        return new Transmission(tls, upstreamTls, Boolean.TRUE.equals(file.flag("gzip")), identities.files());
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
