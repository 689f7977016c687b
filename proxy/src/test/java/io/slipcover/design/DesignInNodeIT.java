package io.slipcover.design;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.slipcover.json.JsonObject;
import io.slipcover.server.ProxyServer;
import io.slipcover.testbed.NodePackages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The joined engine and made design documents in Node: in PouchDB, as npm packs them, and as CouchDB with SpiderMonkey reads them. */
final class DesignInNodeIT {
    private static final Path KIT = Path.of("../clients/js").toAbsolutePath().normalize();
    private static final int MINUTES = 5;

    @TempDir
    private Path folder;

    @BeforeAll
    static void need() {
        assumeTrue(NodePackages.isNodeInstalled(), "no node or npm on the PATH");
    }

    private static String source(String path) {
        try {
            return Files.readString(KIT.resolve("src").resolve(path));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    @Test
    void engine_joinedForNpm_hasTheSameBytes() throws Exception {
        for (String entry : new String[] {"index.js", "lens/design.js"}) {
            Files.writeString(folder.resolve(entry.replace('/', '-')), CommonJs.join(entry, DesignInNodeIT::source));
        }
        run(
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
        run(
                "design.test.mjs",
                Map.of(
                        "MADE", folder.toString(),
                        "MODULES", pouch.resolve("node_modules").toString(),
                        "SPIDERMONKEY", spiderMonkey.resolve("node_modules").toString()));
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(DesignInNodeIT.class.getResource(name).toURI());
    }

    private void run(String test, Map<String, String> environment) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                        "node",
                        "--no-deprecation",
                        "--test",
                        "--test-reporter=spec",
                        KIT.resolve("test").resolve(test).toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process node = builder.start();
        boolean ended = node.waitFor(MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            node.descendants().forEach(ProcessHandle::destroyForcibly);
            node.destroyForcibly();
        }
        String said = Files.readString(output, UTF_8);

        assertThat(ended && node.exitValue() == 0).as(said).isTrue();
        assertThat(said).contains("fail 0").doesNotContain("tests 0");
    }
}
