package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.config.Configuration;
import io.slipcover.dispatch.ProxyConfiguration;
import io.slipcover.testbed.CouchClient;
import io.slipcover.testbed.CouchServer;
import io.slipcover.testbed.PouchApp;
import io.slipcover.testbed.PouchApps;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Apps of two releases that share documents, for each way in which real apps tell the types of their documents. */
@ExtendWith(LeakGuard.class)
final class TypesIT {
    private static final CouchServer COUCH = CouchServer.shared();

    private static PouchApps apps;

    @RegisterExtension
    private final Opened opened = new Opened();

    @TempDir
    private Path folder;

    private String database;

    /** A way to tell types. */
    private enum Way {
        /** As in cht-core: what a contact or a record is stands in a second member. */
        SEVERAL_MEMBERS(
                "{ fields: [type, form, contact_type] }",
                "{ field: version }",
                "contact/person",
                "\"type\":\"contact\",\"contact_type\":\"person\"",
                "\"type\":\"contact\",\"contact_type\":\"person\"",
                "\"version\":2",
                "\"type\":\"contact\",\"contact_type\":\"clinic\""),
        /** As in couchdbkit: in a nested member, and so is the version. */
        NESTED(
                "{ path: [meta, kind] }",
                "{ path: [meta, version] }",
                "note",
                "\"meta\":{\"kind\":\"note\",\"owner\":\"me\"}",
                "\"meta\":{\"kind\":\"note\",\"owner\":\"me\",\"version\":2}",
                "",
                "\"meta\":{\"kind\":\"list\",\"owner\":\"me\"}"),
        /** As in pouchdb-migrate: the version stands beside the type. */
        SPELLED(
                "{ field: type, pattern: \"{type}/v{version}\" }",
                "",
                "booking",
                "\"type\":\"booking/v1\"",
                "\"type\":\"booking/v2\"",
                "",
                "\"type\":\"guest/v1\""),
        /** As in Cozy: a database for each type. */
        DATABASE(
                "{ database: { \"io-cozy-accounts\": account, \"io-cozy-files-*\": file } }",
                "{ field: version }",
                "file",
                "\"class\":\"text\"",
                "\"class\":\"text\"",
                "\"version\":2",
                ""),
        /** By rules, some of which ask for the database or look inside of a member. */
        RULES(
                "{ rules: [{ type: report, has: [form], lacks: [parent] },"
                        + " { type: folder, database: \"io-cozy-accounts\", has: [kind] },"
                        + " { type: file, database: [\"io-cozy-files-*\", \"other\"], equals: { kind: file }, in: { place: { has: [disk] } } }] }",
                "{ field: version }",
                "file",
                "\"kind\":\"file\",\"place\":{\"disk\":1}",
                "\"kind\":\"file\",\"place\":{\"disk\":1}",
                "\"version\":2",
                "\"kind\":\"file\",\"place\":{\"tape\":1}"),
        /** As in cht-core: a type for each kind of contact has become one type, and a member tells the kind. */
        JOINED(
                "{ field: type, names: { contact: [person, clinic] } }",
                "{ field: version }",
                "contact",
                "\"type\":\"person\"",
                "\"type\":\"contact\",\"contact_type\":\"person\"",
                "\"version\":2",
                "\"type\":\"data_record\"") {
            @Override
            String more() {
                return """
                          - rename: { source: type, destination: contact_type }
                          - add: { name: type, default: contact }
                        """;
            }
        },
        /** The other way round: one type has become two, as a member told. */
        SPLIT(
                "{ field: type, names: { contact: [person, clinic] } }",
                "{ field: version }",
                "contact",
                "\"type\":\"contact\",\"kind\":\"person\"",
                "\"type\":\"person\"",
                "\"version\":2",
                "\"type\":\"data_record\"") {
            @Override
            String more() {
                return """
                          - remove: { name: type, default: contact }
                          - rename: { source: kind, destination: type }
                        """;
            }
        };

        private final String rule;
        private final String version;
        private final String type;
        private final String older;
        private final String newer;
        private final String number;
        private final String other;

