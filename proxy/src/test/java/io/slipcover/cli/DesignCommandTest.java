package io.slipcover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class DesignCommandTest {
    private static final String SITE = """
            databases: ["user-*"]
            documents: { type: { field: type }, version: { field: version } }
            releases:
              - { name: "1/x", clients: "1.x", types: { note: 1 }, design: auto }
              - { name: "2", clients: "2.x", types: { note: 2 }, design: { app: app-v2 } }
              - { name: "3", clients: "3.x", types: { note: 2 } }
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("slipcover.yaml"), SITE);
        Files.createDirectory(folder.resolve("lenses"));
        Files.writeString(
                folder.resolve("lenses/note.1-2.yaml"),
                "{ type: note, from: 1, to: 2, lens: [{ rename: { source: a, destination: b } }] }");
        Files.writeString(folder.resolve("app.json"), "{\"_id\":\"_design/app\",\"views\":{}}");
    }

    private int run(String command, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] all = new String[arguments.length + 3];
        all[0] = command;
        all[1] = "-c";
        all[2] = folder.resolve("slipcover.yaml").toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        CommandLine line = Slipcover.commandLine(all);
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(all);
    }

    private String app() {
        return folder.resolve("app.json").toString();
    }

    private String id(String... arguments) throws IOException {
        assertThat(run("design", arguments)).as(err.toString()).isZero();
        return new ObjectMapper().readTree(out.toString()).get("_id").asText();
    }

    @Test
    void name_isTheReleasesOwn_andChangesWithTheLenses() throws IOException {
        String first = id("--release", "1/x", app());
        assertThat(first).matches("_design/app-slipcover-1_x-[0-9a-f]{8}");
        assertThat(err.toString()).startsWith(first + ": ").contains(" bytes; the engine and its lenses have ");
        assertThat(run("check")).isZero();
        assertThat(out.toString())
                .contains(
                        "Design documents to upload:",
                        first.replace("app", "NAME")
                                + " in place of each _design/NAME: slipcover design --release 1/x --database DB --upload FILE")
                .doesNotContain("--release 2 ");

        Files.writeString(folder.resolve("slipcover.yaml"), SITE.replace("clients: \"3.x\"", "clients: \">=3\""));
        assertThat(id("--release", "1/x", app())).isEqualTo(first);
        Files.writeString(
                folder.resolve("lenses/note.1-2.yaml"),
                "{ type: note, from: 1, to: 2, lens: [{ rename: { source: a, destination: c } }] }");
        assertThat(id("--release", "1/x", app())).isNotEqualTo(first);
    }

    @Test
    void name_isThatOfTheConfiguration_whereItNamesOne() throws IOException {
        assertThat(id("--release", "2", app())).isEqualTo("_design/app-v2");
        assertThat(id("--release", "2", "--name", "other", app())).matches("_design/other-slipcover-2-[0-9a-f]{8}");
        assertThat(id("--release", "3", app())).matches("_design/app-slipcover-3-[0-9a-f]{8}");
    }

    @Test
    void name_ofTypesByDatabase_needsTheDatabase() throws IOException {
        Files.writeString(
                folder.resolve("slipcover.yaml"),
                SITE.replace("{ field: type }", "{ database: { \"user-a\": note } }"));
        assertThat(run("design", "--release", "1/x", app())).as(err.toString()).isEqualTo(2);
        assertThat(err.toString()).contains("expected either --database DB or --all");
        assertThat(id("--release", "1/x", "--database", "user-a", app()))
                .isNotEqualTo(id("--release", "1/x", "--database", "user-b", app()));
        assertThat(run("check")).isZero();
        assertThat(out.toString()).contains("_design/NAME-slipcover-1_x-… in place of each _design/NAME");
    }

    @Test
    void wrongUsage_isTold() throws IOException {
        assertThat(run("design", "--release", "9", app())).isEqualTo(2);
        assertThat(err.toString()).contains("--release: there is no release '9', only 1/x, 2, 3");
        assertThat(run("design", "--release", "2", "--for", "mongo", app())).isEqualTo(2);
        assertThat(err.toString()).contains("--for: expected couchdb or pouchdb, found 'mongo'");
        assertThat(run("design", "--release", "2", "--upload", app())).isEqualTo(2);
        assertThat(err.toString()).contains("expected either --database DB or --all");
        assertThat(run("design", "--release", "2", folder.resolve("none.json").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("none.json");

        Files.writeString(folder.resolve("app.json"), "{\"views\":{}}");
        assertThat(run("design", "--release", "2", app())).isEqualTo(2);
        assertThat(err.toString()).contains("expected an _id that begins with _design/, or --name NAME");
        Files.writeString(folder.resolve("app.json"), "{\"_id\":\"_design/app\",");
        assertThat(run("design", "--release", "2", app())).isEqualTo(2);
        Files.writeString(folder.resolve("app.json"), "{\"_id\":\"_design/app\",\"language\":\"erlang\"}");
        assertThat(run("design", "--release", "2", app())).isEqualTo(2);
        assertThat(err.toString()).contains("app.json: language: expected \"javascript\", found \"erlang\"");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void lensesThatCannotTravel_areNamed() throws IOException {
        Files.writeString(
                folder.resolve("lenses/note.1-2.yaml"),
                "{ type: note, from: 1, to: 2, lens: [{ jsonata: { forward: $, backward: $ } }] }");
        assertThat(run("design", "--release", "2", app())).isEqualTo(2);
        assertThat(err.toString()).contains("the lens note 1 to 2 has the operation 'jsonata'");
    }
}
