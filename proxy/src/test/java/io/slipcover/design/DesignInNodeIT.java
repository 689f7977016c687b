package io.slipcover.design;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.slipcover.json.JsonObject;
import io.slipcover.server.ProxyServer;
import io.slipcover.testbed.NodePackages;
import io.slipcover.testing.KitTests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The joined engine and made design documents in Node: in PouchDB, as npm packs them, and as CouchDB with SpiderMonkey reads them. */
final class DesignInNodeIT {
    @TempDir
    private Path folder;

    @BeforeAll
    static void need() {
        assumeTrue(NodePackages.isNodeInstalled(), "no node or npm on the PATH");
    }

    private static String source(String path) {
        try {
            return Files.readString(KitTests.KIT.resolve("src").resolve(path));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    @Test
    void engine_joinedForNpm_hasTheSameBytes() throws Exception {
        for (String entry : new String[] {"index.js", "lens/design.js"}) {
            Files.writeString(folder.resolve(entry.replace('/', '-')), CommonJs.join(entry, DesignInNodeIT::source));
        }
        KitTests.pass(
                "build.test.mjs",
                Map.of(
                        "JOINED",
                        folder.toString(),
                        "JOINS",
                        resource("joins.json").toString()));
    }

    @Test
    void madeDesignDocuments_workInPouchDb_andAsSpiderMonkeyReadsThem() throws Exception {
        JsonObject app = JsonObject.of(Files.readString(resource("app.json")));
        JsonObject lenses = JsonObject.of(Files.readString(resource("lenses.json")));
        for (Target target : Target.values()) {
            Files.writeString(
                    folder.resolve(target.name().toLowerCase(Locale.ROOT) + ".json"),
                    DesignDocument.make(app, "app", "app-made", lenses, "1", "3", target)
                            .json()
                            .toString());
        }
        Path pouch = NodePackages.install(ProxyServer.class, "pouch-plugin");
        Path spiderMonkey = NodePackages.install(DesignInNodeIT.class, "spidermonkey");
        KitTests.pass(
                "design.test.mjs",
                Map.of(
                        "MADE", folder.toString(),
                        "MODULES", pouch.resolve("node_modules").toString(),
                        "SPIDERMONKEY", spiderMonkey.resolve("node_modules").toString()));
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(DesignInNodeIT.class.getResource(name).toURI());
    }
}
