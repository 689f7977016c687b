package io.slipcover.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Holds the schemas for editors against what reads the files: the keys, what is accepted, and what is refused. */
final class EditorSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UNKNOWN = "xxxxxxxxxxxxxxxx";
    private static final Pattern KNOWN =
            Pattern.compile("unknown key '" + UNKNOWN + "'(?:; expected (?:one of )?(.*))?");
    private static final Pattern YAML = Pattern.compile("```yaml[^\\n]*\\n(.*?)```", Pattern.DOTALL);

    /** What a report says of structure, which a schema can say, too. */
    private static final Pattern STRUCTURE =
            Pattern.compile("unknown key '|: missing '|unknown operation '|expected (a map|a list|true or false)(,|$)"
                    + "|found (a list|a map)$|expected one operation in each");

    @TempDir
    private Path folder;

    private static JsonNode tree(EditorSchema schema) throws IOException {
        return JSON.readTree(schema.text());
    }

    private static List<Error> refusals(EditorSchema schema, String yaml) throws IOException {
        Schema compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(tree(schema));
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setAllowNonScalarKeys(true)
                .build();
        return compiled.validate(JSON.valueToTree(new Load(settings).loadFromString(yaml)));
    }

    /** The report of a configuration with one lens. */
    private List<String> report(String configuration, String lens) throws IOException {
        Files.createDirectories(folder.resolve("lenses"));
        Files.writeString(folder.resolve("slipcover.yaml"), configuration);
        Files.writeString(folder.resolve("lenses/note.1-2.yaml"), lens);
        try {
            Configuration.load(folder.resolve("slipcover.yaml"), Map.of());
            return List.of();
        } catch (ConfigurationException e) {
            return e.getMessage().lines().toList();
        }
    }

    /** The keys that a reader names instead of one that is unknown. */
    private static Set<String> known(List<String> report) {
        for (String line : report) {
            Matcher matcher = KNOWN.matcher(line);
            if (matcher.find()) {
                return matcher.group(1) == null
                        ? Set.of()
                        : new TreeSet<>(List.of(matcher.group(1).split(", ")));
            }
        }
        throw new AssertionError("nobody looked for unknown keys: " + report);
    }

    /** By a YAML text with a hole for its keys, the keys of each map with fixed keys that is in a schema. */
    private static Map<String, Set<String>> maps(EditorSchema schema) throws IOException {
        Map<String, Set<String>> maps = new LinkedHashMap<>();
        JsonNode root = tree(schema);
        collect(root, root, "%s", maps);
        return maps;
    }

    private static void collect(JsonNode root, JsonNode node, String around, Map<String, Set<String>> maps) {
        JsonNode resolved = node.has("$ref") ? root.at(node.get("$ref").asText().substring(1)) : node;
        if (resolved.has("properties")) {
            Set<String> keys = new TreeSet<>();
            resolved.get("properties").fieldNames().forEachRemaining(keys::add);
            maps.put(around.formatted("{ %s }"), keys);
            for (String key : keys) {
                collect(root, resolved.get("properties").get(key), around.formatted("{ " + key + ": %s }"), maps);
            }
        }
        if (resolved.path("additionalProperties").isObject()) {
            collect(root, resolved.get("additionalProperties"), around.formatted("{ 1: %s }"), maps);
        }
        if (resolved.has("items") && !resolved.get("items").has("$ref")) {
            collect(root, resolved.get("items"), around.formatted("[ %s ]"), maps);
        }
        for (String choice : List.of("oneOf", "anyOf")) {
            resolved.path(choice).forEach(alternative -> collect(root, alternative, around, maps));
        }
    }

    @Test
    void configuration_everyMap_hasTheKeysThatTheReaderKnows() throws IOException {
        Map<String, Set<String>> maps = maps(EditorSchema.CONFIG);

        assertThat(maps).hasSizeGreaterThan(15);
        for (Map.Entry<String, Set<String>> map : maps.entrySet()) {
            String yaml = map.getKey().formatted(UNKNOWN + ": 1");
            assertThat(map.getValue())
                    .as("slipcover.schema.json: the keys of %s", map.getKey().formatted("…"))
                    .isEqualTo(known(report(yaml, "")));
        }
    }

    @Test
    void lens_everyOperation_hasTheKeysThatTheReaderKnows() throws IOException {
        JsonNode operations = tree(EditorSchema.LENS).at("/$defs/operation/properties");
        for (String name : OperationReader.NAMES) {
            boolean map = name.equals("map");
            JsonNode described = map ? tree(EditorSchema.LENS).at("/$defs/map") : operations.path(name);
            assertThat(described.isMissingNode())
                    .as("lens.schema.json: describe the operation '%s' in $defs/operation/properties", name)
                    .isFalse();
            String operation = "{ %s: { %s: 1 } }".formatted(name, UNKNOWN);
            String lens = "{ type: note, from: 1, to: 2, lens: [ %s ] }"
                    .formatted(map ? "in: { name: a, lens: [ " + operation + " ] }" : operation);
            Set<String> keys = new TreeSet<>();
            described.path("properties").fieldNames().forEachRemaining(keys::add);
            assertThat(keys)
                    .as("lens.schema.json: the keys of '%s'", name)
                    .isEqualTo(known(report("{ documents: 1 }", lens)));
        }
        Set<String> described = new TreeSet<>();
        operations.fieldNames().forEachRemaining(described::add);
        assertThat(OperationReader.NAMES)
                .as("lens.schema.json: an operation that nobody reads")
                .containsAll(described);
    }

    @Test
    void lens_itsOwnKeys_areThoseThatTheReaderKnows() throws IOException {
        Set<String> keys = new TreeSet<>();
        tree(EditorSchema.LENS).get("properties").fieldNames().forEachRemaining(keys::add);

        assertThat(keys)
                .as("lens.schema.json: the keys of the file")
                .isEqualTo(known(report("{ documents: 1 }", "{ " + UNKNOWN + ": 1 }")));
    }

    @Test
    void everyKey_isDescribed() throws IOException {
        for (EditorSchema schema : EditorSchema.values()) {
            List<String> silent = new ArrayList<>();
            describe(tree(schema), "", silent);
            assertThat(silent)
                    .as("%s: keys without a description", schema.fileName())
                    .isEmpty();
        }
    }

    private static void describe(JsonNode node, String path, List<String> silent) {
        node.properties().forEach(field -> {
            String below = path + "/" + field.getKey();
            if (field.getKey().equals("properties")) {
                field.getValue().properties().forEach(key -> {
                    if (!key.getValue().has("description")) {
                        silent.add(below + "/" + key.getKey());
                    }
                });
            }
            describe(field.getValue(), below, silent);
        });
        if (node.isArray()) {
            node.forEach(element -> describe(element, path, silent));
        }
    }

    private record Sample(String where, EditorSchema schema, String yaml) {
        @Override
        public String toString() {
            return where;
        }
    }

    /** Every file that the reader accepts: those of the documentation, the examples, the packages and the tests. */
    static List<Sample> accepted() throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (String place :
                List.of("../examples", "../packaging", "../proxy/src/test/resources", "src/test/resources/sound")) {
            try (Stream<Path> files = Files.walk(Path.of(place))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                        .filter(path -> !path.toString().contains("/target/"))
                        .sorted()
                        .toList()) {
                    add(file.toString(), Files.readString(file), samples);
                }
            }
        }
        for (String page : List.of(
                "../README.md",
                "../docs/configuration.md",
                "../docs/lenses.md",
                "../docs/operating.md",
                "../docs/jsonata.md",
                "../docs/java-lenses.md",
                "../docs/updating-apps.md")) {
            Matcher matcher = YAML.matcher(Files.readString(Path.of(page)));
            for (int block = 1; matcher.find(); block++) {
                add(page + " block " + block, matcher.group(1), samples);
            }
        }
        return samples;
    }

    /** Adds a text that is a configuration, a lens, the operations of a lens or some keys of a configuration. */
    private static void add(String where, String yaml, List<Sample> samples) {
        if (yaml.startsWith("- ")) {
            String lens = "type: note\nfrom: 1\nto: 2\nlens:\n" + yaml.indent(2);
            samples.add(new Sample(where, EditorSchema.LENS, lens));
        } else if (yaml.contains("\nlens:")) {
            samples.add(new Sample(where, EditorSchema.LENS, yaml));
        } else if (yaml.contains("\nreleases:") && yaml.contains("\ndocuments:")) {
            samples.add(new Sample(where, EditorSchema.CONFIG, yaml));
        } else if (where.contains("configuration.md")) {
            String rest = (yaml.contains("documents:")
                            ? ""
                            : "documents: { type: { field: t }, version: { field: v } }\n")
                    + (yaml.contains("releases:") ? "" : "releases: [ { name: 1, clients: 1.x, types: {} } ]\n");
            samples.add(new Sample(where, EditorSchema.CONFIG, rest + yaml));
        }
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void fileThatTheReaderAccepts_isValid(Sample sample) throws IOException {
        assertThat(refusals(sample.schema(), sample.yaml())).isEmpty();
    }

    @Test
    void accepted_areMany() throws IOException {
        Map<EditorSchema, Long> counts =
                accepted().stream().collect(Collectors.groupingBy(Sample::schema, Collectors.counting()));

        assertThat(counts.get(EditorSchema.CONFIG)).isGreaterThan(12);
        assertThat(counts.get(EditorSchema.LENS)).isGreaterThan(30);
    }

    /** Every file of which a report says that its structure is wrong, with the line that says so. */
    static List<Sample> refused() throws IOException {
        Map<String, Sample> samples = new TreeMap<>();
        try (Stream<Path> reports = Files.walk(Path.of("src/test/resources/broken"))) {
            for (Path report : reports.filter(path -> path.endsWith("expected.txt"))
                    .sorted()
                    .toList()) {
                for (String line : Files.readAllLines(report)) {
                    String name = line.substring(0, Math.max(0, line.indexOf(':')));
                    boolean config = name.equals("slipcover.yaml");
                    Path file = report.resolveSibling(config ? name : "lenses/" + name);
                    if (STRUCTURE.matcher(line).find() && Files.isRegularFile(file)) {
                        samples.putIfAbsent(
                                file.toString(),
                                new Sample(
                                        file + ": " + line,
                                        config ? EditorSchema.CONFIG : EditorSchema.LENS,
                                        new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
                    }
                }
            }
        }
        return List.copyOf(samples.values());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void fileThatTheReaderRefusesForItsStructure_isInvalid(Sample sample) throws IOException {
        List<Error> refusals;
        try {
            refusals = refusals(sample.schema(), sample.yaml());
        } catch (YamlEngineException noYaml) {
            return; // An editor says so without a schema.
        }
        assertThat(refusals).as(sample.where()).isNotEmpty();
    }
}
