package io.slipcover.testing;

import io.slipcover.config.Configuration;
import io.slipcover.config.Network;
import io.slipcover.config.Settings;
import io.slipcover.config.Timeouts;
import io.slipcover.config.Upstream;
import io.slipcover.dispatch.ProxyConfiguration;
import io.slipcover.report.Reports;
import io.slipcover.testbed.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The configuration in {@code site/slipcover.yaml}, with what a test wants otherwise. */
public final class TestSite {
    private final List<String[]> replacements = new ArrayList<>();
    private final Map<String, String> lenses = new HashMap<>();
    private final Map<String, String> schemas = new HashMap<>();
    private List<Network> trusted = List.of();
    private int maximumDocument = 64 << 20;
    private Reports reports = new Reports();
    private @Nullable Timeouts timeouts;

    /** Believes these proxies. */
    public TestSite trusting(List<Network> networks) {
        trusted = networks;
        return this;
    }

    public TestSite holding(int bytes) {
        maximumDocument = bytes;
        return this;
    }

    /** Waits as long as this, and not as long as the file says. */
    public TestSite waiting(Timeouts times) {
        timeouts = times;
        return this;
    }

    /** Tells these of what operators have to know. */
    public TestSite reporting(Reports to) {
        reports = to;
        return this;
    }

    /** Exchanges some of the file's text, which has to be there. */
    public TestSite with(String text, String other) {
        replacements.add(new String[] {text, other});
        return this;
    }

    /** Has this text in place of a lens file. */
    public TestSite lens(String name, String text) {
        lenses.put(name, text);
        return this;
    }

    /** Has a JSON Schema, such as {@code todo-item.1.schema.json}. */
    public TestSite schema(String name, String text) {
        schemas.put(name, text);
        return this;
    }

    /** The site on servers at these ports of this machine. */
    public ProxyConfiguration on(Integer... ports) {
        return on(List.of(ports).stream()
                .map(port -> new Upstream(false, "127.0.0.1", port))
                .toList());
    }

    /** The site on these servers. */
    public ProxyConfiguration on(List<Upstream> upstreams) {
        Configuration configuration = load();
        Settings settings = configuration.settings();
        Settings ours = new Settings(
                settings.listen(),
                upstreams,
                settings.admin(),
                settings.eventLoops(),
                settings.clientVersion(),
                trusted,
                settings.findSortLimit(),
                settings.limits(),
                timeouts == null ? settings.timeouts() : timeouts,
                settings.health(),
                settings.transmission(),
                settings.operations(),
                settings.quarantine(),
                settings.alwaysLooksUpBases());
        return ProxyConfiguration.of(
                new Configuration(
                        ours,
                        configuration.catalog(),
                        0,
                        List.of(),
                        List.of(),
                        configuration.facts(),
                        configuration.schemas(),
                        configuration.lensFolder(),
                        configuration.told(),
                        List.of()),
                reports,
                maximumDocument,
                Clock.systemUTC());
    }

    private Configuration load() {
        Path folder = TemporaryFolder.create("site");
        try {
            Files.createDirectory(folder.resolve("lenses"));
            String text = read("slipcover.yaml");
            for (String[] replacement : replacements) {
                if (!text.contains(replacement[0])) {
                    throw new IllegalArgumentException("the file has no " + replacement[0]);
                }
                text = text.replace(replacement[0], replacement[1]);
            }
            Files.writeString(folder.resolve("slipcover.yaml"), text);
            for (String lens : List.of("lenses/todo-item.1-2.yaml", "lenses/todo-item.2-3.yaml")) {
                Files.writeString(folder.resolve(lens), lenses.containsKey(lens) ? lenses.get(lens) : read(lens));
            }
            if (!schemas.isEmpty()) {
                Files.createDirectory(folder.resolve("schemas"));
                for (Map.Entry<String, String> schema : schemas.entrySet()) {
                    Files.writeString(folder.resolve("schemas").resolve(schema.getKey()), schema.getValue());
                }
            }
            return Configuration.load(folder.resolve("slipcover.yaml"), Map.of());
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } finally {
            TemporaryFolder.remove(folder);
        }
    }

    private static String read(String name) throws IOException {
        URL url = TestSite.class.getResource("/site/" + name);
        try {
            return Files.readString(Path.of(url.toURI()));
        } catch (URISyntaxException exception) {
            throw new IOException(exception);
        }
    }
}
