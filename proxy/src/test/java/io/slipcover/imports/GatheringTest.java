package io.slipcover.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.catalog.Catalog;
import io.slipcover.config.Configuration;
import io.slipcover.couch.CouchDb;
import io.slipcover.couch.Database;
import io.slipcover.couch.Logins;
import io.slipcover.document.Revision;
import io.slipcover.imports.Gathering.Gathered;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.MemberPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of three copies of a document, by what tells which of them was edited last. */
final class GatheringTest {
    @TempDir
    private Path folder;

    private Configuration configuration;
    private Gathering gathering;

    @BeforeEach
    void configure() throws IOException {
        Files.createDirectories(folder.resolve("lenses"));
        for (int version = 1; version < 3; version++) {
            Files.writeString(folder.resolve("lenses/n.%d.yaml".formatted(version)), """
                    type: n
                    from: %d
                    to: %d
                    lens: [ { add: { name: only%d, default: new } } ]
                    """.formatted(
                            version, version + 1, version + 1));
        }
        Path file = Files.writeString(folder.resolve("slipcover.yaml"), """
                upstream: http://127.0.0.1:1
                documents: { type: { id-prefix: ":" }, version: { field: v } }
                releases:
                  - { name: "1", clients: 1.x, types: { n: 1 } }
                  - { name: "2", clients: 2.x, types: { n: 2 } }
                  - { name: "3", clients: 3.x, types: { n: 3 } }
                """);
        configuration = Configuration.load(file, Map.of());
        gathering = new Gathering(configuration.catalog(), new Order(List.of(MemberPath.of(JsonName.of("at")))));
    }

    private Copy copy(int version, String revision, String json) {
        Catalog catalog = configuration.catalog();
        Source source = new Source(
                new Database(new CouchDb(configuration.settings(), Logins.none()), "v" + version),
                catalog.release(String.valueOf(version)).orElseThrow());
        return new Copy(
                source,
                "n:1",
                version,
                Revision.parse(revision).orElseThrow(),
                catalog.releases().get(version - 1),
                json.isEmpty(),
                Copy.body(JsonObject.of(json.isEmpty() ? "{}" : json), "n:1"),
                Attachments.none(),
                List.of());
    }

    private Gathered gather(Copy... copies) {
        return gathering.gather(Arrays.asList(copies));
    }

    private static String told(Gathered gathered) {
        return gathered.document()
                .map(content -> content.body()
                        .toString()
                        .replace("\"_id\":\"n:1\",", "")
                        .replace(",\"v\":3", ""))
                .orElse("nothing");
    }

    @Test
    void ofSeveralLaterCopies_theTimeTellsTheLast_andTheOthersAreOvertaken() {
        Gathered gathered = gather(
                copy(1, "2-a", "{\"t\":\"first\",\"at\":20}"),
                copy(2, "2-a", "{\"t\":\"second\",\"only2\":\"x\",\"at\":30}"),
                copy(3, "2-a", "{\"t\":\"third\",\"only2\":\"y\",\"only3\":\"z\",\"at\":10}"));

        assertThat(told(gathered)).isEqualTo("{\"t\":\"second\",\"only2\":\"x\",\"only3\":\"z\",\"at\":30}");
        assertThat(gathered.overtaken()).isEqualTo(1);
        assertThat(gathered.notes()).hasSize(1).first().asString().contains("v1@1 \"n:1\" 2-a was edited before");
        assertThat(gathered.conflicts()).isEmpty();
    }

    @Test
    void ofSeveralLaterCopies_nobodyKnowsTheLast_withoutATime_andNoneIsDropped() {
        Gathered gathered = gather(
                copy(1, "2-a", "{\"t\":\"first\"}"),
                copy(2, "2-a", "{\"t\":\"second\",\"only2\":\"x\"}"),
                copy(3, "1-a", "{\"t\":\"third\",\"only2\":\"y\",\"only3\":\"z\"}"));

        assertThat(told(gathered)).isEqualTo("{\"t\":\"third\",\"only2\":\"y\",\"only3\":\"z\"}");
        assertThat(gathered.conflicts())
                .extracting(content -> content.body().toString())
                .satisfiesExactlyInAnyOrder(
                        first -> assertThat(first).contains("\"t\":\"first\"", "\"only2\":\"y\"", "\"only3\":\"z\""),
                        second ->
                                assertThat(second).contains("\"t\":\"second\"", "\"only2\":\"x\"", "\"only3\":\"z\""));
        assertThat(gathered.notes()).hasSize(2);
    }

    @Test
    void equalTimes_areOneEdit_soOnlyWhatIsMissingIsPutIn() {
        Gathered gathered = gather(
                copy(1, "7-a", "{\"at\":\"2026-01-01T01:00:00+01:00\",\"extra\":1}"),
                copy(3, "4-a", "{\"only2\":\"y\",\"only3\":\"z\",\"at\":\"2026-01-01T01:00:00+01:00\"}"));

        assertThat(told(gathered)).contains("\"extra\":1", "\"only2\":\"y\"");
        assertThat(gathered.conflicts()).isEmpty();
    }

    @Test
    void aTimeThatIsNone_tellsNothing() {
        Gathered gathered = gather(
                copy(1, "7-a", "{\"t\":\"one\",\"at\":\"yesterday\"}"),
                copy(3, "4-a", "{\"t\":\"three\",\"at\":\"today\"}"));

        assertThat(gathered.conflicts()).hasSize(1);
    }

    @Test
    void aDeletion_counts_ifTheOtherCopiesAreAsMade() {
        Gathered gone = gather(copy(1, "2-a", ""), copy(2, "1-a", "{}"), copy(3, "1-a", "{}"));
        assertThat(gone.document()).isEmpty();
        assertThat(gone.notes()).hasSize(2).first().asString().contains("v3@3 \"n:1\" 1-a is as it was made");
        Gathered kept = gather(copy(1, "2-a", ""), copy(2, "1-a", "{}"), copy(3, "2-a", "{}"));
        assertThat(kept.document()).isPresent();
        assertThat(kept.notes()).hasSize(1).first().asString().contains("v1@1 \"n:1\" 2-a is deleted, but v3@3");
        assertThat(gather(copy(1, "2-a", ""), copy(3, "9-a", "")).document()).isEmpty();
    }

    @Test
    void aDeletion_doesNotCount_ifAnotherCopyHasAConflict() {
        Copy conflicting = copy(3, "1-b", "{\"t\":\"a\"}").withConflicts(List.of(copy(3, "1-a", "{\"t\":\"b\"}")));

        Gathered kept = gather(copy(1, "2-a", ""), conflicting);

        assertThat(kept.document()).isPresent();
        assertThat(kept.conflicts()).hasSize(1);
    }

    @Test
    void anOlderCopyThatTheLensRefuses_isListed_andTheNewestIsStored() {
        Gathered gathered = gather(
                copy(2, "2-a", "{\"t\":\"a\",\"only2\":\"x\",\"only3\":\"taken\"}"),
                copy(3, "1-a", "{\"t\":\"a\",\"only2\":\"x\",\"only3\":\"z\"}"));

        assertThat(told(gathered)).contains("\"only3\":\"z\"");
        assertThat(gathered.notes()).hasSize(1).first().asString().contains("v2@2 \"n:1\" 2-a is not put in: ");
    }
}
