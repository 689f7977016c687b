package io.slipcover.changelog;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.catalog.Release;
import io.slipcover.changelog.DocumentExample.Origin;
import io.slipcover.config.Configuration;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of a changelog: for each operation one is made, and a schema gives better ones. */
final class ChangelogExamplesTest {
    private static final Path SENTENCES = Path.of("../config/src/test/resources/sentences.txt");
    private static final String CONFIGURATION = """
            documents: { type: { field: kind }, version: { field: v } }
            releases:
              - { name: "1", clients: 1.x, types: { note: 1 } }
              - { name: "2", clients: 2.x, types: { note: 2 }, defaults: { note: { pinned: false } } }
            """;

    @TempDir
    private Path folder;

    /** An operation of each kind and form, as the table of sentences has them, except code. */
    static Stream<String> operations() throws IOException {
        return Files.readAllLines(SENTENCES).stream()
                .filter(line -> line.startsWith("- "))
                .filter(line -> !line.startsWith("- jsonata:") && !line.startsWith("- java:"));
    }

    private TypeChanges changes(String lens, Map<String, String> schemas) throws IOException {
        Files.createDirectories(folder.resolve("lenses"));
        Files.writeString(folder.resolve("slipcover.yaml"), CONFIGURATION);
        Files.writeString(folder.resolve("lenses/note.yaml"), "type: note\nfrom: 1\nto: 2\nlens:\n" + lens + "\n");
        for (Map.Entry<String, String> schema : schemas.entrySet()) {
            Files.createDirectories(folder.resolve("schemas"));
            Files.writeString(folder.resolve("schemas/note." + schema.getKey() + ".schema.json"), schema.getValue());
        }
        Configuration configuration = Configuration.load(folder.resolve("slipcover.yaml"), Map.of());
        Release older = configuration.catalog().release("1").orElseThrow();
        Release newer = configuration.catalog().release("2").orElseThrow();
        return TypeChanges.between(configuration, "note", older, newer);
    }

