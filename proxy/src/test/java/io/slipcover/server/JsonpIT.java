package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.slipcover.testbed.CouchAnswer;
import io.slipcover.testbed.CouchClient;
import io.slipcover.testbed.CouchServer;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A CouchDB that answers with scripts where a client asks for them. */
@ExtendWith(LeakGuard.class)
final class JsonpIT {
    private static final String SETTING = "/_node/_local/_config/chttpd/allow_jsonp";
    private static final String[] WITH_DOCUMENTS = {
        "/a?callback=f",
        "/a?open_revs=all&callback=f",
        "/_all_docs?include_docs=true&callback=f",
        "/_changes?include_docs=true&callback=f"
    };

    @Test
    void documentsAsScripts_areRefusedWhereCouchDbWouldSendThem_andElseShown() throws Exception {
        CouchServer couch = CouchServer.shared();
        assumeTrue(couch.isCouchDb() && couch.administrator().isPresent(), "only CouchDB knows JSONP");
        CouchClient direct = couch.client();
        String database = direct.createDatabase("user-");
        direct.put(
                        "/" + database + "/a",
                        "{\"schema\":\"todo-item\",\"version\":3,\"text\":\"tea\",\"status\":\"done\"}")
                .orThrow();
        try (ProxyServer proxy = Opened.start(new TestSite().on(couch.url().getPort()))) {
            CouchClient client = CouchClient.of(
                            URI.create("http://127.0.0.1:" + proxy.address().getPort()))
                    .with("X-Client-Version", "1.0.0")
                    .with("Authorization", couch.administrator().orElseThrow().authorization());
            for (String path : WITH_DOCUMENTS) {
                CouchAnswer shown = client.get("/" + database + path);
                assertThat(shown.status()).as(path).isEqualTo(200);
                assertThat(shown.body()).as(path).contains("\"title\":\"tea\"");
            }
            direct.put(SETTING, "\"true\"").orThrow();
            try {
                assertThat(direct.get("/" + database + "/a?callback=f").body()).startsWith("/* CouchDB */f(");
                for (String path : WITH_DOCUMENTS) {
                    CouchAnswer refused = client.get("/" + database + path);
                    assertThat(refused.status()).as(path).isEqualTo(400);
                    assertThat(refused.body()).as(path).contains("JSONP").doesNotContain("todo-item");
                }
                CouchAnswer found =
                        client.post("/" + database + "/_find?callback=f", "{\"selector\":{\"title\":\"tea\"}}");
                assertThat(found.status()).isEqualTo(200);
                assertThat(found.body()).startsWith("{\"docs\":[").contains("\"title\":\"tea\"");
            } finally {
                direct.put(SETTING, "\"false\"").orThrow();
            }
        }
    }
}
