package io.slipcover.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EffectiveKeysTest {
    private static final Pattern DEFAULT =
            Pattern.compile("Default: (.+)\\.$|(\\w+)(?:, the default| \\(the default)\\b");
    private static final Pattern SECRET = Pattern.compile("password|token|secret");

    /** Where the schema tells a default in words, or it depends on the machine. */
    private static final Map<String, String> IN_WORDS = Map.of(
            "event-loops", Integer.toString(Runtime.getRuntime().availableProcessors()),
            "store", "2",
            "upstream", "[\"http://127.0.0.1:5984\"]");

    private static final String REST = """
            documents:
              type: { field: t }
              version: { field: v }
              recognise: { token: { 1: { has: [a] }, 2: { has: [b] } } }
            releases:
              - { name: "1", clients: "1.x", types: { token: 1 } }
              - { name: "2", clients: ">=2", types: { token: 2 }, defaults: { token: { password: shown } } }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void copyFiles() throws IOException {
        Files.writeString(
                Files.createDirectory(folder.resolve("lenses")).resolve("token.1-2.yaml"),
                "type: token\nfrom: 1\nto: 2\nlens: [ { rename: { source: a, destination: b } } ]\n");
        try (var files = Files.list(Path.of("src/test/resources/tls"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    private Configuration load(String text) throws IOException {
        Files.writeString(folder.resolve("slipcover.yaml"), text + "\n" + REST);
        return Configuration.load(folder.resolve("slipcover.yaml"), Map.of("WORD", "a-word-that-nobody-guesses"));
    }

    private static Map<String, EffectiveKey> byKey(Configuration configuration, String... flags) {
        return EffectiveKeys.of(configuration, Set.of(flags)).stream()
                .collect(Collectors.toMap(EffectiveKey::key, Function.identity()));
    }

    /** The descriptions of the keys in the schema for editors, down to those of lists. */
    private static void describe(JsonNode node, String before, Map<String, String> descriptions) {
        node.path("properties").properties().forEach(property -> {
            String key = before + property.getKey();
            descriptions.put(key, property.getValue().path("description").asText());
            describe(property.getValue(), key + ": ", descriptions);
        });
        node.path("oneOf").forEach(choice -> describe(choice, before, descriptions));
        if (node.has("items")) {
            describe(node.get("items"), before, descriptions);
        }
    }

    private static Map<String, String> descriptions() throws IOException {
        Map<String, String> descriptions = new LinkedHashMap<>();
        describe(new ObjectMapper().readTree(EditorSchema.CONFIG.text()), "", descriptions);
        return descriptions;
    }

    @Test
    void key_thatNobodyTells_hasTheDefaultOfTheDocumentation() throws IOException {
        String tls = "tls: { certificate: ec.pem, key: ec-sec1.key }";
        Map<String, EffectiveKey> keys =
                byKey(load(tls + "\nadmin: { listen: 127.0.0.1:1, " + tls + " }\naccess-log: { format: json }"));
        Map<String, String> told = new LinkedHashMap<>();
        descriptions().forEach((key, description) -> {
            Matcher matcher = DEFAULT.matcher(description);
            if (matcher.find()) {
                String value = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
                told.put(key, IN_WORDS.getOrDefault(key, value));
            }
        });
        told.remove("upstream-tls: ca"); // Whom Java trusts has no name.
        told.remove("lenses"); // The folder is told from the root on.
        told.remove("schemas"); // Slipcover takes the folder only where it is there.
        told.put("drain: deadline", told.remove("drain"));

        assertThat(told).hasSizeGreaterThan(40).containsKeys("answers", "reload", "validate", "on-refused");
        told.forEach((key, value) -> {
            assertThat(keys).as(key).containsKey(key);
            assertThat(text(keys.get(key))).as(key).isEqualTo(value);
            assertThat(keys.get(key).origin()).as(key).isEqualTo(EffectiveKey.Origin.DEFAULT);
        });
        assertThat(text(keys.get("lenses"))).isEqualTo(folder.resolve("lenses").toString());
        assertThat(text(keys.get("drain: notice"))).isEqualTo("0s");
    }

    private static String text(EffectiveKey key) {
        String json = key.value().toString();
        return json.startsWith("\"") ? json.substring(1, json.length() - 1) : json;
    }

    @Test
    void key_ofTheFile_isToldAsItIsUsed_alsoInItsShortForm() throws IOException {
        Map<String, EffectiveKey> keys = byKey(load("""
                listen: ${LISTEN:-127.0.0.1:7}
                admin: 127.0.0.1:5987
                drain: 90s
                access-log: key-value
                upstream: http://couch
                limits: { nesting: 12, document: 2MB }
                """));

        assertThat(text(keys.get("listen"))).isEqualTo("127.0.0.1:7");
        assertThat(text(keys.get("admin: listen"))).isEqualTo("127.0.0.1:5987");
        assertThat(text(keys.get("drain: deadline"))).isEqualTo("90s");
        assertThat(text(keys.get("access-log: format"))).isEqualTo("key-value");
        assertThat(text(keys.get("access-log: client"))).isEqualTo("network");
        assertThat(text(keys.get("upstream"))).isEqualTo("[\"http://couch:80\"]");
        assertThat(text(keys.get("limits: nesting"))).isEqualTo("12");
        assertThat(text(keys.get("limits: document"))).isEqualTo("2MB");
        assertThat(text(keys.get("documents: recognise: token: 1: has"))).isEqualTo("[\"a\"]");
        assertThat(keys.get("releases").value().toString()).contains("\"password\":\"shown\"");
        assertThat(keys).doesNotContainKeys("admin", "drain", "access-log");
        for (String key : List.of("listen", "admin: listen", "drain: deadline", "access-log: format", "releases")) {
            assertThat(keys.get(key).origin()).as(key).isEqualTo(EffectiveKey.Origin.FILE);
        }
        assertThat(keys.get("limits: members").origin()).isEqualTo(EffectiveKey.Origin.DEFAULT);
    }

    @Test
    void key_ofTheCommandLine_isToldAsOne() throws IOException {
        Configuration configuration = load("listen: 127.0.0.1:7");
        Configuration flagged = configuration.with(configuration.settings().withListen(Address.parse("127.0.0.1:8")));

        EffectiveKey listen = byKey(flagged, "listen").get("listen");
        assertThat(text(listen)).isEqualTo("127.0.0.1:8");
        assertThat(listen.origin()).isEqualTo(EffectiveKey.Origin.FLAG);
    }

    /** Every key that the schema calls a password, a token or a secret. */
    @Test
    void secrets_areNeverTold_whereverTheyStand() throws IOException {
        Set<String> secrets = new TreeSet<>(descriptions().keySet());
        secrets.removeIf(
                key -> !SECRET.matcher(key.substring(key.lastIndexOf(' ') + 1)).find());
        assertThat(secrets)
                .as("a new secret belongs into this test, and into ToldKeys")
                .containsExactly(
                        "admin: tls: certificates: key-password",
                        "admin: tls: key-password",
                        "admin: token",
                        "quarantine-credentials: password",
                        "tls: certificates: key-password",
                        "tls: key-password",
                        "upstream-tls: key-password");

        String pair = "certificate: rsa.pem, key: rsa-encrypted.key, key-password: secret";
        Configuration configuration = load("""
                admin: { listen: 127.0.0.1:1, token: "${WORD}", tls: { %1$s, certificates: [ { %1$s } ] } }
                tls: { %1$s, certificates: [ { %1$s } ] }
                upstream-tls: { ca: rsa.pem, %1$s }
                quarantine: refused
                quarantine-credentials: { user: keeper, password: secret }
                """.formatted(pair));

        String told = EffectiveKeys.of(configuration, Set.of()).toString();
        assertThat(told)
                .contains("keeper", "rsa-encrypted.key", "shown")
                .doesNotContain("\"secret\"", "a-word-that-nobody-guesses");
        Map<String, EffectiveKey> keys = byKey(configuration);
        for (String secret : secrets) {
            String holder = secret.contains("certificates") ? secret.replace(": key-password", "") : secret;
            assertThat(keys.get(holder).value().toString()).as(secret).contains(ToldKeys.MASK);
        }
    }

    @Test
    void history_isAFileBesideTheConfiguration() throws IOException {
        Settings settings =
                load("admin: { listen: 127.0.0.1:1, history: usage }").settings();

        assertThat(settings.admin().history()).isEqualTo(folder.resolve("usage"));
        assertThat(settings.withHistory(Path.of("other")).admin().history()).isEqualTo(Path.of("other"));
        assertThat(settings.withAdmin(Address.parse("127.0.0.1:2")).admin().history())
                .isEqualTo(folder.resolve("usage"));
    }

    @Test
    void sizesAndTimes_areSpeltAsTheFileSpellsThem() {
        assertThat(EffectiveKeys.size(8_000_000)).isEqualTo("8000000B");
        assertThat(EffectiveKeys.size(3 << 10)).isEqualTo("3kB");
        assertThat(EffectiveKeys.size(1L << 30)).isEqualTo("1GB");
        assertThat(EffectiveKeys.time(Duration.ofMillis(1_500))).isEqualTo("1500ms");
        assertThat(EffectiveKeys.time(Duration.ofSeconds(90))).isEqualTo("90s");
        assertThat(EffectiveKeys.time(Duration.ofDays(1))).isEqualTo("24h");
    }
}
