package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.slipcover.cli.LensesCommand;
import io.slipcover.config.Configuration;
import io.slipcover.dispatch.ProxyConfiguration;
import io.slipcover.testbed.Chromium;
import io.slipcover.testbed.CouchServer;
import io.slipcover.testbed.NodePackages;
import io.slipcover.testing.KitTests;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The PouchDB plugin of {@code clients/js} in apps that are updated in place: its own tests, in Node and in a browser, before Slipcover
 * and a server. With {@code -Dslipcover.pouch.long} each step is killed with each version of PouchDB, and the random runs are long.
 */
@ExtendWith(LeakGuard.class)
final class PouchPluginIT {
    private static final CouchServer COUCH = CouchServer.shared();

    private static Path packages;

    @RegisterExtension
    private final Opened opened = new Opened();

    @TempDir
    private Path folder;

    private URI proxy;
    private Path lenses;

    @BeforeAll
    static void install() {
        assumeTrue(NodePackages.isNodeInstalled(), "no node or npm on the PATH");
        packages = NodePackages.install(PouchPluginIT.class, "pouch-plugin");
    }

    @BeforeEach
    void serve() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("lenses")).resolve("note.1-2.yaml"), """
                type: note
                from: 1
                to: 2
                lens:
                  - rename: { source: title, destination: text }
                  - add: { name: priority, default: 0 }
                  - convert: { name: mood, pairs: [[0, calm], [1, wild]], partial: true }
                """);
        Path file = Files.writeString(folder.resolve("slipcover.yaml"), """
                listen: 127.0.0.1:0
                upstream: %s
                documents:
                  type: { field: type }
                  version: { field: version, when-absent: 1 }
                  recognise:
                    note: { 1: { has: [title] }, 2: { has: [text] } }
                releases:
                  - { name: "1", clients: "1.x", types: { note: 1 } }
                  - { name: "2", clients: ">=2.0.0", types: { note: 2 } }
                lenses: lenses
                """.formatted(COUCH.url()));
        StringWriter json = new StringWriter();
        int exit = new CommandLine(new LensesCommand())
                .setOut(new PrintWriter(json))
                .execute("--config", file.toString(), "--json");
        assertThat(exit).isZero();
        lenses = Files.writeString(folder.resolve("lenses.json"), json.toString());
        ProxyServer server = opened.proxy(ProxyConfiguration.of(Configuration.load(file, Map.of())));
        proxy = URI.create("http://127.0.0.1:" + server.address().getPort());
    }

    @Test
    void appUpdatedInPlace_losesNothing() throws Exception {
        run("pouch.test.mjs", Map.of());
    }

    @Test
    void appKilledInEachStep_losesNothing() throws Exception {
        run("pouch-killed.test.mjs", Map.of());
    }

    @Test
    void devicesThatEditAtRandom_loseNothing() throws Exception {
        run("pouch-random.test.mjs", Map.of());
    }

    @Test
    void pageInBrowser_losesNothing() throws Exception {
        Optional<Chromium> browser = Chromium.find();
        assumeTrue(browser.isPresent(), Chromium.MISSING);

        run(
                "pouch-browser.test.mjs",
                Map.of("CHROMIUM", browser.orElseThrow().program().toString()));
    }

    private void run(String test, Map<String, String> environment) throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(Map.of(
                "LENSES", lenses.toString(),
                "MODULES", packages.resolve("node_modules").toString(),
                "SLIPCOVER", COUCH.asAdministrator(proxy).toString(),
                "COUCHDB", COUCH.asAdministrator(COUCH.url()).toString()));
        all.putAll(environment);
        if (System.getProperty("slipcover.pouch.long") != null) {
            all.put("LONG", "true");
        }
        KitTests.pass(test, all);
    }
}
