package io.slipcover.cli;

import io.slipcover.config.EditorSchema;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code schema}: it prints the JSON Schema of a kind of file, for YAML editors. */
@Command(
        name = "schema",
        description = {
            "Prints the JSON Schema of slipcover.yaml or of lens files.",
            "With it, YAML editors complete these files and check them."
        })
public final class SchemaCommand implements Subcommand {
    @Parameters(paramLabel = "KIND", description = "config for slipcover.yaml, lens for lens files.")
    private String kind;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        EditorSchema schema = schema();
        spec.commandLine().getOut().print(schema.text());
        spec.commandLine().getOut().flush();
        return 0;
    }

    private EditorSchema schema() {
        for (EditorSchema schema : EditorSchema.values()) {
            if (schema.name().toLowerCase(Locale.ROOT).equals(kind)) {
                return schema;
            }
        }
        throw new ParameterException(spec.commandLine(), "expected config or lens, found '" + kind + "'");
    }
}
