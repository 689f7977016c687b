package io.slipcover.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.json.JsonObject;
import io.slipcover.schema.DocumentSchema;
import io.slipcover.schema.SchemaFault;
import io.slipcover.schema.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SchemasReaderTest {
    private static final String SCHEMA = """
            { "type": "object", "required": ["title"],
              "properties": { "kind": {}, "title": { "type": "string" }, "address": { "properties": { "zip": {} } } },
              "additionalProperties": false }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectory(folder.resolve("lenses"));
        lens("- rename: { source: title, destination: text }");
    }

    private void lens(String lens) throws IOException {
        Files.writeString(
                folder.resolve("lenses").resolve("note.1-2.yaml"),
                "type: note\nfrom: 1\nto: 2\nlens:\n%s".formatted(lens.indent(2)));
    }

    private void schema(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve("schemas"));
        Files.writeString(folder.resolve("schemas").resolve(name), text);
    }

    private Configuration load(String more) throws IOException {
        Files.writeString(folder.resolve("slipcover.yaml"), """
                documents:
                  type: { field: kind }
                  version: { field: v }
                  recognise: { note: { 1: { has: [title] }, 2: { has: [text] } } }
                releases:
                  - { name: "1", clients: 1.x, types: { note: 1 } }
                  - { name: "2", clients: 2.x, types: { note: 2 } }
                %s
                """.formatted(more));
        return Configuration.load(folder.resolve("slipcover.yaml"), Map.of());
    }

    @Test
    void load_folderBesideTheFile_isRead() throws Exception {
        schema("note.1.schema.json", SCHEMA);

        Configuration configuration = load("");

        DocumentSchema schema = configuration.schemas().of("note", 1);
        assertThat(configuration.schemas().validation()).isEqualTo(Validation.OFF);
        assertThat(configuration.schemas().of("note", 2)).isNull();
        assertThat(schema.faults(
                        JsonObject.of("{\"_id\":\"a\",\"_rev\":\"1-a\",\"kind\":\"note\",\"v\":1,\"title\":\"T\"}")))
                .isEmpty();
        assertThat(schema.faults(JsonObject.of("{\"kind\":\"note\",\"title\":7}")))
                .containsExactly(new SchemaFault("note.1.schema.json", "/properties/title/type", "type"));
        assertThat(schema.faults(JsonObject.of("{\"kind\":\"note\",\"more\":7}")))
                .extracting(SchemaFault::keyword)
                .containsExactlyInAnyOrder("required", "additionalProperties");
    }

    @Test
    void faults_ofAMemberOfSlipcovers_countOnlyWhereTheSchemaNamesIt() throws Exception {
        schema("note.1.schema.json", "{\"properties\":{\"v\":{\"const\":1},\"_id\":{\"pattern\":\"^note:\"}}}");
        DocumentSchema schema = load("").schemas().of("note", 1);

        assertThat(schema.faults(JsonObject.of("{\"_id\":\"note:1\",\"_rev\":\"1-a\",\"v\":1}")))
                .isEmpty();
        assertThat(schema.faults(JsonObject.of("{\"_id\":\"x\",\"v\":2}"))).hasSize(2);
    }

    @Test
    void faults_ofAPatternThatBacktracks_endForTheWholeDocumentAndNotForEachString() throws Exception {
        schema("note.1.schema.json", "{\"properties\":{\"t\":{\"items\":{\"pattern\":\",.*;\"}}}}");
        DocumentSchema schema = load("").schemas().of("note", 1);
        String backtracking = "\"" + ",".repeat(800) + "\"";
        JsonObject document =
                JsonObject.of("{\"t\":[" + String.join(",", Collections.nCopies(1000, backtracking)) + "]}");

        // Each string alone takes 320,000 looks at a letter, all of them 320 million.
        assertThat(schema.firstFault(document)).isNotNull();
        assertThat(schema.faults(document)).extracting(SchemaFault::keyword).contains("pattern (limit: schema-steps)");
    }

    @Test
    void firstFault_ofAThousandFaults_isOne() throws Exception {
        schema("note.1.schema.json", "{\"properties\":{\"t\":{\"items\":{\"type\":\"string\"}}}}");
        DocumentSchema schema = load("").schemas().of("note", 1);
        JsonObject document = JsonObject.of("{\"t\":[" + String.join(",", Collections.nCopies(1000, "1")) + "]}");

        assertThat(schema.firstFault(document)).extracting(SchemaFault::keyword).isEqualTo("type");
        assertThat(schema.faults(document)).hasSize(5);
        assertThat(schema.firstFault(JsonObject.of("{\"t\":[\"a\"]}"))).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            note.1.schema.json  | {"type":       | note.1.schema.json:1:9: found the end, expected a value
            note.1.schema.json  | []             | note.1.schema.json:1:1: found ARRAY, expected an object
            note.1.schema.json  | {"type":"txt"} | note.1.schema.json:1:1: it is no JSON Schema: /type
            note.1.schema.json  | {"$ref":"http://other.test/a"} | note.1.schema.json:1:1: it is no JSON Schema
            note.3.schema.json  | {}             | note.3.schema.json:1:1: no release names note 3; expected note 1 or note 2
            notes.1.schema.json | {}             | notes.1.schema.json:1:1: no release names notes 1; expected note 1 or note 2
            """)
    void load_noSchema_isAMistake(String name, String text, String message) throws Exception {
        schema(name, text);
        assertThatThrownBy(() -> load("validate: report")).hasMessageStartingWith(message);
    }

    @Test
    void load_fileWithAnotherName_isToldOf() throws Exception {
        schema("note.json", "{}");
        schema("README.md", "");
        assertThat(load("").warnings())
                .singleElement()
                .hasToString(
                        "note.json:1:1: the file is not read, since names of schemas are TYPE.VERSION.schema.json, such as"
                                + " todo-item.1.schema.json");
    }

    @Test
    void load_folderThatIsNotThere_isAMistake() {
        assertThatThrownBy(() -> load("schemas: shapes"))
                .hasMessage("slipcover.yaml:8:10: schemas: expected a folder beside this file, found no 'shapes'");
        assertThatThrownBy(() -> load("validate: reject"))
                .hasMessage(
                        "slipcover.yaml:8:11: validate: there is nothing to validate with; expected a folder 'schemas' beside"
                                + " this file");
        assertThatThrownBy(() -> load("validate: refuse")).hasMessageContaining("expected off or report or reject");
    }

    @Test
    void validateIsOff_noSchemaIsMadeReadyAtTheStart_butCheckTellsMistakes() throws Exception {
        schema("note.1.schema.json", "{\"type\":\"txt\"}");
        Configuration configuration = load("");
        assertThatThrownBy(configuration::compileSchemas)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("note.1.schema.json:1:1: it is no JSON Schema: /type");
    }

    @Test
    void addOfAMemberThatTheOlderSchemaNames_isTold() throws Exception {
        schema("note.1.schema.json", SCHEMA.replace("\"kind\"", "\"tags\": {}, \"kind\""));
        lens("""
                - rename: { source: title, destination: text }
                - add: { name: tags, default: [] }
                - in: { name: address, lens: [ add: { name: zip, default: "" }, add: { name: city, default: "" } ] }""");

        assertThat(load("").warnings())
                .extracting(Problem::toString)
                .satisfiesExactly(
                        top -> assertThat(top)
                                .startsWith("note.1-2.yaml:6:18: add: 'tags' is a member that note 1 knows already"
                                        + " (note.1.schema.json)."),
                        inside -> assertThat(inside)
                                .startsWith("note.1-2.yaml:7:47: add: 'zip' is a member that note 1 knows already"));
    }
}
