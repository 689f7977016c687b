package io.slipcover.playground;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipcover.testing.Logged;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The questions of the playground's page. */
final class PlaygroundTest {
    private static final String LOGIN = "X-CouchDB-Authorization";
    private static final String ANN = "Basic w6Rubjpww6Rzcw==";

    @TempDir
    private Path folder;

    private PlaygroundSite site;

    @BeforeEach
    void start() throws IOException {
        site = new PlaygroundSite(folder, null);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private static JsonNode ok(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return PlaygroundSite.json(answer);
    }

    private JsonNode views(String document) throws IOException, InterruptedException {
        return ok(site.ask("/playground/views", Map.of("document", document)));
    }

    private JsonNode edit(String release, String document, String edit) throws IOException, InterruptedException {
        return ok(site.ask("/playground/edits", Map.of("release", release, "document", document, "edit", edit)));
    }

    /** The lines without their spaces, each between its marks. */
    private static String marked(JsonNode lines) {
        return StreamSupport.stream(lines.spliterator(), false)
                .map(line -> mark(line, "left") + line.get("text").asText().strip() + mark(line, "right"))
                .collect(Collectors.joining("\n"));
    }

    private static String mark(JsonNode line, String side) {
        return line.has(side) ? (line.get(side).asText().equals("missing") ? "+" : "~") : "";
    }

    @Test
    void views_areThoseOfAllReleases_withTheDifferencesBetweenNeighbours() throws Exception {
        JsonNode answer = views(PlaygroundSite.TODO);

        assertThat(answer.get("type").asText()).isEqualTo("todo");
        assertThat(answer.get("version").asInt()).isEqualTo(3);
        assertThat(answer.get("views")).hasSize(3);
        assertThat(answer.at("/views/1/release").asText()).isEqualTo("2");
        assertThat(answer.at("/views/1/clients").asText()).isEqualTo("2.x");
        assertThat(answer.at("/views/1/version").asInt()).isEqualTo(2);
        assertThat(marked(answer.at("/views/0/lines"))).isEqualTo("""
                {
                "_id": "t1",
                "_rev": "2-b",
                "schema": "todo",
                "version": 1,~
                "title": "Plan",
                "isDone": false,+
                "size": 1.50
                }""");
        assertThat(marked(answer.at("/views/1/lines"))).isEqualTo("""
                {
                "_id": "t1",
                "_rev": "2-b",
                "schema": "todo",
                ~"version": 2,~
                "title": "Plan",+
                +"status": "waiting",
                +"person": "ben",+
                "size": 1.50
                }""");
        assertThat(marked(answer.at("/views/2/lines")))
                .contains(
                        "+\"text\": \"Plan\",",
                        "\n\"status\": \"waiting\",",
                        "+\"people\": [\n+\"ben\",\n+\"cleo\"\n+],");
    }

    @Test
    void views_releaseThatCannotSeeTheDocument_saysWhy_andItsNeighboursAreCompared() throws Exception {
        JsonNode views = views("{\"schema\":\"todo\",\"version\":3,\"text\":\"a\",\"mood\":\"odd\",\"people\":[]}")
                .get("views");

        assertThat(views.at("/0/error").asText()).isEqualTo("migration_failed");
        assertThat(views.at("/0/reason").asText())
                .startsWith("todo 3 to 1: convert mood: no pair for")
                .contains("odd");
        assertThat(views.at("/0").has("lines")).isFalse();
        assertThat(marked(views.at("/2/lines"))).doesNotContain("+", "~");
    }

    @Test
    void views_documentOfNoType_isSeenAsItIs() throws Exception {
        JsonNode answer = views("{\"a\":1}");
        assertThat(answer.has("type")).isFalse();
        assertThat(answer.get("views"))
                .allSatisfy(view -> assertThat(marked(view.get("lines"))).isEqualTo("{\n\"a\": 1\n}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {"{\\n  \"ä\": tru}|2|11", "{\"a\":1|1|7", "[1]|1|1", "{} x|1|4", "7|1|1", "{\\n\"😀\": }|2|6"})
    void views_textThatIsNoDocument_saysWhere(String text, int line, int column) throws Exception {
        HttpResponse<String> answer = site.ask("/playground/views", Map.of("document", text.replace("\\n", "\n")));
        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode problem = PlaygroundSite.json(answer);
        assertThat(problem.get("error").asText()).isEqualTo("bad_json");
        assertThat(problem.get("where").asText()).isEqualTo("document");
        assertThat(problem.get("line").asInt()).as(answer.body()).isEqualTo(line);
        assertThat(problem.get("column").asInt()).as(answer.body()).isEqualTo(column);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/playground/views|document|nothing",
                "/playground/edits|release|4",
                "/playground/views|database|others",
                "/playground/document|database|..",
                "/playground/document|database|' .. '",
                "/playground/document|id|_all_docs",
                "/playground/document|id|_design/..",
                "/playground/document|database|_session",
                "/playground/document|id|''"
            })
    void question_withAWrongPart_saysWhich(String path, String part, String text) throws Exception {
        Map<String, String> right =
                Map.of("document", "{}", "edit", "{}", "release", "1", "database", "todos", "id", "a");
        Map<String, String> wrong = new HashMap<>(right);
        wrong.put(part, text);
        HttpResponse<String> answer = site.ask(path, wrong);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(PlaygroundSite.json(answer).get("where").asText()).isEqualTo(part);
        wrong.remove(part);
        assertThat(site.ask("/playground/edits", Map.of()).statusCode()).isEqualTo(400);
        assertThat(site.asked()).isEmpty();
    }

    @Test
    void edit_showsWhatIsStored_whatTheEditChanged_andWhatCameFromTheBase() throws Exception {
        JsonNode answer = edit(
                "1",
                PlaygroundSite.TODO,
                "{\"_id\":\"t1\",\"_rev\":\"2-b\",\"schema\":\"todo\",\"version\":1,\"title\":\"Plan it\",\"isDone\":false,\"note\":7}");

        assertThat(marked(answer.get("before"))).contains("\"text\": \"Plan\",~", "\"size\": 1.50+");
        assertThat(marked(answer.get("stored"))).isEqualTo("""
                {
                "_id": "t1",
                "_rev": "2-b",
                "schema": "todo",
                "version": 3,
                ~"text": "Plan it",
                "status": "waiting",~
                "people": [
                "ben",+
                "cleo"+
                ],
                +"note": 7
                }""");
        assertThat(marked(answer.at("/views/0/lines"))).contains("\"title\": \"Plan it\"", "\"note\": 7");
        assertThat(answer.has("refused")).isFalse();
    }

    @Test
    void edit_viewThatIsWrittenBack_changesNothing() throws Exception {
        for (JsonNode view : views(PlaygroundSite.TODO).get("views")) {
            String text = StreamSupport.stream(view.get("lines").spliterator(), false)
                    .map(line -> line.get("text").asText())
                    .collect(Collectors.joining("\n"));
            JsonNode answer = edit(view.get("release").asText(), PlaygroundSite.TODO, text);
            assertThat(marked(answer.get("before"))).doesNotContain("+", "~");
            assertThat(answer.get("stored"))
                    .noneMatch(line -> line.has("left"))
                    .anyMatch(line -> line.get("text").asText().equals("  \"size\": 1.50"));
        }
    }

    @Test
    void edit_thatSlipcoverWouldRefuse_saysSo_inTheWordsOfTheProxy() throws Exception {
        JsonNode refused = edit(
                        "2", PlaygroundSite.TODO, "{\"schema\":\"todo\",\"version\":2,\"title\":\"a\",\"mood\":9}")
                .get("refused");
        assertThat(refused.get("status").asInt()).isEqualTo(403);
        assertThat(refused.get("error").asText()).isEqualTo("forbidden");
        assertThat(refused.get("reason").asText()).startsWith("todo 2 to 3: convert mood: no pair for the value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"_id\":\"t1\"|409|conflict|_rev",
                "\"_rev\":\"1-a\"|409|conflict|_rev",
                "\"_rev\":\"2-b\",\"_id\":\"t2\"|400|bad_request|_id",
                "\"_rev\":\"2-b\",\"_foo\":1|400|doc_validation|Bad special document member: _foo"
            })
    void edit_thatCouchDbWouldRefuse_saysSo(String members, int status, String error, String reason) throws Exception {
        JsonNode refused = edit(
                        "1", PlaygroundSite.TODO, "{\"schema\":\"todo\",\"version\":1,\"title\":\"a\"," + members + "}")
                .get("refused");
        assertThat(refused.get("status").asInt()).isEqualTo(status);
        assertThat(refused.get("error").asText()).isEqualTo(error);
        assertThat(refused.get("reason").asText()).contains(reason);
    }

    @Test
    void edit_withoutAnId_hasThatOfTheBase() throws Exception {
        JsonNode answer = edit(
                "1",
                PlaygroundSite.TODO,
                "{\"_rev\":\"2-b\",\"schema\":\"todo\",\"version\":1,\"title\":\"a\",\"isDone\":false}");
        assertThat(marked(answer.get("stored"))).startsWith("{\n\"_id\": \"t1\",\n\"_rev\"");
    }

    @Test
    void edit_withoutAnId_isOfTheTypeThatTheIdOfTheBaseTells() throws Exception {
        site.recognize(folder, "{ id-prefix: \":\" }");
        JsonNode answer = edit(
                "1",
                "{\"_id\":\"todo:a\",\"_rev\":\"1-a\",\"version\":3,\"text\":\"x\",\"status\":\"active\"}",
                "{\"_rev\":\"1-a\",\"version\":1,\"title\":\"y\",\"isDone\":true}");
        assertThat(marked(answer.get("stored")))
                .contains("\"_id\": \"todo:a\"", "\"version\": 3", "\"text\": \"y\"", "\"status\": \"done\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"document", "edit"})
    void document_thatIsTooLargeForSoManyReleases_is413_andSaysHowLargeOneMayBe(String part) throws Exception {
        Map<String, String> question = new HashMap<>(Map.of("release", "1", "document", "{}", "edit", "{}"));
        question.put(part, "{\"a\":\"" + "a".repeat(1_500_000) + "\"}");
        HttpResponse<String> answer = site.ask("/playground/edits", question);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(PlaygroundSite.json(answer).get("where").asText()).isEqualTo(part);
        assertThat(answer.body()).contains("with 3 releases, a document may have 1398101 bytes", "1500008");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"_design/a/b|/todos/_design/a%2Fb", "_local/a|/todos/_local/a", "' sp '|/todos/%20sp%20"})
    void fetch_keepsTheIdAsItIs(String id, String path) throws Exception {
        site.ask("/playground/document", Map.of("database", "todos", "id", id), LOGIN, ANN);
        assertThat(site.asked()).containsExactly(path);
    }

    @Test
    void edit_ofABaseOfANewerVersion_isRefusedForNow() throws Exception {
        JsonNode refused = edit(
                        "1",
                        PlaygroundSite.TODO.replace("\"version\":3", "\"version\":4"),
                        "{\"schema\":\"todo\",\"version\":1,\"title\":\"a\"}")
                .get("refused");
        assertThat(refused.get("status").asInt()).isEqualTo(503);
    }

    @Test
    void fetch_asksWithTheLoginOfTheViewer_andSpellsThePath() throws Exception {
        JsonNode answer = ok(site.ask(
                "/playground/document",
                Map.of("database", "user/änn", "id", "t/1?"),
                LOGIN,
                ANN,
                "Authorization",
                "Bearer x"));

        assertThat(answer.get("text").asText()).contains("\n  \"size\": 1.50\n").startsWith("{\n  \"_id\": \"t1\"");
        assertThat(site.asked()).containsExactly("/user%2F%C3%A4nn/t%2F1%3F");
    }

    @Test
    void fetch_whatCouchDbRefuses_isTold_asCouchDbsWords() throws Exception {
        HttpResponse<String> stranger = site.ask("/playground/document", Map.of("database", "todos", "id", "a"));
        assertThat(stranger.statusCode()).isEqualTo(502);
        assertThat(stranger.body()).contains("CouchDB answered 401 unauthorized: Name or password is incorrect.");

        HttpResponse<String> missing =
                site.ask("/playground/document", Map.of("database", "todos", "id", "a"), LOGIN, ANN);
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains("not_found: missing");
    }

    @Test
    void fetch_documentThatIsTooLarge_isRefused_beforeItIsHeld() throws Exception {
        site.store("{\"a\":\"" + "a".repeat(2 << 20) + "\"}");
        HttpResponse<String> answer =
                site.ask("/playground/document", Map.of("database", "todos", "id", "t/1?"), LOGIN, ANN);
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("larger than 1048576 bytes");
    }

    @Test
    void login_isNeitherLogged_norTold() throws Exception {
        String secret = Base64.getEncoder().encodeToString("ann:open-sesame".getBytes(UTF_8));
        try (Logged logged = Logged.by("io.slipcover")) {
            HttpResponse<String> wrong =
                    site.ask("/playground/document", Map.of("database", "todos", "id", "a"), LOGIN, "Basic " + secret);
            HttpResponse<String> odd =
                    site.ask("/playground/document", Map.of("database", "todos", "id", "a"), LOGIN, "Digest " + secret);
            assertThat(odd.statusCode()).isEqualTo(400);
            assertThat(PlaygroundSite.json(odd).get("where").asText()).isEqualTo("login");
            assertThat(wrong.body() + odd.body() + logged.lines()).doesNotContain(secret, "sesame");
        }
    }

    @Test
    void configuration_thatWasReadAgain_isTried() throws Exception {
        site.reconfigure(folder, "store: \"2\"");
        JsonNode answer = edit(
                "1",
                "{\"schema\":\"todo\",\"version\":2,\"title\":\"a\",\"status\":\"x\",\"person\":\"ben\"}",
                "{\"schema\":\"todo\",\"version\":1,\"title\":\"b\",\"isDone\":false}");
        assertThat(marked(answer.get("stored")))
                .contains("\"version\": 2", "\"status\": \"x\",~", "\"person\": \"ben\"~");
    }

    @Test
    void schema_ofTheWritersVersion_refusesOrReports() throws Exception {
        Files.createDirectories(folder.resolve("schemas"));
        Files.writeString(
                folder.resolve("schemas/todo.1.schema.json"),
                "{\"type\":\"object\",\"properties\":{\"title\":{\"type\":\"string\"}}}");
        String edit = "{\"_rev\":\"2-b\",\"schema\":\"todo\",\"version\":1,\"title\":5,\"isDone\":false}";

        site.reconfigure(folder, "schemas: schemas\nvalidate: reject");
        assertThat(edit("1", PlaygroundSite.TODO, edit).at("/refused/reason").asText())
                .contains("todo 1", "title");

        site.reconfigure(folder, "schemas: schemas\nvalidate: report");
        JsonNode reported = edit("1", PlaygroundSite.TODO, edit);
        assertThat(reported.get("mismatch").asText()).contains("title");
        assertThat(marked(reported.get("stored"))).contains("~\"text\": 5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/playground",
                "/playground/style.css",
                "/playground/playground.js",
                "/playground/questions.js",
                "/playground/elements.js"
            })
    void page_isForEverybody_andLoadsNothingFromElsewhere(String path) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(site.url().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.body())
                .doesNotContain("http:", "https:", "//cdn", "innerHTML", " style=", "<style", "onclick=");
    }
}