    private static void assertShows(DocumentExample example, String before, String after, Origin origin) {
        assertThat(example.before()).hasToString(before);
        assertThat(example.after()).hasToString(after);
        assertThat(example.origin()).isEqualTo(origin);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyOperation_hasSomethingToDoInItsExample(String operation) throws IOException {
        DocumentExample example = changes(operation, Map.of()).example();

        assertThat(example).isNotNull();
        JsonObject withoutDefault = example.after().copy();
        withoutDefault.remove(JsonName.of("pinned"));
        assertThat(withoutDefault.sameAs(example.before()))
                .as("%s is shown as %s", example.before(), example.after())
                .isFalse();
    }

    @Test
    void operationsOnOneMember_areAllShownInOneExample() throws IOException {
        assertShows(
                changes("""
                        - rename: { source: isDone, destination: status }
                        - convert: { name: status, pairs: [[false, active], [true, done]], otherwise: [false, active] }
                        - remove: { name: colour }
                        - add: { name: group, default: { name: default } }
                        - hoist: { host: group, name: name }
                        - split: { name: who, into: [first, last], separator: " " }
                        """, Map.of()).example(),
                "{\"isDone\":false,\"colour\":\"some colour\",\"who\":\"first last\"}",
                "{\"status\":\"active\",\"first\":\"first\",\"last\":\"last\",\"name\":\"default\",\"pinned\":false}",
                Origin.OPERATIONS);
    }

    @Test
    void memberThatStandsInTheWay_isLeftOut() throws IOException {
        assertThat(changes("""
                        - in:
                            name: tags
                            lens:
                              - map:
                                  as: tag
                                  lens:
                                    - rename: { source: tag, destination: name }
                                    - plunge: { host: tag, name: name }
                                    - in: { name: tag, lens: [ add: { name: colour, default: grey } ] }
                        """, Map.of()).example().after())
                .hasToString("{\"tags\":[{\"name\":\"some name\",\"colour\":\"grey\"}],\"pinned\":false}");
    }

    @Test
    void code_hasNoExampleOfItsOwn_andOneOfASchema() throws IOException {
        String code =
                "- jsonata: { forward: '$ ~> |$|{ \"words\": $count($split(title, \" \")) }|', backward: '$ ~> |$|{}, [\"words\"]|' }";
        assertThat(changes(code, Map.of()).example()).isNull();
        assertShows(
                changes(code, Map.of("1", "{\"examples\":[{\"v\":1,\"title\":\"Make tea\"}]}"))
                        .example(),
                "{\"v\":1,\"title\":\"Make tea\"}",
                "{\"v\":2,\"title\":\"Make tea\",\"words\":2,\"pinned\":false}",
                Origin.OLDER_SCHEMA);
    }

    @Test
    void exampleOfASchema_isTakenFirst_alsoFromTheNewerVersion_andThenItsMembers() throws IOException {
        String rename = "- rename: { source: title, destination: text }";
        assertShows(
                changes(rename, Map.of("2", "{\"examples\":[7,{\"text\":\"Tea\",\"more\":1.0}]}"))
                        .example(),
                "{\"title\":\"Tea\",\"more\":1.0}",
                "{\"text\":\"Tea\",\"more\":1.0,\"pinned\":false}",
                Origin.NEWER_SCHEMA);
        assertShows(
                changes(rename, Map.of("1", """
                        {"properties":{"title":{"type":"string"},"size":{"enum":["S","M"]},"at":{"type":"string","format":"date"},
                         "tags":{"type":"array","items":{"$ref":"#/$defs/tag"}},"any":true},
                         "$defs":{"tag":{"type":"object","properties":{"n":{"type":["integer","null"]}}}}}""", "2", "{}")).example(),
                "{\"title\":\"some title\",\"size\":\"S\",\"at\":\"2026-11-22\",\"tags\":[{\"n\":1}]}",
                "{\"text\":\"some title\",\"size\":\"S\",\"at\":\"2026-11-22\",\"tags\":[{\"n\":1}],\"pinned\":false}",
                Origin.MEMBERS_OF_SCHEMA);
    }

    @Test
    void membersThatALensMoves_areNotGone() throws IOException {
        TypeChanges changes = changes("""
                        - rename: { source: title, destination: text }
                        - plunge: { host: more, name: size }
                        - hoist: { host: group, name: colour }
                        - remove: { name: x }
                        """, Map.of("1", """
                        {"properties":{"title":{},"size":{},"x":{},"group":{"properties":{"colour":{}}}}}""", "2", """
                        {"properties":{"text":{},"more":{},"colour":{}}}"""));
        assertThat(changes.schema().stream().map(SchemaChange::sentence))
                .containsExactly(
                        "`x` is gone.",
                        "`group` is gone.",
                        "`text` may be there.",
                        "`more` may be there.",
                        "`colour` may be there.");
    }

    @Test
    void schemaThatRefersToItselfInManyMembers_makesABoundedExample() throws IOException {
        StringBuilder members = new StringBuilder("\"title\":{\"type\":\"string\"}");
        for (int number = 0; number < 12; number++) {
            members.append(",\"m").append(number).append("\":{\"$ref\":\"#\"}");
        }
        String schema = "{\"type\":\"object\",\"properties\":{" + members + "}}";
        DocumentExample example = changes("- rename: { source: title, destination: text }", Map.of("1", schema))
                .example();
        assertThat(example.origin()).isEqualTo(Origin.MEMBERS_OF_SCHEMA);
        assertThat(example.after().toString().split(":", -1)).hasSizeLessThan(1_000);
        assertThat(example.after().toString()).startsWith("{\"text\":\"some title\"");
    }

    @Test
    void exampleThatTheLensRefuses_isNotShown() throws IOException {
        String convert = "- convert: { name: size, pairs: [[S, small]], partial: true }";
        assertShows(
                changes(convert, Map.of("1", "{\"examples\":[{\"size\":\"XL\"},{\"size\":\"S\",\"n\":2}]}"))
                        .example(),
                "{\"size\":\"S\",\"n\":2}",
                "{\"size\":\"small\",\"n\":2,\"pinned\":false}",
                Origin.OLDER_SCHEMA);
        assertThat(changes(convert, Map.of("1", "{\"examples\":[{\"size\":\"XL\"}]}"))
                        .example()
                        .origin())
                .isEqualTo(Origin.OPERATIONS);
    }
}
