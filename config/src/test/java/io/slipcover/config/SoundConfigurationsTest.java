package io.slipcover.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.ClientVersion;
import io.slipcover.catalog.DesignDocuments;
import io.slipcover.catalog.Policy;
import io.slipcover.catalog.Release;
import io.slipcover.catalog.TypeRule;
import io.slipcover.catalog.VersionRule;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.onepass.AnswerReading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SoundConfigurationsTest {
    private static final Path SOUND = Path.of("src/test/resources/sound");

    @TempDir
    private Path folder;

    @Test
    void load_everyKeyOfTheDesign_isRead() {
        Configuration configuration = Configuration.load(SOUND.resolve("design/slipcover.yaml"), Map.of());

        Settings settings = configuration.settings();
        assertThat(settings.listen()).isEqualTo(new Address("127.0.0.1", 5985));
        assertThat(settings.upstreams()).containsExactly(new Upstream(false, "127.0.0.1", 5984));
        assertThat(settings.admin()).isEqualTo(new Admin(new Address("127.0.0.1", 5987), null));
        assertThat(settings.eventLoops()).isEqualTo(2);
        assertThat(settings.trustedProxies()).isEmpty();
        assertThat(settings.clientVersion().header()).isEqualTo("X-Client-Version");
        assertThat(settings.clientVersion().pathPrefix()).isFalse();
        assertThat(settings.clientVersion().whenAbsent()).isEqualTo(ClientVersion.parse("1.0.0"));
        assertThat(settings.clientVersion().versionOfUserAgent("Mozilla/5.0 TodoApp/2.3 (x)"))
                .contains("2.3");

        Catalog catalog = configuration.catalog();
        assertThat(catalog.databases().contains("todos")).isTrue();
        assertThat(catalog.databases().contains("user-7")).isTrue();
        assertThat(catalog.databases().contains("other")).isFalse();
        assertThat(catalog.onUnshowable()).isEqualTo(Policy.STOP);
        assertThat(catalog.onRefused()).isEqualTo(Policy.STOP);
        assertThat(catalog.typeRule()).isEqualTo(new TypeRule.ByField(JsonName.of("schema")));
        assertThat(catalog.versionRule()).isEqualTo(new VersionRule(JsonName.of("version"), 1, false));
        assertThat(catalog.recognition().matching("todo-item", object("{\"text\":\"\"}")))
                .containsExactly(3);
        assertThat(catalog.releases()).extracting(Release::name).containsExactly("1", "1.1", "2", "3");
        assertThat(catalog.store().name()).isEqualTo("3");
        assertThat(catalog.releases().get(2).design()).isEqualTo(new DesignDocuments.Named(Map.of("app", "app-v3")));
        assertThat(catalog.defaults(catalog.releases().get(1), "todo-item")).hasToString("{\"isImportant\":false}");
        assertThat(catalog.releaseFor(ClientVersion.parse("1.1")))
                .contains(catalog.releases().get(1));
        assertThat(configuration.lenses()).isEqualTo(2);
    }

    @Test
    void load_designOfARelease_isAutoOrNames() throws IOException {
        Path file = folder.resolve("slipcover.yaml");
        Files.writeString(file, """
                documents: { type: { field: type }, version: { field: version } }
                releases:
                  - { name: "1", clients: "1", types: { note: 1 }, design: auto }
                  - { name: "2", clients: "2", types: { note: 1 }, design: "${HOW}" }
                  - { name: "3", clients: "3", types: { note: 1 }, design: { auto: app } }
                  - { name: "4", clients: "4", types: { note: 1 } }
                """);

        assertThat(Configuration.load(file, Map.of("HOW", "auto")).catalog().releases())
                .extracting(Release::design)
                .containsExactly(
                        new DesignDocuments.Made(),
                        new DesignDocuments.Made(),
                        new DesignDocuments.Named(Map.of("auto", "app")),
                        DesignDocuments.OWN);
    }

    @Test
    void load_lensForSeveralTypes_leadsEachOfThem() throws IOException {
        Path file = folder.resolve("slipcover.yaml");
        Files.writeString(file, """
                documents:
                  type: { rules: [{ type: folder, has: [children] }, { type: file, has: [size] }] }
                  version: { field: v }
                releases:
                  - { name: "1", clients: 1.x, types: { file: 1, folder: 1 } }
                  - { name: "2", clients: 2.x, types: { file: 2, folder: 2 } }
                """);
        Files.writeString(
                Files.createDirectory(folder.resolve("lenses")).resolve("both.yaml"),
                "{ type: [file, folder], from: 1, to: 2, lens: [ rename: { source: name, destination: title } ] }");

        Catalog catalog = Configuration.load(file, Map.of()).catalog();

        for (String type : List.of("file", "folder")) {
            JsonObject document = object("{\"name\":\"a\"}");
            catalog.path(type, 1, 2).apply(document);
            assertThat(document).hasToString("{\"title\":\"a\"}");
        }
    }

    @Test
    void load_lensForSeveralTypes_keepsOffWhatTellsAnyOfThem() throws IOException {
        Path file = folder.resolve("slipcover.yaml");
        Files.writeString(file, """
                documents:
                  type: { rules: [{ type: file, has: [size] }, { type: folder, has: [children] }] }
                  version: { field: v }
                releases:
                  - { name: "1", clients: 1.x, types: { file: 1, folder: 1 } }
                  - { name: "2", clients: 2.x, types: { file: 2, folder: 2 } }
                """);
        Files.writeString(
                Files.createDirectory(folder.resolve("lenses")).resolve("both.yaml"),
                "{ type: [file, folder], from: 1, to: 2, lens: [ wrap: { name: children }, wrap: { name: size } ] }");

        assertThatThrownBy(() -> Configuration.load(file, Map.of()))
                .hasMessageContaining("wrap: 'children' tells the type")
                .hasMessageContaining("wrap: 'size' tells the type");
    }

    @Test
    void load_oldestStored_isRead() throws IOException {
        Path file = folder.resolve("slipcover.yaml");
        Files.writeString(file, """
                documents: { type: { id-prefix: ":" }, version: { field: v }, oldest-stored: { note: 2 } }
                releases:
                  - { name: "1", clients: 1.x, types: { note: 2, memo: 1 } }
                """);
        Catalog catalog = Configuration.load(file, Map.of()).catalog();

        assertThat(catalog.oldestStored("note")).isEqualTo(2);
        assertThat(catalog.oldestStored("memo")).isZero();
    }

    @Test
    void load_theTodoExample_hasNoWarnings() {
        Configuration configuration = Configuration.load(Path.of("../examples/todo/slipcover.yaml"), Map.of());

        assertThat(configuration.warnings()).isEmpty();
        assertThat(configuration.lenses()).isEqualTo(2);
        JsonObject document = object("{\"title\":\"Water the plants\",\"isDone\":false}");
        configuration.catalog().path("todo-item", 1, 3).apply(document);
        assertThat(document)
                .hasToString(
                        "{\"text\":\"Water the plants\",\"status\":\"active\",\"groupName\":\"default\",\"assignees\":[]}");
    }

    @Test
    void load_whatIsNeverUsed_warns() {
        Configuration configuration = Configuration.load(SOUND.resolve("warnings/slipcover.yaml"), Map.of());

        assertThat(configuration.warnings())
                .extracting(Problem::toString)
                .containsExactly(
                        "slipcover.yaml:3:21: documents: recognise: no rule tells note 2 from 3. An app that is updated in"
                                + " place sends documents of 2 without a number, and they are taken for 3 unless a lens"
                                + " notices: convert size, convert created, convert edited, convert price, convert count."
                                + " They would lose: remove colour, head owners, in parts, jsonata. The number is hidden, so"
                                + " its edits of what it had pulled have none either, and would lose what 2 is not shown."
                                + " Rules such as note: { 2: { has: [colour] } } tell them apart",
                        "slipcover.yaml:3:43: documents: version: when-absent: no type has a version 1",
                        "slipcover.yaml:6:29: releases: clients: '1.2' serves nobody, since a later release takes every"
                                + " version of it: '1.1'",
                        "note.1-2.yaml:2:7: the lens is not used, since no release names note 1",
                        "note.3-4.yml:1:1: the file is not read, since names of lens files end in .yaml");
    }

    @Test
    void load_lensesThatDoNotKeepEverything_tellsWhatIsNotKept() {
        Configuration configuration = Configuration.load(SOUND.resolve("warnings/slipcover.yaml"), Map.of());

        assertThat(configuration.losses())
                .extracting(Problem::toString)
                .containsExactly(
                        "note.2-3.yaml:5:5: remove colour: 'colour' is not stored",
                        "note.2-3.yaml:6:5: head owners: elements past the first are not stored",
                        "note.2-3.yaml:7:5: convert size: \"XS\" is stored as \"small\", which reads as \"S\" afterwards",
                        "note.2-3.yaml:7:5: convert size: a value that no pair holds is stored as \"small\"",
                        "note.2-3.yaml:8:5: convert created: digits of a second past the third, and the zone, are not"
                                + " stored",
                        "note.2-3.yaml:9:5: convert edited: fractions of a millisecond are not stored",
                        "note.2-3.yaml:10:5: convert price: the spelling of a number in a string is not stored: '1.50'"
                                + " reads as '1.5' afterwards",
                        "note.2-3.yaml:15:35: in parts, remove weight: 'weight' is not stored",
                        "note.2-3.yaml:16:5: jsonata: what its code does not keep cannot be told from here");
    }

    @Test
    void load_leastThatIsNeeded_hasDefaults() throws Exception {
        Configuration configuration = load("""
                documents:
                  type: { id-prefix: ":" }
                  version: { field: v }
                releases: [{ name: 1, clients: "*", types: {} }]
                """, Map.of());

        assertThat(configuration.settings())
                .isEqualTo(new Settings(
                        Settings.DEFAULT_LISTEN,
                        List.of(Settings.DEFAULT_UPSTREAM),
                        null,
                        0,
                        new ClientVersionRules("X-Client-Version", false, List.of(), null),
                        List.of(),
                        10_000,
                        Limits.DEFAULTS,
                        Timeouts.DEFAULTS,
                        Health.DEFAULTS,
                        Transmission.DEFAULTS,
                        Operations.DEFAULTS,
                        null,
                        false));
        assertThat(Limits.DEFAULTS.nesting()).isEqualTo(10_000);
        assertThat(configuration.catalog().typeRule()).isEqualTo(new TypeRule.ByIdPrefix(":"));
        assertThat(configuration.catalog().databases().contains("any")).isTrue();
        assertThat(configuration.catalog().databases().contains("_users")).isFalse();
    }

    @Test
    void load_everythingThatIsOffByDefault_isRead() throws Exception {
        Configuration configuration = load("""
                listen: "[::1]:0"
                upstream: [http://one:5984, "https://[::2]/"]
                client-version: { header: App-Version, path-prefix: true }
                documents:
                  type: { field: type }
                  version: { field: v, when-absent: 2, hidden: true }
                releases:
                  - name: "1"
                    clients: ^1.0
                    types: { note: 1 }
                    deprecated: 2026-09-01
                    sunset: 2027-03-01
                    link: https://example.com/upgrade
                on-unshowable: skip
                on-refused: skip
                always-look-up-bases: true
                trusted-proxies: [10.0.0.0/8, "::1"]
                """, Map.of());

        assertThat(configuration.settings().listen()).isEqualTo(new Address("::1", 0));
        assertThat(configuration.settings().upstreams())
                .containsExactly(new Upstream(false, "one", 5984), new Upstream(true, "::2", 443));
        assertThat(configuration.settings().trustedProxies())
                .containsExactly(Network.parse("10.0.0.0/8"), Network.parse("::1/128"));
        assertThat(configuration.settings().clientVersion().header()).isEqualTo("App-Version");
        assertThat(configuration.settings().clientVersion().prefix("/v2.1/db/doc"))
                .contains(new ClientVersionRules.PathPrefix("2.1", "/db/doc"));
        assertThat(configuration.catalog().versionRule()).isEqualTo(new VersionRule(JsonName.of("v"), 2, true));
        assertThat(configuration.catalog().onUnshowable()).isEqualTo(Policy.SKIP);
        assertThat(configuration.catalog().onRefused()).isEqualTo(Policy.SKIP);
        assertThat(configuration.settings().alwaysLooksUpBases()).isTrue();
        Release release = configuration.catalog().store();
        assertThat(release.deprecated()).isEqualTo(LocalDate.of(2026, 9, 1));
        assertThat(release.sunset()).isEqualTo(LocalDate.of(2027, 3, 1));
        assertThat(release.link()).isEqualTo("https://example.com/upgrade");
    }

    @Test
    void load_limits_areRead() throws Exception {
        Configuration configuration = load("""
                limits:
                  memory: 25%
                  document: 1MB
                  held: 2MB
                  nesting: 20
                  members: 300
                  first-line: 4kB
                  url: 2kB
                  head: 16kB
                  headers: 50
                  connections: 400
                  connections-per-address: 40
                  waiting: 30
                  ahead: 5
                  unpacked: 10MB
                  unpacked-ratio: 60
                documents:
                  type: { field: type }
                  version: { field: v }
                releases: [{ name: 1, clients: "*", types: {} }]
                """, Map.of());

        assertThat(configuration.settings().limits())
                .isEqualTo(new Limits(
                        MemoryShare.ofPercent(25),
                        1 << 20,
                        2 << 20,
                        20,
                        300,
                        new HeadLimits(4 << 10, 2 << 10, 16 << 10, 50),
                        new ConnectionLimits(400, 40, 30, 5),
                        new UnpackingLimits(10 << 20, 60)));
    }

    @Test
    void memory_isAShareOrASize_andNeverAll() {
        assertThat(MemoryShare.ofPercent(25).of(1000)).isEqualTo(250);
        assertThat(MemoryShare.ofBytes(300).of(1000)).isEqualTo(300);
        assertThat(MemoryShare.ofBytes(3000).of(1000)).isEqualTo(800);
    }

    @Test
    void load_adminWithToken_mayBeReachedByOthers() throws Exception {
        Settings settings =
                load("""
                admin: { listen: 0.0.0.0:5987, token: "${TOKEN}" }
                drain: { notice: 2s, deadline: 1m }
                reload: signal
                answers: general
                access-log: { format: key-value, to: /var/log/slipcover.log, client: none }
                documents: { type: { field: type }, version: { field: v } }
                releases: [{ name: 1, clients: "*", types: {} }]
                """, Map.of("TOKEN", "a-word-that-nobody-guesses")).settings();

        assertThat(settings.admin())
                .isEqualTo(new Admin(new Address("0.0.0.0", 5987), "a-word-that-nobody-guesses"))
                .hasToString("0.0.0.0:5987 with a token");
        assertThat(settings.operations())
                .isEqualTo(new Operations(
                        Duration.ofSeconds(2),
                        Duration.ofMinutes(1),
                        new AccessLogging(
                                AccessLogging.Format.KEY_VALUE, "/var/log/slipcover.log", AccessLogging.Client.NONE),
                        Operations.Reload.SIGNAL,
                        AnswerReading.GENERAL));
    }

    @Test
    void load_environmentVariables_arePutIn() throws Exception {
        Configuration configuration = load("""
                listen: ${HOST:-localhost}:${PORT}
                event-loops: ${LOOPS:-3}
                find-sort-limit: ${SORTED:-0}
                limits:
                  nesting: ${NESTING:-50}
                timeouts: { connect: "${CONNECT:-750ms}" }
                health: { interval: 7s, timeout: "${HEALTH:-3s}", pause: 40s }
                databases: ["${EMPTY:-acme}-*", "$${HOST}"]
                documents:
                  type: { field: type }
                  version: { field: v }
                releases: [{ name: 1, clients: "*", types: {} }]
                """, Map.of("PORT", "6000", "EMPTY", ""));

        assertThat(configuration.settings().listen()).isEqualTo(new Address("localhost", 6000));
        assertThat(configuration.settings().eventLoops()).isEqualTo(3);
        assertThat(configuration.settings().findSortLimit()).isZero();
        assertThat(configuration.settings().limits().nesting()).isEqualTo(50);
        assertThat(configuration.settings().timeouts().connect()).isEqualTo(Duration.ofMillis(750));
        // A pause that is longer than the longest one by default is the longest one.
        assertThat(configuration.settings().health())
                .isEqualTo(new Health(
                        Duration.ofSeconds(7), Duration.ofSeconds(3), Duration.ofSeconds(40), Duration.ofSeconds(40)));
        assertThat(configuration.catalog().databases().contains("acme-1")).isTrue();
        assertThat(configuration.catalog().databases().contains("${HOST}")).isTrue();
    }

    @Test
    void load_noFile_saysSo() {
        Path file = folder.resolve("nowhere.yaml");

        assertThatThrownBy(() -> Configuration.load(file, Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("nowhere.yaml:1:1: there is no file " + file);
    }

    private Configuration load(String yaml, Map<String, String> environment) throws Exception {
        Path file = folder.resolve("slipcover.yaml");
        Files.writeString(file, yaml);
        return Configuration.load(file, environment);
    }

    private static JsonObject object(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return JsonObject.parse(bytes, 0, bytes.length);
    }

    @Test
    void load_quarantine_hasItsDatabaseAndCredentials_andPrintsNoPassword() throws Exception {
        Configuration configuration = load("""
                documents:
                  type: { field: type }
                  version: { field: v }
                releases: [{ name: 1, clients: "*", types: {} }]
                on-refused: quarantine
                quarantine: slipcover/quarantine
                quarantine-credentials: { user: "${QUSER}", password: "${QPASSWORD}" }
                """, Map.of("QUSER", "slipcover", "QPASSWORD", "12345"));

        assertThat(configuration.catalog().onRefused()).isEqualTo(Policy.QUARANTINE);
        assertThat(configuration.settings().quarantine())
                .isEqualTo(new Quarantine("slipcover/quarantine", "slipcover", "12345"));
        assertThat(configuration.settings().toString())
                .contains("slipcover/quarantine")
                .doesNotContain("12345");
    }
}