        /**
         * @param type the name of the type whose lens is tried
         * @param older the members that tell it in documents of release 1
         * @param newer the members that tell it in documents of release 2
         * @param number the member that the number stands in besides, in documents of release 2
         * @param other the members of a document of another type; empty where there is none
         */
        Way(String rule, String version, String type, String older, String newer, String number, String other) {
            this.rule = rule;
            this.version = version;
            this.type = type;
            this.older = older;
            this.newer = newer;
            this.number = number;
            this.other = other;
        }

        String configuration() {
            return """
                    upstream: %s
                    documents:
                      type: %s
                      %s
                    releases:
                      - { name: "1", clients: "1.x", types: { "%s": 1 } }
                      - { name: "2", clients: "2.x", types: { "%4$s": 2 } }
                    """.formatted(COUCH.url(), rule, version.isEmpty() ? "" : "version: " + version, type);
        }

        String lens() {
            return """
                    type: %s
                    from: 1
                    to: 2
                    lens:
                      - rename: { source: title, destination: text }
                      - add: { name: due, default: null }
                    """.formatted(type) + more();
        }

        /** What else the lens does. */
        String more() {
            return "";
        }
    }

    @BeforeAll
    static void startApps() {
        apps = PouchApps.start();
    }

    @AfterAll
    static void stopApps() {
        apps.close();
    }

    @BeforeEach
    void create() {
        database = COUCH.client().createDatabase("io-cozy-files-");
    }

    @AfterEach
    void delete() {
        COUCH.client().delete("/" + database);
    }

