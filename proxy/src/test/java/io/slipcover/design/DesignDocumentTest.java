package io.slipcover.design;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipcover.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DesignDocumentTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static String resource(String name) throws IOException {
        try (InputStream stream = DesignDocumentTest.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), UTF_8);
        }
    }

    private static JsonNode make(String original, String lenses, Target target) throws Exception {
        return JSON.readTree(
                DesignDocument.make(JsonObject.of(original), "app", "made", JsonObject.of(lenses), "1", "3", target)
                        .json()
                        .toString());
    }

    private static JsonNode make(String original) throws Exception {
        return make(original, resource("lenses.json"), Target.COUCHDB);
    }

    private static String module(String lenses) throws Exception {
        return make("{}", lenses, Target.COUCHDB).at("/views/lib/slipcover").asText();
    }

    @Test
    void functions_callTheOriginalOnes_toTheLetter() throws Exception {
        JsonNode original = JSON.readTree(resource("app.json"));
        JsonNode made = make(original.toString());
        for (String[] place : new String[][] {
            {"/views/open/map", "map"},
            {"/filters/done", "filter"},
            {"/validate_doc_update", "validate"},
            {"/updates/finish", "update"},
            {"/shows/title", "show"}
        }) {
            String text = original.at(place[0]).asText();
            assertThat(made.at(place[0]).asText())
                    .isEqualTo("(function () {\nreturn require('views/lib/slipcover')." + place[1] + "(this, (\n"
                            + text.replaceFirst(";$", "") + "\n), arguments);\n})");
        }
        assertThat(made.at("/lists/titles").asText())
                .startsWith(
                        "(function () {\nreturn require('views/lib/slipcover').list(this, function (getRow) {\nreturn (\n")
                .contains(original.at("/lists/titles").asText());
    }

    @Test
    void everythingElse_goesAlong() throws Exception {
        JsonNode made = make("""
                {"_id": "_design/app", "_rev": "3-x", "_attachments": {"a": {"stub": true}}, "language": "javascript",
                 "options": {"partitioned": false}, "autoupdate": false, "author": {"name": ["x"]},
                 "views": {"count": {"map": "function (doc) {}", "reduce": "function (keys, values) { return values.length; }"},
                           "lib": {"a": "exports.b = 1;"}},
                 "filters": {"parts": {"a": "exports.c = 2;"}, "f": "function (doc) { return require('filters/parts/a').c; }"},
                 "indexes": {"i": {"analyzer": "standard", "index": "function (doc) { index('a', doc.a); }"}},
                 "rewrites": [{"from": "/a", "to": "/b"}]}""");
        assertThat(made.get("_id").asText()).isEqualTo("_design/made");
        assertThat(made.has("_rev") || made.has("_attachments")).isFalse();
        assertThat(made.get("options")).hasToString("{\"partitioned\":false}");
        assertThat(made.get("author")).hasToString("{\"name\":[\"x\"]}");
        assertThat(made.at("/views/count/reduce").asText()).startsWith("function (keys, values)");
        assertThat(made.at("/views/lib/a").asText()).isEqualTo("exports.b = 1;");
        assertThat(made.at("/filters/parts/a").asText()).isEqualTo("exports.c = 2;");
        assertThat(made.at("/indexes/i/analyzer").asText()).isEqualTo("standard");
        assertThat(made.get("rewrites")).hasSize(1);
        assertThat(made.get("slipcover")).hasToString("{\"made_of\":\"_design/app\",\"release\":\"1\"}");
    }

    @Test
    void engine_standsOnce_andInFunctionsThatCannotRequireIt() throws Exception {
        JsonNode couch = make(resource("app.json"));
        String engine = "/* The lens engine of Slipcover.";
        assertThat(couch.at("/views/lib/slipcover").asText()).startsWith(engine);
        assertThat(couch.at("/views/open/map").asText()).doesNotContain(engine);
        for (String place : List.of("/indexes/titles/index", "/nouveau/titles/index")) {
            assertThat(couch.at(place).asText()).contains(engine).doesNotContain("require(");
        }
        JsonNode pouch = make(resource("app.json"), resource("lenses.json"), Target.POUCHDB);
        assertThat(pouch.at("/views/lib").has("slipcover")).isFalse();
        for (String place : List.of("/views/open/map", "/filters/done")) {
            assertThat(pouch.at(place).asText()).contains(engine).doesNotContain("require(");
        }
    }

    @Test
    void size_isThatOfTheText() throws Exception {
        DesignDocument design = DesignDocument.make(
                JsonObject.of("{\"views\":{\"ü\":{\"map\":\"function (doc) {}\"}}}"),
                "app",
                "made",
                JsonObject.of(resource("lenses.json")),
                "1",
                "3",
                Target.COUCHDB);
        assertThat(design.size()).isEqualTo(design.json().toString().getBytes(UTF_8).length);
        assertThat(design.engine()).isBetween(50_000, design.size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"language": "erlang"}                             | language: expected "javascript", found "erlang"
            {"language": "query"}                              | language: expected "javascript", found "query"
            {"slipcover": {"release": "1"}}                    | slipcover: expected a design document as its author wrote it, found one that Slipcover has made
            {"views": {"lib": {"slipcover": "exports.x = 1"}}} | views.lib.slipcover: this is where the engine goes; expected nothing there
            {"views": {"a": {"map": "function (doc) {"}}}      | views.a.map: '{' has no end
            {"filters": {"f": "var x = 1"}}                    | filters.f: expected a function
            {"validate_doc_update": "return"}                  | validate_doc_update: expected a function
            {"nouveau": {"n": {"index": "var"}}}               | nouveau.n.index: expected a function
            """)
    void otherDesignDocuments_areRefused_withThePlace(String original, String reason) {
        assertThatThrownBy(() -> make(original))
                .isInstanceOf(CannotMakeDesignException.class)
                .hasMessage(reason);
    }

    @Test
    void types_thatTheReleaseDoesNotName_stayOut_andSoDoReleasesThatBringNoShape() throws Exception {
        String lenses = resource("lenses.json");
        String module = module(lenses);
        assertThat(module).contains("\"todo\"").doesNotContain("\"note\"", "\"clients\"");
        assertThat(
                        module(
                                lenses.replace(
                                        "{\n   \"name\": \"2\"",
                                        "{\"name\":\"1.1\",\"clients\":[{\"from\":[1,1,0]}],\"types\":{\"todo\":1},\"sunset\":\"2026-01-01\"},{\n   \"name\": \"2\"")))
                .isEqualTo(module);
        assertThat(module(lenses.replace("\"active\"", "\"open\""))).isNotEqualTo(module);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"jsonata": {"forward": "$", "backward": "$"}}                                          | jsonata
            {"java": {"class": "a.B"}}                                                              | java
            {"in": {"name": "x", "lens": [{"in": {"name": "y", "lens": [{"java": {"class": "C"}}]}}]}} | java
            {"in": {"name": "x", "lens": [{"map": {"lens": [{"jsonata": {"forward": "$", "backward": "$"}}]}}]}} | jsonata
            """)
    void lens_withCodeThatCannotTravel_isNamed(String operation, String name) throws Exception {
        String lenses = resource("lenses.json")
                .replace(
                        "{\n      \"rename\": {\n       \"source\": \"title\"",
                        operation + ",{\n      \"rename\": {\n       \"source\": \"title\"");
        assertThat(lenses).contains(operation);
        assertThatThrownBy(() -> module(lenses))
                .isInstanceOf(CannotMakeDesignException.class)
                .hasMessage("the lens todo 2 to 3 has the operation '" + name
                        + "', whose code cannot travel in a design document: write that lens with other operations");
    }

    @Test
    void lens_withSuchCode_ofAnotherType_isNoHindrance() throws Exception {
        String lenses = resource("lenses.json")
                .replace(
                        "\"note\": []",
                        "\"note\": [{\"from\":1,\"to\":2,\"operations\":[{\"java\":{\"class\":\"a.B\"}}]}]");
        assertThat(lenses).contains("a.B");
        assertThat(module(lenses)).doesNotContain("a.B");
    }

    @Test
    void lens_withAMemberOfSuchAName_isNoHindrance() throws Exception {
        String lenses = resource("lenses.json")
                .replace("\"name\": \"group\"", "\"name\": \"java\"")
                .replace(
                        "\"default\": \"none\"",
                        "\"default\": {\"java\": [{\"jsonata\": 1}], \"lens\": [\"50mm\", {\"java\": 1}]}");
        assertThat(lenses).contains("jsonata");
        assertThat(module(lenses)).contains("jsonata");
    }

    @Test
    void lenses_ofAnyText_areOneLiteral() throws Exception {
        String lenses = resource("lenses.json").replace("\"none\"", "\"it's \\\\ \\n \\\" \u2028 \u2029\"");
        String module = module(lenses);
        String last = module.substring(module.lastIndexOf("Object.assign(exports, exports.designFor("));
        assertThat(last)
                .doesNotContain("\u2028", "\u2029")
                .contains("it\\'s \\\\\\\\ \\\\n \\\\\" \\u2028 \\u2029")
                .endsWith(", JSON.parse('{\"release\":\"1\",\"store\":\"3\"}')));\n");
        assertThat(last.chars().filter(character -> character == '\n').count()).isEqualTo(1);
    }
}
