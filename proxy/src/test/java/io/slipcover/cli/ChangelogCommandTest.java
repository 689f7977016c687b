package io.slipcover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.catalog.Release;
import io.slipcover.changelog.ReleaseChanges;
import io.slipcover.changelog.TypeChanges;
import io.slipcover.config.Configuration;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What developers of clients are told of two releases: of the examples' configurations, and of one with everything. */
final class ChangelogCommandTest {
    private static final Path EXAMPLES = Path.of("../examples");

    @TempDir
    private Path folder;

    private static String run(int status, String... words) {
        StringWriter out = new StringWriter();
        CommandLine line = Slipcover.commandLine(words);
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(out));
        assertThat(line.execute(words)).as(out.toString()).isEqualTo(status);
        return out.toString();
    }

    private static String changelog(Path file, String from, String to, String... more) {
        List<String> words = new ArrayList<>(List.of("changelog", "-c", file.toString(), "--from", from, "--to", to));
        words.addAll(List.of(more));
        return run(0, words.toArray(String[]::new));
    }

    @Test
    void todoExample_isToldInWordsAndInAnExample() throws IOException {
        String page = Files.readString(Path.of("../docs/changelogs.md"));

        assertThat(page).contains(changelog(EXAMPLES.resolve("todo/slipcover.yaml"), "2", "3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"todo", "migrations/cht-core", "migrations/cozy-desktop", "migrations/tangerine"})
    void everyExample_hasASentenceForEachOperation_andAnExampleOfEachType(String name) {
        Path file = EXAMPLES.resolve(name + "/slipcover.yaml");
        Configuration configuration = Configuration.load(file, Map.of());
        List<Release> releases = configuration.catalog().releases();
        Release oldest = releases.get(0);
        Release newest = releases.get(releases.size() - 1);
        ReleaseChanges changes = ReleaseChanges.between(configuration, oldest, newest);
        String text = changelog(file, oldest.name(), newest.name());

        assertThat(changes.types()).isNotEmpty();
        for (TypeChanges type : changes.types()) {
            assertThat(type.example()).as(type.type()).isNotNull();
            assertThat(type.versions())
                    .isNotEmpty()
                    .allSatisfy(version -> assertThat(version.steps())
                            .isNotEmpty()
                            .allSatisfy(step -> assertThat(text).contains("\n- " + step.sentence() + "\n")));
        }
        assertThat(JsonObject.of(changelog(file, oldest.name(), newest.name(), "--json"))
                        .array(JsonName.of("types"))
                        .size())
                .isEqualTo(changes.types().size());
    }

    private Path everything() throws IOException {
        Files.createDirectories(folder.resolve("lenses"));
        Files.createDirectories(folder.resolve("schemas"));
        Files.writeString(
                folder.resolve("lenses/a.yaml"),
                "type: a\nfrom: 1\nto: 2\nlens:\n  - remove: { name: x, default: 1 }\n");
        Files.writeString(folder.resolve("lenses/empty.yaml"), "type: b\nfrom: 1\nto: 2\nlens: []\n");
        Files.writeString(
                folder.resolve("schemas/a.1.schema.json"),
                "{\"properties\":{\"x\":{\"type\":\"integer\"},\"y\":{}},\"examples\":[{\"x\":5,\"y\":\""
                        + "long ".repeat(20) + "\"}]}");
        Files.writeString(
                folder.resolve("schemas/a.2.schema.json"), "{\"properties\":{\"y\":{}},\"required\":[\"y\"]}");
        return Files.writeString(folder.resolve("slipcover.yaml"), """
                documents: { type: { field: t }, version: { field: v } }
                releases:
                  - { name: "1", clients: 1.x, types: { a: 1, b: 1, gone: 1 }, defaults: { a: { z: old, q: 1 } },
                      deprecated: 2026-09-01, sunset: 2027-03-01, link: "https://example.org/1" }
                  - { name: "2", clients: 2.x, types: { a: 2, b: 2, fresh: 3 }, defaults: { a: { z: new } } }
                """);
    }

    @Test
    void clientsThatALaterReleaseServes_areNotToldAsTheOlderReleases() throws IOException {
        Path file = everything();
        Files.writeString(file, Files.readString(file).replace("clients: 1.x", "clients: \">=0\""));
        assertThat(changelog(file, "1", "2"))
                .contains(
                        "Release `1` serves clients `>=0`, but not those that a later release serves. Release `2` serves clients `2.x`.");
    }

    @Test
    void defaultsSchemasTypesAndDates_areTold() throws IOException {
        assertThat(changelog(everything(), "1", "2")).isEqualTo("""
                # What changes from release `1` to release `2`

                Release `1` serves clients `1.x`. Release `2` serves clients `2.x`.

                Release `1` is deprecated from 2026-09-01 on. From 2027-03-01 on, clients of release `1` are refused. Read more at <https://example.org/1>.

                ## `a`

                Version 1 becomes version 2:

                - `x` is gone. Older clients read `1`.

                Clients of release `1` see a document so:

                ```json
                {
                  "x": 5,
                  "y": "%1$s",
                  "z": "old",
                  "q": 1
                }
                ```

                Clients of release `2` see the same document so:

                ```json
                {
                  "y": "%1$s",
                  "z": "new",
                  "q": 1
                }
                ```

                ### Defaults

                - Where a document in the shape of a release lacks `z`, release `1` reads `"old"`, and release `2` reads `"new"`.

                ### Schema

                - `x` is gone.
                - `y` has to be there now.

                ### What clients of release `1` cannot do

                - Not all that they write is kept: remove x: 'x' is not stored.

                ## `b`

                Version 1 becomes version 2:

                - Documents stay as they are.

                ## `fresh`

                Release `2` brings this type, in version 3.

                ## `gone`

                Release `2` does not know this type any more. Its documents are shown as they are stored.
                """.formatted("long ".repeat(20)));
    }

    @Test
    void json_holdsTheSame() throws IOException {
        String json = changelog(everything(), "1", "2", "--json");

        assertThat(json)
                .contains(
                        "\"from\":{\"release\":\"1\",\"clients\":\"1.x\",\"deprecated\":\"2026-09-01\",\"sunset\":\"2027-03-01\",\"link\":\"https://example.org/1\"}",
                        "{\"type\":\"a\",\"from\":1,\"to\":2,\"lenses\":[{\"from\":1,\"to\":2,\"operations\":[{\"operation\":\"remove\",\"arguments\":{\"name\":\"x\",\"default\":1},\"sentence\":\"`x` is gone. Older clients read `1`.\",\"inside\":[]}]}],\"example\":{\"before\":{\"x\":5,",
                        "\"origin\":\"older_schema\"},\"defaults\":[{\"member\":\"z\",\"before\":\"old\",\"after\":\"new\"}]",
                        "{\"member\":\"y\",\"change\":\"required\",\"before\":\"\",\"after\":\"\",\"sentence\":\"`y` has to be there now.\"}",
                        "\"not_kept\":[\"remove x: 'x' is not stored\"]",
                        "{\"type\":\"fresh\",\"to\":3,",
                        "{\"type\":\"gone\",\"from\":1,",
                        "\"unchanged\":[]");
    }

    @Test
    void nothingChanged_isSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("slipcover.yaml"), """
                documents: { type: { field: t }, version: { field: v } }
                releases:
                  - { name: "1", clients: 1.x, types: { a: 1 } }
                  - { name: "2", clients: 2.x, types: { a: 1 } }
                """);
        assertThat(changelog(file, "1", "2")).endsWith("\nNo document changes.\n");
    }

    @Test
    void releaseThatIsNotOlder_orThatIsNotThere_isWrongUsage() {
        String file = EXAMPLES.resolve("todo/slipcover.yaml").toString();
        assertThat(run(2, "changelog", "-c", file, "--from", "3", "--to", "2"))
                .contains("--from: expected a release that is older than '2', found '3'");
        assertThat(run(2, "changelog", "-c", file, "--from", "2", "--to", "2")).contains("older than '2'");
        assertThat(run(2, "changelog", "-c", file, "--from", "2", "--to", "4"))
                .contains("--to: there is no release '4', only 1, 1.1, 2, 3");
    }
}
