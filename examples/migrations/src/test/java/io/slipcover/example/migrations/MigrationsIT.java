package io.slipcover.example.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.config.Configuration;
import io.slipcover.dispatch.ProxyConfiguration;
import io.slipcover.server.ProxyServer;
import io.slipcover.testbed.CouchServer;
import io.slipcover.testbed.PouchApps;
import io.slipcover.upstream.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Phones of every release of an app share one database, and each of them sees and keeps what its story says. */
final class MigrationsIT {
    private static final CouchServer SERVER = CouchServer.shared();
    // It ends with this JVM.
    private static final PouchApps APPS = PouchApps.start();

    private ProxyServer proxy;
    private String database;

    static List<String> examples() {
        return List.of("cozy-desktop", "tangerine", "cht-core");
    }

    /** A phone of each release, with nothing on it yet. */
    private Map<String, Phone> phones(Path folder, Story story) {
        Configuration configuration = Configuration.load(
                folder.resolve("slipcover.yaml"),
                Map.of("COUCHDB_URL", SERVER.url().toString()));
        String number = configuration.catalog().versionRule().field().text();
        proxy = ProxyServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                1,
                Transport.best(),
                ProxyConfiguration.of(configuration));
        database = SERVER.client().createDatabase(folder.getFileName() + "-");
        URI url = URI.create("http://127.0.0.1:" + proxy.address().getPort() + "/" + database);
        Map<String, Phone> phones = new LinkedHashMap<>();
        story.phones().forEach((release, version) -> phones.put(release, new Phone(APPS.open(url, version), number)));
        return phones;
    }

    @AfterEach
    void removeDatabase() {
        if (proxy != null) {
            proxy.close();
        }
        if (database != null) {
            SERVER.client().delete("/" + database);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void story_everyReleaseEdits_allSeeItInTheirShape(String example) throws IOException {
        Story story = Story.read(Path.of(example, "story.json"));
        Map<String, Phone> phones = phones(Path.of(example), story);

        for (Story.Step step : story.steps()) {
            Phone writer = phones.get(step.by());
            writer.edit(step.id(), step.edit());
            writer.push();
            phones.values().forEach(Phone::pull);

            assertThat(step.seen().keySet()).isEqualTo(phones.keySet());
            step.seen()
                    .forEach((release, seen) -> assertThat(phones.get(release).has(step.id()))
                            .as("release %s has %s after release %s: %s", release, step.id(), step.by(), step.why())
                            .isEqualTo(seen));
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void story_twoReleasesEditOffline_bothEditsAreKeptWhole(String example) throws IOException {
        Story story = Story.read(Path.of(example, "story.json"));
        Map<String, Phone> phones = phones(Path.of(example), story);
        Story.Conflict conflict = story.conflict();
        assertThat(conflict.edits()).hasSize(2);
        Story.Step first = story.steps().stream()
                .filter(step -> step.id().equals(conflict.id()))
                .findFirst()
                .orElseThrow();
        phones.get(first.by()).edit(first.id(), first.edit());
        phones.get(first.by()).push();
        phones.values().forEach(Phone::pull);

        conflict.edits().forEach((release, edit) -> phones.get(release).edit(conflict.id(), edit));
        conflict.edits().keySet().forEach(release -> phones.get(release).push());
        phones.values().forEach(Phone::pull);

        assertThat(conflict.seen().keySet()).isEqualTo(phones.keySet());
        conflict.seen()
                .forEach((release, both) -> assertThat(phones.get(release).leaves(conflict.id()))
                        .as("release %s", release)
                        .containsExactlyInAnyOrderElementsOf(both));
    }
}
