package io.slipcover.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What works as it is written, but hardly as it was meant. */
final class WarningsTest {
    private static final String RULES = "recognise: { note: { 1: { has: [title] }, 2: { has: [text] } } }";

    @TempDir
    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectory(folder.resolve("lenses"));
    }

    private List<String> warnings(String type, String version, String more, String lens) throws IOException {
        Files.writeString(folder.resolve("slipcover.yaml"), """
                databases: ["*"]
                documents:
                  type: %s
                  version: %s
                  %s
                releases:
                  - { name: "1", clients: 1.x, types: { note: 1 } }
                  - { name: "2", clients: 2.x, types: { note: 2 } }
                lenses: lenses
                """.formatted(type, version, more));
        Files.writeString(folder.resolve("lenses").resolve("note.1-2.yaml"), """
                type: note
                from: 1
                to: 2
                lens:
                %s""".formatted(lens.indent(2)));
        return Configuration.load(folder.resolve("slipcover.yaml"), Map.of()).warnings().stream()
                .map(Problem::toString)
                .toList();
    }

    private List<String> ofLens(String lens) throws IOException {
        return warnings("{ field: kind }", "{ field: v }", RULES, lens);
    }

    private List<String> ofRules(String more, String lens) throws IOException {
        return warnings("{ field: kind }", "{ field: v }", more, lens);
    }

    @Test
    void versionsWithoutRules_areToldWithWhatWouldBeLost() throws Exception {
        String lens = "- rename: { source: title, destination: text }\n- add: { name: due, default: null }";

        assertThat(ofRules("", lens))
                .containsExactly(
                        "slipcover.yaml:4:21: documents: recognise: no rule tells note 1 from 2. An app that is"
                                + " updated in place sends documents of 1 without a number, and they are taken for 2 unless a lens"
                                + " notices: rename title to text. They would lose: add due. Rules such as note: { 1: { has: [title]"
                                + " }, 2: { has: [text] } } tell them apart");
        assertThat(warnings("{ field: kind }", "{ field: v, hidden: true }", "", lens))
                .singleElement()
                .asString()
                .startsWith("slipcover.yaml:4:21: documents: recognise: no rule tells note 1 from 2.")
                .contains("The number is hidden, so its edits of what it had pulled have none either");
        assertThat(warnings("{ field: kind }", "{ field: v, hidden: true }", RULES, lens))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                RULES,
                "recognise: { note: { 2: { has: [text] } } }",
                "recognise: { note: { 1: { lacks: [text] }, 2: { has: [text] } } }"
            })
    void versionsWithRules_areTold(String rules) throws Exception {
        assertThat(ofRules(rules, "- rename: { source: title, destination: text }"))
                .isEmpty();
    }

    @Test
    void ruleThatTheVersionBesideItMeetsToo_isTold() throws Exception {
        String lens = "- rename: { source: title, destination: text }\n- add: { name: due, default: null }";

        assertThat(ofRules("recognise: { note: { 1: { has: [owner], lacks: [title] } } }", lens))
                .containsExactly(
                        "slipcover.yaml:5:16: documents: recognise: note 2 has no rule, and its documents match the"
                                + " rule of 1; without a number they are taken for that");
        assertThat(ofRules("recognise: { note: { 2: { has: [owner], lacks: [due] } } }", lens))
                .containsExactly(
                        "slipcover.yaml:5:16: documents: recognise: note 1 has no rule, and its documents match the"
                                + " rule of 2; without a number they are taken for that");
        assertThat(ofRules("recognise: { note: { 1: { lacks: [due] } } }", lens))
                .isEmpty();
    }

    @Test
    void ruleThatHoldsWhereverAnotherDoes_isTold() throws Exception {
        assertThat(ofRules(
                        "recognise: { note: { 1: { has: [title] }, 2: { has: [due, title] } } }",
                        "- add: { name: due, default: null }"))
                .containsExactly(
                        "slipcover.yaml:5:16: documents: recognise: every document of note 2 matches the rule of 1,"
                                + " too, so that it is taken for neither");
    }

    @ParameterizedTest
    @ValueSource(strings = {"meta.kind", "/meta/kind", "meta/kind", "meta[0]", "$.meta.kind"})
    void pathForAName_isToldWhereItStands(String path) throws Exception {
        String sign = path.startsWith("/") || path.contains("meta/") ? "/" : path.contains("[") ? "[" : ".";
        String words = "'%s' is the name of one member, with '%s' in it, and no path; ".formatted(path, sign);
        String steps = path.contains("[") ? "[meta, 0]" : "[meta, kind]";
        String asPath = words + "a path is written path: " + steps;
        String inCondition = words + "to look inside of 'meta' use in: { meta: { … } }";
        String useIn = words + "to look inside of 'meta' use in: { name: meta, lens: [ … ] }";
        String lens = "- rename: { source: title, destination: text }\n";

        assertThat(warnings("{ field: \"%s\" }".formatted(path), "{ field: v }", RULES, lens))
                .containsExactly("slipcover.yaml:3:18: documents: type: field: " + asPath);
        assertThat(warnings("{ field: kind }", "{ field: \"%s\" }".formatted(path), RULES, lens))
                .containsExactly("slipcover.yaml:4:21: documents: version: field: " + asPath);
        assertThat(ofRules("recognise: { note: { 1: { has: [title] }, 2: { has: [\"%s\"] } } }".formatted(path), lens))
                .containsExactly("slipcover.yaml:5:56: documents: recognise: note 2: has: " + inCondition);
        assertThat(ofLens(lens + "- add: { name: \"%s\", default: 1 }".formatted(path)))
                .containsExactly("note.1-2.yaml:6:18: add: name: " + useIn);
        assertThat(ofLens(lens + "- in: { name: parts, lens: [ wrap: { name: \"%s\" } ] }".formatted(path)))
                .containsExactly("note.1-2.yaml:6:46: wrap: name: " + useIn);
        assertThat(ofLens(lens
                        + "- in: { name: parts, lens: [ map: { key: \"%s\", lens: [ wrap: { name: a } ] } ] }"
                                .formatted(path)))
                .containsExactly("note.1-2.yaml:6:44: map: key: " + useIn);
    }

    @Test
    void dottedName_goesOnWorking() throws Exception {
        assertThat(ofLens("- rename: { source: a.b, destination: c }")).hasSize(1);
        assertThat(Configuration.load(folder.resolve("slipcover.yaml"), Map.of())
                        .catalog()
                        .path("note", 1, 2)
                        .text())
                .contains("\"a.b\"");
    }

    @Test
    void nameWithASpaceAtItsEnd_isTold() throws Exception {
        assertThat(ofLens("- rename: { source: \"title \", destination: text }"))
                .containsExactly("note.1-2.yaml:5:23: rename: source: 'title ' begins or ends with a space");
    }

    @Test
    void ruleInAnotherCaseThanTheLenses_isTold() throws Exception {
        assertThat(ofRules(
                        "recognise: { note: { 1: { has: [Title] }, 2: { has: [text] } } }",
                        "- rename: { source: title, destination: text }"))
                .containsExactly(
                        "slipcover.yaml:5:24: documents: recognise: note 1: 'Title' is another member than 'title',"
                                + " which the lenses name");
    }

    @Test
    void ruleAboutTheNumberOrTheType_isTold() throws Exception {
        assertThat(ofRules(
                        "recognise: { note: { 1: { has: [v] }, 2: { lacks: [kind] } } }",
                        "- rename: { source: title, destination: text }"))
                .containsExactly(
                        "slipcover.yaml:5:24: documents: recognise: note 1: no document without a number has 'v', so that the"
                                + " rule tells none",
                        "slipcover.yaml:5:41: documents: recognise: note 2: no document of the type lacks 'kind'");
    }

    @Test
    void typeThatNoIdCanHave_isTold() throws Exception {
        assertThat(warnings(
                        "{ id-prefix: \"o\" }",
                        "{ field: v }",
                        RULES,
                        "- rename: { source: title, destination: text }"))
                .containsExactly(
                        "slipcover.yaml:7:41: releases: types: no document is a 'note', since its type is the part of"
                                + " _id before the first 'o'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Todos", "/todos", "todos-*.json", "1todos", "to dos"})
    void globThatNoDatabaseCanMatch_isTold(String glob) throws Exception {
        Path file = folder.resolve("slipcover.yaml");
        Files.writeString(file, """
                databases: [todos, "%s"]
                documents: { type: { field: kind }, version: { field: v } }
                releases: [{ name: "1", clients: 1.x, types: {} }]
                """.formatted(glob));

        assertThat(Configuration.load(file, Map.of()).warnings())
                .extracting(Problem::toString)
                .containsExactly("slipcover.yaml:1:20: databases: no database is called '" + glob
                        + "', since names have a-z, 0-9 and any of _$()+-/ and begin with a letter");
    }
}
