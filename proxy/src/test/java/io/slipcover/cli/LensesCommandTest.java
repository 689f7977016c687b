package io.slipcover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The example of docs/lenses-json.md, and types that depend on the database. */
final class LensesCommandTest {
    private static final Path PAGE = Path.of("../docs/lenses-json.md");
    private static final Pattern BLOCK = Pattern.compile("```(?:yaml|text|json)\\n(.*?)```", Pattern.DOTALL);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private Matcher blocks;

    @BeforeEach
    void write() throws IOException {
        blocks = BLOCK.matcher(Files.readString(PAGE));
        Files.writeString(folder.resolve("slipcover.yaml"), block());
        Files.writeString(Files.createDirectory(folder.resolve("lenses")).resolve("note.1-2.yaml"), block());
    }

    private String block() {
        assertThat(blocks.find()).isTrue();
        return blocks.group(1);
    }

    private int run(String... more) {
        String[] words = new String[3 + more.length];
        words[0] = "lenses";
        words[1] = "-c";
        words[2] = folder.resolve("slipcover.yaml").toString();
        System.arraycopy(more, 0, words, 3, more.length);
        CommandLine line = Slipcover.commandLine(words);
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(words);
    }

    @Test
    void lenses_exampleOfTheDocumentation_printsTheTableAndTheObject() {
        assertThat(run()).as(err.toString()).isZero();
        assertThat(out.toString()).isEqualTo(block());

        out.getBuffer().setLength(0);
        assertThat(run("--json")).isZero();
        assertThat(JsonObject.of(out.toString()).sameAs(JsonObject.of(block())))
                .as(out.toString())
                .isTrue();
    }

    @Test
    void json_typesThatDependOnTheDatabase_needsTheDatabase() throws IOException {
        Files.writeString(folder.resolve("slipcover.yaml"), """
                upstream: http://127.0.0.1:5984
                documents:
                  type:
                    rules:
                      - { type: note, database: "notes-*" }
                  version: { field: version, when-absent: 1 }
                releases:
                  - { name: "1", clients: "*", types: { note: 1 } }
                """);

        assertThat(run("--json")).as(err.toString()).isEqualTo(2);
        assertThat(err.toString()).contains("the types depend on the database; expected --database with --json");
        assertThat(run("--json", "--database", "notes-a")).isZero();
        assertThat(out.toString()).contains("\"cases\":[{\"type\":\"note\"}]");
    }
}
