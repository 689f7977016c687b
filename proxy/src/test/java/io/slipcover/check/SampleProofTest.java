package io.slipcover.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.config.Configuration;
import io.slipcover.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SampleProofTest {
    private static final String RULES = "recognise: { note: { 1: { has: [title] }, 2: { has: [text] } } }";
    private static final String RENAME = "- rename: { source: title, destination: text }\n";

    @TempDir
    private Path folder;

    /** What else stands at the older release. */
    private String ofRelease = "";

    private Findings prove(String rules, String lens, String... documents) throws IOException {
        Files.createDirectories(folder.resolve("lenses"));
        Files.writeString(folder.resolve("slipcover.yaml"), """
                documents:
                  type: { field: kind }
                  version: { field: v }
                  %s
                releases:
                  - { name: "1", clients: 1.x, types: { note: 1 }%s }
                  - { name: "2", clients: 2.x, types: { note: 2 } }
                """.formatted(rules, ofRelease));
        Files.writeString(
                folder.resolve("lenses").resolve("note.1-2.yaml"),
                "type: note\nfrom: 1\nto: 2\nlens:\n%s".formatted(lens.indent(2)));
        SampleProof proof = new SampleProof(Configuration.load(folder.resolve("slipcover.yaml"), Map.of()));
        for (String document : documents) {
            proof.accept(JsonObject.of(document));
        }
        return proof.findings();
    }

    private static List<String> texts(List<Finding> findings) {
        return findings.stream().map(finding -> finding.fault().text()).toList();
    }

    @Test
    void lensesThatKeepAll_haveNoFindings() throws Exception {
        ofRelease = ", defaults: { note: { important: false } }";
        Findings findings = prove(
                RULES,
                RENAME + """
                        - add: { name: due, default: null }
                        - wrap: { name: people }
                        - hoist: { host: group, name: name }
                        - convert: { name: price, multiply: 100 }
                        - split: { name: who, into: [first, last], separator: " " }
                        - in: { name: steps, lens: [ map: { key: id, lens: [ add: { name: done, default: false } ] } ] }
                        """,
                """
                {"_id":"a","_rev":"1-a","kind":"note","v":1,"title":"Tea","people":"ada","price":1.10,"group":{"name":"x","o":1}}""",
                """
                {"_id":"b","_rev":"1-b","kind":"note","v":2,"text":"Mate","people":["bob","eve"],"price":5,"due":"now"}""",
                """
                {"_id":"c","kind":"note","title":"No number","who":"Ada Lovelace","steps":[{"id":1},{"id":2,"x":[1,2]}]}""",
                """
                {"_id":"d","kind":"note","v":2,"text":"","first":"a","steps":[{"id":1,"done":true}],"important":true}""",
                "{\"_id\":\"e\",\"kind\":\"other\"}",
                "{\"_id\":\"_design/x\",\"kind\":\"note\"}",
                "{\"_id\":\"f\",\"kind\":\"note\",\"v\":1,\"title\":\"x\",\"_deleted\":true}");

        assertThat(texts(findings.findings())).isEmpty();
        assertThat(findings.documents()).isEqualTo(7);
        assertThat(findings.others()).isEqualTo(2);
        assertThat(findings.deleted()).isEqualTo(1);
        assertThat(findings.types()).isEqualTo(Map.of("note 1", 2L, "note 2", 2L));
        assertThat(findings.edits()).isGreaterThan(40);
    }

    @Test
    void documentThatALensDoesNotAccept_isFoundWithTheSmallest() throws Exception {
        Findings findings = prove(
                RULES,
                RENAME + "- convert: { name: status, pairs: [[1, one], [2, two]], partial: true }",
                "{\"_id\":\"a\",\"kind\":\"note\",\"v\":1,\"title\":\"Tea\",\"status\":3,\"more\":{\"a\":[1,2]}}",
                "{\"_id\":\"b\",\"kind\":\"note\",\"v\":1,\"title\":\"Tea\",\"status\":2}",
                "{\"_id\":\"c\",\"kind\":\"note\",\"v\":1,\"title\":\"Tea\",\"status\":\"secret\"}");

        assertThat(texts(findings.violations()))
                .containsExactly("note cannot be shown: note 1 to 2: convert status: no pair for the value");
        Finding finding = findings.violations().get(0);
        assertThat(finding.documents()).isEqualTo(2);
        assertThat(finding.ids()).containsExactly("a", "c");
        assertThat(finding.smallest().toString()).isEqualTo("{\"_id\":\"a\",\"kind\":\"note\",\"v\":1,\"status\":0}");
    }

    @Test
    void addOfAMemberThatOlderDocumentsHave_isFoundWithWhatToWrite() throws Exception {
        Findings findings = prove(
                RULES,
                RENAME + "- add: { name: tags, default: [] }",
                "{\"_id\":\"a\",\"kind\":\"note\",\"v\":1,\"title\":\"Tea\",\"tags\":[\"hot\"],\"x\":1}");

        assertThat(texts(findings.violations()))
                .containsExactly(
                        "note: 'tags' changes when it is written back as it was shown, for clients of 1: a lens"
                                + " adds it, but documents of 1 have it already; write fill: { name: tags, default: … }");
        assertThat(findings.violations().get(0).smallest().toString())
                .isEqualTo("{\"_id\":\"a\",\"kind\":\"note\",\"v\":1,\"tags\":[]}");
    }

    @Test
    void whatTheLensSaysThatItDoesNotKeep_isNoViolation() throws Exception {
        Findings findings = prove(
                RULES,
                RENAME + """
                        - convert: { name: done, pairs: [[false, open], [true, done]], otherwise: [false, open] }
                        - remove: { name: colour, default: white }
                        - remove: { name: size }
                        - head: { name: people }
                        - fill: { name: tags, default: [] }
                        - merge: { names: [trashed, deleted], into: trashed }
                        - rename: { source: when, destination: at }
                        - convert: { name: at, codec: iso8601-millis }
                        """,
                """
                {"_id":"a","kind":"note","v":1,"title":"A","done":false,"colour":"red","size":1,"people":["a","b"],"trashed":true}""",
                """
                {"_id":"b","kind":"note","v":1,"title":"B","done":"soon","colour":"blue","people":["c"],"tags":["x"],"deleted":true}""",
                """
                {"_id":"c","kind":"note","v":1,"title":"C","size":2,"trashed":false,"deleted":true,"when":"2026-01-01T00:00:00.1234Z"}""",
                """
                {"_id":"d","kind":"note","v":1,"title":"D","when":"2026-01-01T01:00:00+02:00"}""",
                "{\"_id\":\"e\",\"kind\":\"note\",\"v\":2,\"text\":\"E\",\"done\":\"paused\",\"tags\":[]}");

        assertThat(texts(findings.violations())).isEmpty();
        assertThat(findings.notes())
                .extracting(finding ->
                        finding.fault().kind() + " " + finding.fault().member())
                .contains(
                        "AS_TOLD done",
                        "AS_TOLD colour",
                        "AS_TOLD size",
                        "AS_TOLD people",
                        "AS_TOLD tags",
                        "AS_TOLD deleted",
                        "AS_TOLD when");
        assertThat(findings.notes())
                .anySatisfy(finding -> assertThat(finding.fault().detail())
                        .isEqualTo("note.1-2.yaml:7:5: remove colour: 'colour' is not stored"));
    }

    @Test
    void expressionThatLosesWhatItWasNotTold_isFound() throws Exception {
        Findings findings = prove(
                RULES,
                "- jsonata: { forward: '{ \"text\": title }', backward: '{ \"title\": text }' }",
                "{\"_id\":\"a\",\"kind\":\"note\",\"v\":1,\"title\":\"Tea\",\"colour\":\"red\"}",
                "{\"_id\":\"b\",\"kind\":\"note\",\"v\":2,\"text\":\"Mate\"}");

        assertThat(texts(findings.violations()))
                .contains(
                        "note: 'colour' changes when it is written back as it was shown, for clients of 1",
                        "note 1: 'slipcover-check' is not read as it was written: a member that no lens names is lost");
    }

    @Test
    void documentsThatRecogniseCannotPlace_areFound() throws Exception {
        Findings findings = prove(
                RULES,
                RENAME,
                "{\"_id\":\"a\",\"kind\":\"note\",\"v\":2,\"title\":\"Tea\"}",
                "{\"_id\":\"b\",\"kind\":\"note\",\"title\":\"Tea\",\"text\":\"Tea\"}",
                "{\"_id\":\"c\",\"kind\":\"note\",\"v\":7,\"text\":\"Tea\"}",
                "{\"_id\":\"d\",\"kind\":\"note\",\"v\":2}");

        assertThat(findings.findings())
                .extracting(finding -> finding.fault().kind() + " " + finding.ids())
                .containsExactly("CONTRADICTED [a]", "AMBIGUOUS [b]", "UNKNOWN_VERSION [c]", "UNRULED [d]");
    }

    @Test
    void findingsOfTwoProofs_areOne() throws Exception {
        String lens = RENAME + "- convert: { name: status, pairs: [[1, one]], partial: true }";
        Findings one = prove(RULES, lens, "{\"_id\":\"a\",\"kind\":\"note\",\"v\":1,\"title\":\"Tea\",\"status\":3}");
        Findings other = prove(RULES, lens, "{\"_id\":\"b\",\"kind\":\"note\",\"v\":1,\"title\":\"T\",\"status\":[4]}");

        Findings both = one.and(other);
        assertThat(both.documents()).isEqualTo(2);
        assertThat(both.violations()).singleElement().satisfies(finding -> {
            assertThat(finding.documents()).isEqualTo(2);
            assertThat(finding.ids()).containsExactly("a", "b");
        });
    }

    @Test
    void editsThatPerhapsNobodyMakes_areWorthKnowing_andNoViolations() throws Exception {
        Findings findings = prove(
                RULES,
                RENAME + """
                        - join: { names: [street, number], into: road, separator: " " }
                        - when: { equals: { tag: GPS }, lens: [ { rename: { source: value, destination: position } }, { convert: { name: position, codec: string-number } } ] }
                        """,
                """
                {"_id":"a","kind":"note","v":1,"title":"A","street":"Hof","number":"7","tag":"GPS","value":"1.5"}""",
                "{\"_id\":\"b\",\"kind\":\"note\",\"v\":1,\"title\":\"B\",\"tag\":\"TEXT\",\"value\":\"hello\"}");

        assertThat(texts(findings.violations())).isEmpty();
        assertThat(findings.notes())
                .extracting(finding ->
                        finding.fault().kind() + " " + finding.fault().member() + " " + finding.ids())
                .contains(
                        "MAY_BE_READ_OTHERWISE street [a]",
                        "MAY_BE_REFUSED tag [b]",
                        "MAY_BE_REFUSED value [a]",
                        "MAY_BE_UNSHOWABLE tag [b]");
    }

    @Test
    void documentsAndViewsThatNoSchemaAllows_areFound() throws Exception {
        Files.createDirectory(folder.resolve("schemas"));
        Files.writeString(
                folder.resolve("schemas").resolve("note.1.schema.json"),
                "{\"properties\":{\"kind\":{},\"title\":{\"type\":\"string\"}},\"additionalProperties\":false}");
        Findings findings = prove(
                RULES,
                RENAME,
                "{\"_id\":\"a\",\"kind\":\"note\",\"v\":1,\"title\":7}",
                "{\"_id\":\"b\",\"kind\":\"note\",\"v\":2,\"text\":\"B\",\"more\":1}",
                "{\"_id\":\"c\",\"kind\":\"note\",\"v\":2,\"text\":\"C\"}");

        assertThat(texts(findings.violations()))
                .containsExactly(
                        "note 1 does not match its schema: note.1.schema.json: /properties/title/type: 'type' does not hold",
                        "note does not match its schema, for clients of 1: note.1.schema.json: /additionalProperties:"
                                + " 'additionalProperties' does not hold");
        assertThat(findings.violations()).extracting(Finding::ids).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void theFirstDocuments_areLookedAtWhenThereAreMoreThanAreHeld() throws Exception {
        String[] many = new String[1_200];
        for (int index = 0; index < many.length; index++) {
            many[index] = "{\"_id\":\"%d\",\"kind\":\"note\",\"v\":1,\"title\":\"%1$d\"}".formatted(index);
        }
        assertThat(prove(RULES, RENAME, many).types()).isEqualTo(Map.of("note 1", 1_200L));
    }
}
