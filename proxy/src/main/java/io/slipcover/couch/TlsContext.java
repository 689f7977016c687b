package io.slipcover.couch;

import io.slipcover.config.Identity;
import io.slipcover.config.UpstreamTls;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS towards CouchDB as the configuration says it: whose certificates count, and which certificate this side shows. */
public final class TlsContext {
    private TlsContext() {}

    public static SSLContext of(UpstreamTls settings) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(settings.identity()), authorities(settings.authorities()), null);
            return context;
        } catch (GeneralSecurityException | IOException exception) {
            throw new IllegalStateException("this Java has no TLS for such certificates", exception);
        }
    }

    private static TrustManager @Nullable [] authorities(List<X509Certificate> certificates)
            throws GeneralSecurityException, IOException {
        if (certificates.isEmpty()) {
            return null; // Whom Java trusts.
        }
        KeyStore store = empty();
        for (int index = 0; index < certificates.size(); index++) {
            store.setCertificateEntry("authority-" + index, certificates.get(index));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyManager @Nullable [] keys(@Nullable Identity identity)
            throws GeneralSecurityException, IOException {
        if (identity == null) {
            return null;
        }
        KeyStore store = empty();
        char[] password = {'-'}; // Of a store that never leaves this method.
        store.setKeyEntry("own", identity.key(), password, identity.chain().toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return factory.getKeyManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
