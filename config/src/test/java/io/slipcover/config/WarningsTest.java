package io.slipcover.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    void typeThatNothingTells_isToldWithWhatDoes() throws Exception {
        String lens = "- rename: { source: title, destination: text }\n";

        assertThat(warnings("{ rules: [{ type: notes, has: [a] }] }", "{ field: v }", RULES, lens))
                .containsExactly(
                        "slipcover.yaml:3:27: documents: type: no release names the type 'notes', did you mean 'note'?",
                        "slipcover.yaml:7:41: releases: types: no document is a 'note', since no rule of 'documents: type'"
                                + " tells that type, did you mean 'notes'?");
        assertThat(warnings(
                        "{ rules: [{ type: other, has: [a] }, { type: note, lacks: [a] }] }",
                        "{ field: v }",
                        RULES,
                        lens))
                .as("a type that no release names keeps documents as they are")
                .isEmpty();
        assertThat(warnings("{ field: kind, names: { entry: note } }", "{ field: v }", RULES, lens))
                .as("a release names a name")
                .contains(
                        "slipcover.yaml:7:41: releases: types: no document is a 'note', since that is a name of 'entry',"
                                + " did you mean 'entry'?");
    }

    @Test
    void typeOfNamesThatNoReleaseNames_isTold() throws Exception {
        assertThat(warnings(
                        "{ field: kind, names: { notee: [memo] } }",
                        "{ field: v }",
                        RULES,
                        "- rename: { source: title, destination: text }\n"))
                .containsExactly(
                        "slipcover.yaml:3:33: documents: type: no release names the type 'notee', did you mean 'note'?");
    }

    @Test
    void lensOfATypeWithSeveralNames_mayChangeThem() throws Exception {
        String lens = """
                - rename: { source: title, destination: text }
                - rename: { source: kind, destination: sort }
                - add: { name: kind, default: note }
                """;

        assertThat(warnings("{ field: kind, names: { note: [memo] } }", "{ field: v }", RULES, lens))
                .isEmpty();
        assertThatThrownBy(() -> warnings("{ field: kind, names: { entry: [memo] } }", "{ field: v }", RULES, lens))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("kind");
    }

    @Test
    void ruleThatComesTooLate_isTold() throws Exception {
        String lens = "- rename: { source: title, destination: text }\n";
        String late =
                ": documents: type: the rule of 'note' tells no document, since rule 1, of 'list', comes first and"
                        + " matches whatever it matches";

        assertThat(warnings(
                        "{ rules: [{ type: list, has: [a] }, { type: note, equals: { a: 1 }, has: [b] }] }",
                        "{ field: v }",
                        RULES,
                        lens))
                .containsExactly("slipcover.yaml:3:45" + late);
        assertThat(warnings("{ database: { \"a*\": list, ab: note } }", "{ field: v }", RULES, lens))
                .containsExactly("slipcover.yaml:3:35" + late);
        assertThat(warnings("{ database: { ab: list, \"a*\": note } }", "{ field: v }", RULES, lens))
                .isEmpty();
    }

    @Test
    void versionBesideTheType_needsNoRules() throws Exception {
        Files.writeString(folder.resolve("slipcover.yaml"), """
                documents:
                  type: { field: kind, pattern: "{type}@{version}" }
                releases:
                  - { name: "1", clients: 1.x, types: { note: 1 } }
                  - { name: "2", clients: 2.x, types: { note: 2 } }
                """);
        Files.writeString(
                folder.resolve("lenses").resolve("note.1-2.yaml"),
                "{ type: note, from: 1, to: 2, lens: [ add: { name: due, default: 1 } ] }");

        assertThat(Configuration.load(folder.resolve("slipcover.yaml"), Map.of())
                        .warnings())
                .isEmpty();
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
    void memberThatAnExpressionMaySetToNothing_isTold() throws Exception {
        assertThat(ofLens("""
                - rename: { source: title, destination: text }
                - jsonata: { forward: '$ ~> |$|{"due": day}|', backward: '$ ~> |$|$exists(due) ? {"day": due} : {}|' }
                """))
                .containsExactly(
                        "note.1-2.yaml:6:25: jsonata: forward: the value of 'due' may be nothing, and then 'due' stays"
                                + " as it was; tell what it is then, as in value ?? null, or say $exists(value) ? { … } : {} where it"
                                + " should stay");
    }

    @Test
    void membersThatMoveTogether_areNoticedOnTheWayBack() throws Exception {
        assertThat(ofRules("", "- nest: { host: o, except: [a] }\n- unnest: { host: p, names: [b] }"))
                .singleElement()
                .asString()
                .contains("unless a lens notices: nest o, unnest p.")
                .doesNotContain("They would lose");
    }

    @Test
    void memberThatComesOrGoes_isNeitherThereNorGone() throws Exception {
        String gone = "- remove: { name: a }\n- rename: { source: title, destination: text }\n";
        String brings = "- convert: { name: a, pairs: [{ newer: 1 }], partial: true }\n";
        String takes = "- convert: { name: a, pairs: [{ older: 1 }], partial: true }\n";

        assertThat(ofLens(gone + brings + "- wrap: { name: a }")).isEmpty();
        assertThat(ofLens("- rename: { source: title, destination: text }\n- add: { name: a, default: 1 }\n" + takes
                        + "- rename: { source: b, destination: a }"))
                .isEmpty();
        assertThat(ofLens("- rename: { source: title, destination: text }\n- add: { name: a, default: 1 }\n"
                        + "- nest: { host: o, matching: a }\n- add: { name: a, default: 2 }"))
                .isEmpty();
        assertThatThrownBy(() -> ofLens(gone + takes)).hasMessageContaining("'a' is never there");
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

    private static final String TODO_RULES =
            "recognise: { note: { 1: { has: [isDone] }, 2: { has: [status, title] }, 3: { has: [text], lacks: [title] } } }";

    /** Warnings of three versions, whose first lens is as it should be. */
    private List<String> ofThree(String rules, String second) throws IOException {
        Files.writeString(folder.resolve("slipcover.yaml"), """
                documents:
                  type: { field: kind }
                  version: { field: v }
                  %s
                releases:
                  - { name: "1", clients: 1.x, types: { note: 1 } }
                  - { name: "2", clients: 2.x, types: { note: 2 } }
                  - { name: "3", clients: 3.x, types: { note: 3 } }
                """.formatted(rules));
        Files.writeString(
                folder.resolve("lenses").resolve("note.1-2.yaml"),
                "type: note\nfrom: 1\nto: 2\nlens:\n  - rename: { source: isDone, destination: status }\n");
        Files.writeString(
                folder.resolve("lenses").resolve("note.2-3.yaml"),
                "type: note\nfrom: 2\nto: 3\nlens:\n%s".formatted(second.indent(2)));
        return Configuration.load(folder.resolve("slipcover.yaml"), Map.of()).warnings().stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void lensThatDoesWhatTheRulesSay_isNotTold() throws Exception {
        assertThat(ofThree(TODO_RULES, "- rename: { source: title, destination: text }"))
                .isEmpty();
        assertThat(ofThree(TODO_RULES, "- jsonata: { forward: '$', backward: '$' }"))
                .noneMatch(warning -> warning.contains("leads there"));
    }

    @Test
    void renameOfAMisspeltMember_isToldWithTheMemberThatWasMeant() throws Exception {
        assertThat(ofThree(TODO_RULES, "- rename: { source: titel, destination: text }\n- remove: { name: title }"))
                .contains("note.2-3.yaml:5:23: rename: recognise says that every note 3 has 'text', but nothing leads"
                        + " there: no note 2 is known to have 'titel'; if every note 2 has 'titel', write so in recognise:"
                        + " 2: { has: [titel] }");
        assertThat(ofThree(TODO_RULES, "- rename: { source: titel, destination: text }"))
                .containsExactly(
                        "slipcover.yaml:4:75: documents: recognise: note 3: no note 3 has 'title', but note 2 has it, and"
                                + " nothing in the lens between them takes it away; write remove: { name: title, default: … }",
                        "note.2-3.yaml:5:23: rename: recognise says that every note 3 has 'text', but nothing leads there:"
                                + " no note 2 is known to have 'titel'; did you mean 'title'?");
    }

    @Test
    void destinationInAnotherSpellingThanTheRule_isTold() throws Exception {
        assertThat(ofThree(TODO_RULES, "- rename: { source: title, destination: txt }"))
                .containsExactly(
                        "slipcover.yaml:4:75: documents: recognise: note 3: every note 3 has 'text', but nothing leads"
                                + " there: note 2 is not known to have it, and the lens between them does not make it, did you mean 'txt'?");
    }

    @Test
    void memberThatARuleLacksAndTheLensBrings_isTold() throws Exception {
        String rules =
                "recognise: { note: { 1: { has: [isDone] }, 2: { has: [status] }, 3: { lacks: [due, status] } } }";

        assertThat(ofThree(rules, "- add: { name: due, default: 1 }\n- remove: { name: status, default: 1 }"))
                .containsExactly(
                        "note.2-3.yaml:5:18: add: brings 'due', but recognise says that no note 3 has it; take it"
                                + " out of 'lacks' there");
    }

    @Test
    void memberThatARuleHasAndTheLensTakesAway_isTold() throws Exception {
        String rules =
                "recognise: { note: { 1: { has: [isDone] }, 2: { has: [status] }, 3: { has: [status, text] } } }";

        assertThat(ofThree(rules, "- rename: { source: status, destination: text }"))
                .contains(
                        "note.2-3.yaml:5:23: rename: takes 'status' away, but recognise says that every note 3 has it; take"
                                + " it out of 'has' there");
    }

    @Test
    void memberThatOlderClientsDoNotGetAnyMore_isTold() throws Exception {
        assertThat(ofThree(TODO_RULES, "- rename: { source: title, destination: text }\n- remove: { name: status }"))
                .containsExactly(
                        "note.2-3.yaml:6:21: remove: older clients get no 'status', but recognise says that every"
                                + " note 2 has it; give it a default: remove: { name: status, default: … }");
        assertThat(ofThree(
                        "recognise: { note: { 1: { has: [isDone] }, 2: { has: [status], lacks: [title] }, 3: { has: [text] } } }",
                        "- rename: { source: title, destination: text }"))
                .contains(
                        "note.2-3.yaml:5:23: rename: gives older clients 'title', but recognise says that no note 2 has it;"
                                + " take it out of 'lacks' there");
    }

    @Test
    void addOfAMemberThatTheOlderSideKnows_isTold() throws Exception {
        assertThat(ofThree(
                        TODO_RULES,
                        "- rename: { source: title, destination: text }\n- add: { name: status, default: open }"))
                .containsExactly(
                        "note.2-3.yaml:6:18: add: 'status' is a member that note 2 knows already (recognise). Its"
                                + " clients would not see it any more, and what they write in it would be refused; write fill: { name:"
                                + " status, default: … }, which leaves it to both sides");
        assertThat(ofThree(
                        TODO_RULES,
                        "- rename: { source: title, destination: text }\n- fill: { name: status, default: open }"))
                .isEmpty();
    }

    private List<String> ofReleases(String whenAbsent, String... ranges) throws IOException {
        StringBuilder text = new StringBuilder("client-version: { when-absent: " + whenAbsent + " }\n"
                + "documents: { type: { field: kind }, version: { field: v } }\nreleases:\n");
        for (int index = 0; index < ranges.length; index++) {
            text.append(
                    "  - { name: \"%d\", clients: \"%s\", types: { note: 1 } }\n".formatted(index + 1, ranges[index]));
        }
        Files.writeString(folder.resolve("slipcover.yaml"), text);
        return Configuration.load(folder.resolve("slipcover.yaml"), Map.of()).warnings().stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void versionsThatNoReleaseServesBetweenTwo_areTold() throws Exception {
        assertThat(ofReleases("1.0.0", "1.x <1.5", ">=2"))
                .containsExactly(
                        "slipcover.yaml:4:27: releases: clients: no release serves 1.5.0 and what follows it below"
                                + " 2.0.0, so such clients are refused; let '1' or '2' take them: clients: \">=1.5.0\" or clients:"
                                + " \"1.x <1.5 || >=1.5.0 <2.0.0\"");
        assertThat(ofReleases("1.0.0", "1.x", "3.x")).singleElement().asString().contains("serves 2.0.0 and");
        assertThat(ofReleases("1.0.0", "1.x", "2.x", "^3.1 || 3.0.x")).isEmpty();
        assertThat(ofReleases("1.0.0", ">=1 <1.4 || 1.5.x", "1.4.x || >=1.6")).isEmpty();
    }

    @Test
    void versionWhosePrereleaseIsDropped_isTold() throws Exception {
        assertThat(ofReleases("2.0.0-beta.1", ">=1"))
                .containsExactly(
                        "slipcover.yaml:1:32: client-version: when-absent: '2.0.0-beta.1' counts as 2.0.0, since"
                                + " Slipcover drops prerelease and build parts and a fourth number; write \"2.0.0\"");
        assertThat(ofReleases("1.0.0.4", ">=1")).singleElement().asString().contains("'1.0.0.4' counts as 1.0.0");
        assertThat(ofReleases("1.0.0", "1.x", ">=2.0.0-rc.1"))
                .containsExactly(
                        "slipcover.yaml:5:27: releases: clients: '2.0.0-rc.1' is compared without its prerelease and"
                                + " build parts on the client's side: a client 2.0.0-rc.1 counts as 2.0.0; write 2.0.0");
    }

    @Test
    void lensFileWithAnotherEnding_isToldWhereItsLensIsMissing() throws Exception {
        ofLens("- rename: { source: title, destination: text }");
        Files.move(
                folder.resolve("lenses").resolve("note.1-2.yaml"),
                folder.resolve("lenses").resolve("note.1-2.yml"));

        assertThatThrownBy(() -> Configuration.load(folder.resolve("slipcover.yaml"), Map.of()))
                .hasMessage(
                        "slipcover.yaml:8:41: releases: types: no lens leads note from 1 to 2; expected a lens file with"
                                + " 'type: note', 'from: 1', 'to: 2'; names of lens files end in .yaml, so note.1-2.yml is not read");
    }

    @Test
    void versionsWithoutRulesOnBothSidesOfOneWithARule_areTold() throws Exception {
        assertThat(ofThree("recognise: { note: { 2: { has: [status] } } }", "- remove: { name: status, default: 1 }"))
                .anyMatch(warning -> warning.contains("no rule tells note 1 from 3"));
    }
}
