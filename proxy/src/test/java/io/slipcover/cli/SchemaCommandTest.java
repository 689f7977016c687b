package io.slipcover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.slipcover.config.EditorSchema;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class SchemaCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine commandLine = Slipcover.commandLine(arguments);
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    @Test
    void schema_ofEachKind_isPrintedAsItIs() {
        assertThat(run("schema", "config")).isZero();
        assertThat(run("schema", "lens")).isZero();
        assertThat(out.toString()).isEqualTo(EditorSchema.CONFIG.text() + EditorSchema.LENS.text());
    }

    @Test
    void schema_asItIsPrinted_isOneThatAValidatorTakes() {
        run("schema", "config");

        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(out.toString())
                        .validate("{ \"release\": [] }", InputFormat.JSON))
                .extracting(Error::getMessage)
                .anyMatch(message -> message.contains("'release'"))
                .anyMatch(message -> message.contains("'documents'"));
    }

    @Test
    void schema_ofAnotherKind_exits2() {
        assertThat(run("schema", "lenses")).isEqualTo(2);
        assertThat(err.toString()).contains("expected config or lens, found 'lenses'");
    }
}
