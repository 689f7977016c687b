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

/** What {@code check} says of an operation: what it does not keep, and what an edit is refused for. */
final class LensFactsTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectory(folder.resolve("lenses"));
        Files.writeString(folder.resolve("slipcover.yaml"), """
                databases: ["*"]
                documents:
                  type: { field: kind }
                  version: { field: v }
                  recognise: { note: { 1: { has: [old] }, 2: { has: [new] } } }
                releases:
                  - { name: "1", clients: 1.x, types: { note: 1 } }
                  - { name: "2", clients: 2.x, types: { note: 2 } }
                lenses: lenses
                """);
    }

    /** What the operation, which begins at line 5, loses. */
    private List<String> losses(String operation) throws IOException {
        Files.writeString(
                folder.resolve("lenses").resolve("note.1-2.yaml"),
                "type: note\nfrom: 1\nto: 2\nlens:\n" + "- " + operation + "\n");
        return Configuration.load(folder.resolve("slipcover.yaml"), Map.of()).losses().stream()
                .map(Problem::toString)
                .map(loss -> loss.replace("note.1-2.yaml:5:3: ", ""))
                .toList();
    }

    @Test
    void pairsForMissingMembers() throws IOException {
        assertThat(losses(
                        "convert: { name: a, pairs: [{ older: true, newer: yes }, { older: false }], partial: true }"))
                .containsExactly("convert a: no member is stored as no member, which reads as false afterwards");
        assertThat(losses("convert: { name: a, pairs: [{ newer: 1 }, { older: 2 }, { older: 3 }], partial: true }"))
                .containsExactly("convert a: 3 is stored as no member, which reads as 2 afterwards");
        assertThat(losses("convert: { name: a, pairs: [{ newer: 1 }], otherwise: { older: 2 } }"))
                .containsExactly("convert a: a value that no pair holds is stored as no member");
        assertThat(losses("convert: { name: a, pairs: [[0, 1], { newer: 1 }, [2, 3]], partial: true }"))
                .containsExactly("convert a: no member is stored as 1, which reads as 0 afterwards");
    }

    @Test
    void pairsBesideWhichOtherValuesStay() throws IOException {
        assertThat(
                        losses(
                                "convert: { name: a, pairs: [[list, entity], [array, entity], [on, off], [off, on]], otherwise: same }"))
                .containsExactly(
                        "convert a: \"array\" is stored as \"entity\", which reads as \"list\" afterwards",
                        "convert a: \"entity\" is stored as it is, which reads as \"list\" afterwards");
        assertThat(losses("convert: { name: a, pairs: [{ older: {} }], otherwise: same }"))
                .containsExactly("convert a: no member is stored as no member, which reads as {} afterwards");
    }

    @Test
    void mixedData() throws IOException {
        assertThat(losses("wrap: { name: a, mixed: true }"))
                .containsExactly(
                        "wrap a: a list of one element reads as the element afterwards, and the empty list as null");
        assertThat(losses("wrap: { name: a, mixed: false }")).isEmpty();
        assertThat(losses("head: { name: a, mixed: true }"))
                .containsExactly(
                        "head a: a value that is no list reads as a list afterwards",
                        "head a: elements past the first are not stored");
    }

    @Test
    void listsAndObjects() throws IOException {
        assertThat(losses("from-entries: { name: a, key: id }")).isEmpty();
        assertThat(losses("to-entries: { name: a, key: id, value: v }")).isEmpty();
        assertThat(losses("to-flags: { name: a }")).containsExactly("to-flags a: of equal strings one is stored");
        assertThat(losses("from-flags: { name: a }"))
                .containsExactly("from-flags a: a member that is false is stored as no member");
    }

    @Test
    void dates() throws IOException {
        assertThat(losses("convert: { name: a, date: { older: 'yyyy-MM-dd', newer: 'MMM d, yyyy' } }"))
                .isEmpty();
        assertThat(losses("convert: { name: a, date: { older: iso8601, newer: dd.MM.yyyy, zone: Europe/Berlin } }"))
                .containsExactly(
                        "convert a: not stored of a date: the hour, the minute, the second, fractions of a second, the zone");
        assertThat(losses("convert: { name: a, date: { older: millis, newer: seconds } }"))
                .containsExactly("convert a: not stored of a date: fractions of a second");
        assertThat(losses("convert: { name: a, date: { older: yyyy-MM-dd, newer: millis, zone: UTC } }"))
                .isEmpty();
    }

    @Test
    void tidyForms() throws IOException {
        assertThat(losses("convert: { name: a, case: lower }"))
                .containsExactly("convert a: large letters are stored as small ones");
        assertThat(losses("convert: { name: a, trim: true }"))
                .containsExactly("convert a: white space at the beginning and at the end is not stored");
        assertThat(losses("convert: { name: a, digits: 2 }"))
                .containsExactly("convert a: digits behind the point past number 2 are rounded");
        assertThat(losses("convert: { name: a, digits: 0 }"))
                .containsExactly("convert a: numbers are rounded to whole ones");
    }

    @Test
    void newerFormAlready() throws IOException {
        String loss = ": what has the newer form already reads in the older form once it is stored again";
        assertThat(losses("convert: { name: a, codec: number-string, mixed: true }"))
                .containsExactly("convert a" + loss);
        assertThat(losses("split: { name: a, into: [b, c], separator: ' ', mixed: true }"))
                .containsExactly("split a" + loss);
        assertThat(losses("join: { names: [b, c], into: a, separator: ' ', mixed: true }"))
                .containsExactly("join into a" + loss);
        assertThat(losses("in: { name: a, mixed: true, lens: [ rename: { source: b, destination: c } ] }"))
                .containsExactly("in a" + loss);
        assertThat(losses("in: { name: a, lens: [ map: { mixed: true, lens: [ wrap: { name: b } ] } ] }"))
                .containsExactly("in a" + loss);
    }

    @Test
    void whatAnEditIsRefusedFor_isToldForEachOperation() throws IOException {
        assertThat(refusals("convert: { name: a, pairs: [[1, 2]], partial: true }"))
                .containsExactly("a with a value that no pair holds");
        assertThat(refusals("convert: { name: a, pairs: [[1, 2]], otherwise: same }"))
                .isEmpty();
        assertThat(refusals("convert: { name: a, date: { older: yyyy-MM-dd, newer: dd.MM.yyyy } }"))
                .containsExactly("a that is no date in the older form");
        assertThat(refusals("convert: { name: a, digits: 2 }")).containsExactly("a that is no number");
        assertThat(refusals("merge: { names: [a, b], into: c }")).containsExactly("c that is there already");
        assertThat(refusals("merge: { names: [a, b], into: a }")).isEmpty();
        assertThat(refusals("to-flags: { name: a }"))
                .containsExactly("a that is no list, or has an element with no place in an object");
        assertThat(refusals("to-entries: { name: a, key: id }"))
                .containsExactly("a that is no object, or has a value with no place in a list");
        assertThat(refusals("nest: { host: o, names: [a] }"))
                .containsExactly("o that is no object, or has a member that moves into it");
        assertThat(refusals("unnest: { host: o, names: [a] }"))
                .containsExactly("o with a member that is there beside it already");
        assertThat(refusals("in: { name: a, lens: [ map: { as: b, lens: [ convert: { name: b, trim: true } ] } ] }"))
                .containsExactly("a that is no list", "a[].b that is no string");
        assertThat(refusals("everywhere: { has: [a], lens: [ rename: { source: b, destination: c } ] }"))
                .containsExactly("an object in more than a hundred others", "c that is there beside b");
    }

    @Test
    void whatAnEditIsRefusedFor_ofOperationsOnOneMember_isToldForEach() throws IOException {
        assertThat(refusals("rename: { source: a, destination: b }")).containsExactly("b that is there beside a");
        assertThat(refusals("copy: { source: a, destination: b }")).containsExactly("b that is there beside a");
        assertThat(refusals("add: { name: a, default: 1 }"))
                .containsExactly("a that clients write differently from what is stored");
        assertThat(refusals("fill: { name: a, default: 1 }")).isEmpty();
        assertThat(refusals("remove: { name: a }")).isEmpty();
        assertThat(refusals("convert: { name: a, multiply: 2 }")).containsExactly("a that is no number");
        assertThat(refusals("convert: { name: a, codec: iso8601-millis }"))
                .containsExactly("a that is not written as its codec asks");
        assertThat(refusals("convert: { name: a, codec: iso8601-millis, mixed: true }"))
                .isEmpty();
        assertThat(refusals("wrap: { name: a }")).isEmpty();
        assertThat(refusals("head: { name: a }")).containsExactly("a that is no list");
        assertThat(refusals("split: { name: a, into: [b, c], separator: ' ' }")).containsExactly("a that is no string");
        assertThat(refusals("from-entries: { name: a, key: id }"))
                .containsExactly("a that is no list, or has an element with no place in an object");
        assertThat(refusals("from-flags: { name: a }"))
                .containsExactly("a that is no object, or has a value with no place in a list");
    }

    @Test
    void whatAnEditIsRefusedFor_ofOperationsOnSeveralMembersOrInside_isToldForEach() throws IOException {
        assertThat(refusals("join: { names: [b, c], into: a, separator: ' ' }"))
                .containsExactly("b or c that is no string");
        assertThat(refusals("hoist: { host: o, name: a }")).containsExactly("a that is there beside o");
        assertThat(refusals("plunge: { host: o, name: a }")).containsExactly("o that is no object");
        assertThat(refusals("in: { name: a, lens: [ rename: { source: b, destination: c } ] }"))
                .containsExactly("a that is no object", "a.c that is there beside b");
        assertThat(refusals("in: { name: a, lens: [ map: { lens: [ head: { name: b } ] } ] }"))
                .containsExactly("a that is no list, or has an element that is no object", "a[].b that is no list");
        assertThat(refusals("in: { name: a, lens: [ map: { values: true, lens: [ head: { name: b } ] } ] }"))
                .containsExactly("a that is no object, or has a value that is none", "a.*.b that is no list");
        assertThat(refusals("in: { name: a, lens: [ map: { values: true, as: b, lens: [ head: { name: b } ] } ] }"))
                .containsExactly("a that is no object", "a.*.b that is no list");
        assertThat(refusals("when: { has: [a], lens: [ head: { name: b } ] }")).containsExactly("b that is no list");
        assertThat(refusals("jsonata: { forward: '$', backward: '$' }"))
                .containsExactly("what jsonata does not accept");
    }

    /** What an edit of the older version can be refused for because of the operation. */
    private List<String> refusals(String operation) throws IOException {
        losses(operation);
        return Configuration.load(folder.resolve("slipcover.yaml"), Map.of()).facts().paths().stream()
                .flatMap(path -> path.refused().stream())
                .toList();
    }
}
