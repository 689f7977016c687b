package io.slipcover.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.slipcover.testbed.CouchAnswer;
import io.slipcover.testbed.CouchClient;
import io.slipcover.testbed.CouchServer;
import io.slipcover.testing.ProxiedCouch;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code docs/in-front.md} shows, run: other proxies in front of Slipcover in front of CouchDB. */
final class InFrontIT {
    private static final int ATTACHMENT = 20_000_000;

    @ParameterizedTest
    @EnumSource
    void front_asShown_passesOnWhatClientsNeed(FrontProxy front) throws Exception {
        assumeThat(front.isInstalled()).as(front + " is installed").isTrue();
        assumeThat(CouchServer.shared().isCouchDb()).as("the feed is CouchDB's").isTrue();
        try (ProxiedCouch slipcover = ProxiedCouch.of(new TestSite());
                FrontProxy.Running running = front.start(slipcover.url())) {
            CouchClient client = slipcover.client(running.url(), 1);
            String database = client.createDatabase("front");
            keepsSlashesInIds(client, database);
            takesLargeAttachments(client, database);
            passesChangesOnAtOnce(client, database);
            client.delete("/" + database);
        }
    }

    private static void keepsSlashesInIds(CouchClient client, String database) {
        client.put("/" + database + "/a%2Fb%2B%25", "{\"n\":1}").orThrow();

        CouchAnswer rows = client.get("/" + database + "/_all_docs");

        assertThat(rows.body()).contains("\"id\":\"a/b+%\"");
    }

    private static void takesLargeAttachments(CouchClient client, String database) {
        String large = "a".repeat(ATTACHMENT);
        client.put("/" + database + "/large/file", large).orThrow();

        assertThat(client.get("/" + database + "/large/file").body()).isEqualTo(large);
    }

    /** The feed goes on for ever, so whoever held an answer back until it is whole would never show the line. */
    private static void passesChangesOnAtOnce(CouchClient client, String database) throws IOException {
        Optional<String> authorization =
                CouchServer.shared().administrator().map(who -> "Authorization: " + who.authorization() + "\r\n");
        try (Wire feed = Wire.to(client.url().getPort())) {
            feed.send("GET /" + database
                    + "/_changes?feed=continuous&since=now&heartbeat=600000&include_docs=true HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                    + "X-Client-Version: 1.0.0\r\n" + authorization.orElse("") + "\r\n");
            assertThat(feed.head()).startsWith("HTTP/1.1 200");
            client.put("/" + database + "/new", "{\"n\":2}").orThrow();

            assertThat(readUntil(feed, "\"n\":2")).contains("\"id\":\"new\"");
        }
    }

    private static String readUntil(Wire feed, String text) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(text) < 0) {
            read.append(feed.read(1));
        }
        return read.toString();
    }

    @Test
    void page_showsTheFilesThatAreTried() throws IOException {
        String page = Files.readString(Path.of("../docs/in-front.md"));

        for (FrontProxy front : FrontProxy.values()) {
            assertThat(page).contains(front.shown());
        }
        for (String file : new String[] {"traefik-static.yaml", "traefik.yaml"}) {
            assertThat(page).contains(Files.readString(Path.of("../packaging/in-front", file)));
        }
    }
}