    private ProxyServer proxy(Way way) throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("lenses")).resolve("it.1-2.yaml"), way.lens());
        Path file = Files.writeString(folder.resolve("slipcover.yaml"), way.configuration());
        return opened.proxy(ProxyConfiguration.of(Configuration.load(file, Map.of())));
    }

    private PouchApp app(ProxyServer proxy, int release) {
        return apps.open(COUCH.asAdministrator(URI.create(url(proxy) + "/" + database)), release + ".0.0");
    }

    private CouchClient client(ProxyServer proxy, int release) {
        return COUCH.client(url(proxy)).with("X-Client-Version", release + ".0.0");
    }

    private static URI url(ProxyServer proxy) {
        return URI.create("http://127.0.0.1:" + proxy.address().getPort());
    }

    private JsonNode stored(String id) {
        return withoutRevision(
                COUCH.client().get("/" + database + "/" + id).orThrow().json());
    }

    private static JsonNode withoutRevision(JsonNode document) {
        return ((ObjectNode) document).without("_rev");
    }

    private static JsonNode json(String... members) {
        List<String> all = new ArrayList<>(List.of(members));
        all.removeIf(String::isEmpty);
        try {
            return new ObjectMapper().readTree("{" + String.join(",", all) + "}");
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Whether an object has all of the members, and more perhaps. */
    private static boolean includes(JsonNode object, JsonNode members) {
        return members.properties().stream().allMatch(member -> {
            JsonNode value = object.path(member.getKey());
            return member.getValue().isObject() ? includes(value, member.getValue()) : value.equals(member.getValue());
        });
    }

    private List<String> found(ProxyServer proxy, int release, String selector) {
        List<String> ids = new ArrayList<>();
        JsonNode answer = client(proxy, release)
                .post("/" + database + "/_find", "{\"selector\":{" + selector + "}}")
                .orThrow()
                .json();
        answer.get("docs").forEach(document -> ids.add(document.get("_id").asText()));
        return ids.stream().sorted().toList();
    }

    /** The members as one condition each, where Mango compares an object as a whole. */
    private static String asked(String members) {
        return members.replace("\"meta\":{\"kind\":\"note\",\"owner\":\"me\"}", "\"meta.kind\":\"note\"")
                .replace("\"meta\":{\"kind\":\"note\",\"owner\":\"me\",\"version\":2}", "\"meta.kind\":\"note\"")
                .replace("\"place\":{\"disk\":1}", "\"place.disk\":{\"$exists\":true}");
    }

    @ParameterizedTest
    @EnumSource
    void bothReleases_editOneDocument_nothingIsLost(Way way) throws Exception {
        ProxyServer proxy = proxy(way);
        PouchApp old = app(proxy, 1);
        PouchApp current = app(proxy, 2);
        old.put(json("\"_id\":\"a\"", way.older, "\"title\":\"one\"").toString());

        old.push();
        current.pull();

        assertThat(stored("a"))
                .isEqualTo(json("\"_id\":\"a\"", way.newer, way.number, "\"text\":\"one\",\"due\":null"));
        assertThat(withoutRevision(current.get("a"))).isEqualTo(stored("a"));

        current.set("a", "due", "\"today\"");
        current.push();
        old.pull();
        assertThat(old.get("a").get("title").asText()).isEqualTo("one");
        assertThat(old.get("a").has("due")).isFalse();

        old.set("a", "title", "\"two\"");
        old.push();
        current.pull();

        assertThat(stored("a"))
                .isEqualTo(json("\"_id\":\"a\"", way.newer, way.number, "\"text\":\"two\",\"due\":\"today\""));
        assertThat(withoutRevision(current.get("a"))).isEqualTo(stored("a"));
        assertThat(includes(old.get("a"), json(way.older)))
                .as("%s is still told by %s", old.get("a"), way.older)
                .isTrue();

        old.remove("a");
        old.push();
        current.pull();
        assertThat(current.has("a")).isFalse();
    }

    /** In a database for each type, there is no other type. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DATABASE")
    void documentOfAnotherType_staysAsItIs(Way way) throws Exception {
        ProxyServer proxy = proxy(way);
        PouchApp old = app(proxy, 1);
        old.put(json("\"_id\":\"b\"", way.other, "\"title\":\"one\"").toString());

        old.push();

        assertThat(stored("b")).isEqualTo(json("\"_id\":\"b\"", way.other, "\"title\":\"one\""));
        assertThat(withoutRevision(client(proxy, 2).get("/" + database + "/b").json()))
                .isEqualTo(stored("b"));
    }

    @ParameterizedTest
    @EnumSource
    void query_byTypeAndRenamedMember_findsDocumentsOfAllShapes(Way way) throws Exception {
        ProxyServer proxy = proxy(way);
        CouchClient couch = COUCH.client();
        String path = "/" + database + "/";
        couch.put(path + "a", json(way.older, "\"title\":\"x\"").toString()).orThrow();
        couch.put(
                        path + "b",
                        json(way.newer, way.number, "\"text\":\"x\",\"due\":null")
                                .toString())
                .orThrow();
        couch.put(
                        path + "c",
                        json(way.newer, way.number, "\"text\":\"y\",\"due\":null")
                                .toString())
                .orThrow();
        couch.put(path + "d", json(way.other, "\"title\":\"y\",\"note\":1").toString())
                .orThrow();

        assertThat(found(proxy, 1, asked(way.older) + ",\"title\":\"x\"")).containsExactly("a", "b");
        assertThat(found(proxy, 2, asked(way.newer) + ",\"text\":\"x\"")).containsExactly("a", "b");
        assertThat(found(proxy, 1, "\"title\":{\"$gte\":\"x\"}")).containsExactly("a", "b", "c", "d");
        assertThat(found(proxy, 2, "\"text\":\"y\""))
                .containsExactlyElementsOf(way.other.isEmpty() ? List.of("c", "d") : List.of("c"));
    }

    @ParameterizedTest
    @EnumSource
    void filteredFeed_asksTheView(Way way) throws Exception {
        assumeTrue(COUCH.isCouchDb(), "PouchDB Server does not filter a feed by a selector");
        ProxyServer proxy = proxy(way);
        String path = "/" + database + "/";
        COUCH.client()
                .put(path + "a", json(way.older, "\"title\":\"x\"").toString())
                .orThrow();
        COUCH.client()
                .put(
                        path + "b",
                        json(way.newer, way.number, "\"text\":\"x\",\"due\":null")
                                .toString())
                .orThrow();
        List<String> ids = new ArrayList<>();

        client(proxy, 1)
                .post(path + "_changes?filter=_selector", "{\"selector\":{" + asked(way.older) + ",\"title\":\"x\"}}")
                .orThrow()
                .json()
                .get("results")
                .forEach(row -> ids.add(row.get("id").asText()));

        assertThat(ids).containsExactlyInAnyOrder("a", "b");
    }
}
