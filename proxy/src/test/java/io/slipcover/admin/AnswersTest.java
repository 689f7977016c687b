package io.slipcover.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.slipcover.config.Address;
import io.slipcover.config.Configuration;
import io.slipcover.history.Client;
import io.slipcover.history.Counted;
import io.slipcover.history.UsageRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page for operators asks for: the JSON of usage, of types and of the configuration. */
final class AnswersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC);
    private static final AdminQuestion QUESTION = question("");

    @TempDir
    private Path folder;

    private static AdminQuestion question(String query) {
        return new AdminQuestion(query, EmptyHttpHeaders.INSTANCE, new byte[0]);
    }

    private static Configuration todos() {
        return Configuration.load(Path.of("../examples/todo/slipcover.yaml"), Map.of());
    }

    private Configuration load(String text) throws IOException {
        Files.createDirectories(folder.resolve("lenses"));
        for (int from = 1; from < 4; from++) {
            Files.writeString(
                    folder.resolve("lenses/note.%d-%d.yaml".formatted(from, from + 1)),
                    "type: note\nfrom: %d\nto: %d\nlens: [ { add: { name: a%1$d, default: 0 } } ]\n"
                            .formatted(from, from + 1));
        }
        Path file = Files.writeString(folder.resolve("slipcover.yaml"), """
                documents: { type: { field: t }, version: { field: v } }
                releases:
                  - { name: "1", clients: "1.x", types: { note: 1 }, deprecated: 2026-01-01, sunset: 2026-06-01 }
                  - { name: "2", clients: "2.x", types: { note: 2 } }
                  - { name: "4", clients: ">=4", types: { note: 4 } }
                """ + text);
        return Configuration.load(file, Map.of());
    }

    private JsonNode usage(String query, String history) throws IOException {
        Path file = Files.writeString(folder.resolve("usage"), "{\"slipcover_history\":1}\n" + history);
        Configuration configuration = load("");
        try (UsageRecorder recorder = UsageRecorder.start(Map::of, file, NOON)) {
            return JSON.readTree(new UsageAnswer(recorder, configuration::catalog, NOON).apply(question(query)));
        }
    }

    private static JsonNode release(JsonNode usage, String name) {
        for (JsonNode release : usage.get("releases")) {
            if (release.get("release").asText().equals(name)) {
                return release;
            }
        }
        throw new AssertionError("no release " + name + " in " + usage);
    }

    private static String line(String hour, int seconds, String requests, String last) {
        return "{\"hour\":\"%s\",\"seconds\":%d,\"requests\":{%s},\"last\":{%s}}\n"
                .formatted(hour, seconds, requests, last);
    }

    @Test
    void usage_withoutHistory_tellsReleasesThatNobodyAskedFor() throws IOException {
        JsonNode usage = usage("", "");

        assertThat(usage.get("recorded_since").isNull()).isTrue();
        assertThat(usage.get("kept_in").asText())
                .isEqualTo(folder.resolve("usage").toString());
        assertThat(usage.get("releases").findValuesAsText("release")).containsExactly("1", "2", "4");
        JsonNode one = release(usage, "1");
        assertThat(one.get("last_seen").isNull()).isTrue();
        assertThat(one.get("deprecated").asText()).isEqualTo("2026-01-01");
        assertThat(one.get("sunset").asText()).isEqualTo("2026-06-01");
        assertThat(one.get("clients").asText()).isEqualTo("1.x");
        assertThat(one.get("configured").asBoolean()).isTrue();
        assertThat(one.get("stored").asBoolean()).isFalse();
        assertThat(one.get("week").get("a_day").isNull()).isTrue();
        assertThat(release(usage, "4").get("stored").asBoolean()).isTrue();
    }

    @Test
    void usage_requestsADay_areToldOnceADayWasWatched_andOfWatchedTimeAlone() throws IOException {
        StringBuilder history = new StringBuilder();
        for (int hour = 0; hour < 23; hour++) {
            history.append(line("2026-11-28T%02d:00:00Z".formatted(hour), 3_600, "\"1\":{\"1.0.0\":10}", ""));
        }
        assertThat(release(usage("", history.toString()), "1").get("week"))
                .isEqualTo(JSON.readTree("{\"requests\":230,\"seconds\":82800,\"a_day\":null}"));

        history.append(line("2026-11-29T00:00:00Z", 3_600, "\"1\":{\"1.0.0\":5,\"1.0.1\":5}", ""));
        history.append(line("2026-11-23T11:00:00Z", 3_600, "\"1\":{\"1.0.0\":1000}", "")); // More than a week ago.
        assertThat(release(usage("", history.toString()), "1").get("week"))
                .isEqualTo(JSON.readTree("{\"requests\":240,\"seconds\":86400,\"a_day\":240.0}"));
    }

    @Test
    void usage_overTime_hasAsManyTimesAsWereAskedFor() throws IOException {
        String history = line("2026-11-30T07:00:00Z", 3_600, "\"2\":{\"2.0.0\":7}", "")
                + line("2026-11-30T11:00:00Z", 60, "\"2\":{\"2.0.0\":1},\"3\":{\"3.0.0\":2}", "");
        JsonNode hours = usage("days=2", history);
        assertThat(hours.get("times")).hasSize(48);
        assertThat(hours.get("times").get(0).asText()).isEqualTo("2026-11-28T13:00:00Z");
        assertThat(hours.get("times").get(47).asText()).isEqualTo("2026-11-30T12:00:00Z");
        assertThat(hours.get("recorded").get(46).asInt()).isEqualTo(60);
        assertThat(release(hours, "2").get("requests").get(42).asInt()).isEqualTo(7);
        assertThat(release(hours, "3").get("requests").get(46).asInt()).isEqualTo(2);
        assertThat(release(hours, "3").get("configured").asBoolean()).isFalse();

        JsonNode weeks = usage("days=14", history);
        assertThat(weeks.get("bucket_seconds").asInt()).isEqualTo(21_600);
        assertThat(release(weeks, "2").get("requests")).hasSize(56);
        assertThat(release(weeks, "2").get("requests").get(54).asInt()).isEqualTo(8);
        assertThat(usage("days=90", history).get("times")).hasSize(90);
        assertThat(usage("days=400", history).get("times")).hasSize(400);
        for (String other : List.of("", "days=", "days=7", "days=-1", "days=99999999999", "days=2%00", "%zz")) {
            assertThat(usage(other, history).get("days").asInt()).as(other).isEqualTo(14);
        }
    }

    @Test
    void usage_versions_areThoseThatWereSeenLastFirst() throws IOException {
        JsonNode usage = usage(
                "",
                line(
                        "2026-11-30T07:00:00Z",
                        60,
                        "\"1\":{\"1.0.0\":7,\"1.0.1\":8}",
                        "\"1\":{\"1.0.0\":\"2026-11-30T07:00:09.5Z\",\"1.0.1\":\"2026-11-30T07:00:08Z\",\"1.0.2\":\"2020-01-01T00:00:00Z\"}"));

        JsonNode one = release(usage, "1");
        assertThat(one.get("last_seen").asText()).isEqualTo("2026-11-30T07:00:09Z");
        assertThat(one.get("versions")).isEqualTo(JSON.readTree("""
                        [{"version":"1.0.0","requests":7,"last_seen":"2026-11-30T07:00:09Z"},
                         {"version":"1.0.1","requests":8,"last_seen":"2026-11-30T07:00:08Z"},
                         {"version":"1.0.2","requests":0,"last_seen":"2020-01-01T00:00:00Z"}]"""));
    }

    @Test
    void usage_tellsWhatWasCountedAMomentAgo() throws IOException {
        Client client = new Client("2", "2.0.0");
        try (UsageRecorder recorder =
                UsageRecorder.start(() -> Map.of(client, new Counted(3, NOON.instant())), null, NOON)) {
            JsonNode usage = JSON.readTree(new UsageAnswer(recorder, todos()::catalog, NOON).apply(QUESTION));

            assertThat(usage.get("kept_in").isNull()).isTrue();
            assertThat(release(usage, "2").get("requests").get(55).asInt()).isEqualTo(3);
            assertThat(release(usage, "2").get("last_seen").asText()).isEqualTo("2026-11-30T12:00:00Z");
        }
    }

    @Test
    void types_tellVersionsThatNoReleaseNames_andEachLens() throws IOException {
        Configuration configuration = load("");
        JsonNode note = JSON.readTree(new TypesAnswer(() -> configuration).apply(QUESTION))
                .get("types")
                .get(0);

        assertThat(note.get("versions")).isEqualTo(JSON.readTree("""
                [{"version":1,"stored":false,"releases":["1"]},{"version":2,"stored":false,"releases":["2"]},
                 {"version":3,"stored":false,"releases":[]},{"version":4,"stored":true,"releases":["4"]}]"""));
        assertThat(note.get("lenses")).isEqualTo(JSON.readTree("""
                [{"from":1,"to":2,"operations":["add a1"]},{"from":2,"to":3,"operations":["add a2"]},
                 {"from":3,"to":4,"operations":["add a3"]}]"""));
        assertThat(note.get("paths").get(0).get("unseen")).isEqualTo(JSON.readTree("[\"a1\",\"a2\",\"a3\"]"));
        assertThat(note.get("paths")).hasSize(2);
    }

    private static JsonNode key(JsonNode configuration, String name) {
        for (JsonNode key : configuration.get("keys")) {
            if (key.get("key").asText().equals(name)) {
                return key;
            }
        }
        throw new AssertionError("no key " + name + " in " + configuration);
    }

    @Test
    void configuration_tellsWhatTakesARestartAsTheProgramHasStarted() throws IOException {
        Configuration started = load("event-loops: 3\ngzip: true\naccess-log: json\n");
        Configuration read = load("event-loops: 5\ngzip: false\ndatabases: [ notes ]\n");
        JsonNode answer = JSON.readTree(new ConfigurationAnswer(
                        () -> read,
                        NOON::instant,
                        started,
                        Path.of("slipcover.yaml"),
                        Set.of(),
                        Set.of("event-loops", "access-log"))
                .apply(QUESTION));

        assertThat(answer.get("read").asText()).isEqualTo("2026-11-30T12:00:00Z");
        assertThat(key(answer, "event-loops"))
                .isEqualTo(
                        JSON.readTree("{\"key\":\"event-loops\",\"from\":\"file\",\"restart\":true,\"value\":\"3\"}"));
        assertThat(key(answer, "access-log: format").get("restart").asBoolean()).isTrue();
        assertThat(key(answer, "gzip"))
                .isEqualTo(JSON.readTree("{\"key\":\"gzip\",\"from\":\"file\",\"restart\":false,\"value\":false}"));
        assertThat(key(answer, "databases").get("value").asText()).isEqualTo("notes");
    }

    @ParameterizedTest
    @CsvSource({"one, one, false", "one, other, true"})
    void configuration_saysThatANewSecretTakesARestart_andTellsNeither(String first, String then, boolean restart)
            throws IOException {
        Configuration started = load("admin: { listen: 127.0.0.1:1, token: a-long-secret-word-" + first + " }\n");
        Configuration read = load("admin: { listen: 127.0.0.1:1, token: a-long-secret-word-" + then + " }\n");
        String answer = new ConfigurationAnswer(
                        () -> read, NOON::instant, started, Path.of("slipcover.yaml"), Set.of(), Set.of("admin"))
                .apply(QUESTION);

        assertThat(key(JSON.readTree(answer), "admin: token").get("restart").asBoolean())
                .isEqualTo(restart);
        assertThat(key(JSON.readTree(answer), "admin: listen").get("restart").asBoolean())
                .isFalse();
        assertThat(answer).doesNotContain("a-long-secret-word");
    }

    @Test
    void configuration_ofTheCommandLine_isToldAsThat_withWarnings() throws IOException {
        Configuration told = load("databases: [ Notes ]\n");
        Configuration flagged = told.with(told.settings().withListen(Address.parse("127.0.0.1:9")));
        JsonNode answer = JSON.readTree(new ConfigurationAnswer(
                        () -> flagged, NOON::instant, flagged, Path.of("x.yaml"), Set.of("listen"), Set.of("listen"))
                .apply(QUESTION));

        assertThat(answer.get("file").asText()).isEqualTo("x.yaml");
        assertThat(key(answer, "listen"))
                .isEqualTo(JSON.readTree(
                        "{\"key\":\"listen\",\"from\":\"command line\",\"restart\":false,\"value\":\"127.0.0.1:9\"}"));
        assertThat(answer.get("warnings")).hasSize(told.warnings().size()).isNotEmpty();
    }

    @Test
    void files_areAllThere_andAskForNothingElse() throws Exception {
        List<PageFile> files = OperatorsPage.files();
        List<String> paths = files.stream().map(PageFile::path).toList();
        for (PageFile file : files) {
            AdminAnswer answer = file.answer(QUESTION).toCompletableFuture().get();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(file.isForEverybody()).isTrue();
            String text = answer.body();
            assertThat(text.getBytes(UTF_8)).as(file.path()).hasSizeLessThan(24_000);
            String without = text.replace("http://www.w3.org/2000/svg", "");
            assertThat(without)
                    .as(file.path())
                    .doesNotContain("http:", "https:", "//cdn", "@import", "innerHTML", "eval(", "style=\"");
            for (String reference : References.in(text)) {
                assertThat(paths).as("%s asks for %s", file.path(), reference).contains(reference);
            }
        }
        assertThat(files.stream().filter(PageFile::isListed))
                .extracting(PageFile::path)
                .containsExactly("/");
    }
}
