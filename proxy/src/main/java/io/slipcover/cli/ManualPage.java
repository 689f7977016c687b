package io.slipcover.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual page of the program, in the language of man(7). What the commands and their options say of themselves comes from the command
 * line; the rest is the resource {@code manual.1}.
 */
record ManualPage(CommandLine program) {
    private static final String COMMANDS = "@COMMANDS@\n";

    String text() throws IOException {
        try (InputStream stream = ManualPage.class.getResourceAsStream("manual.1")) {
            if (stream == null) {
                throw new IOException("manual.1 is not beside " + ManualPage.class.getName());
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace(COMMANDS, commands());
        }
    }

    private String commands() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, CommandLine> command : program.getSubcommands().entrySet()) {
            describe(command.getKey(), command.getValue().getCommandSpec(), text);
        }
        return text.toString();
    }

    private static void describe(String name, CommandSpec command, StringBuilder text) {
        text.append(".SS ").append(escaped(synopsis(name, command))).append('\n');
        for (String line : command.usageMessage().description()) {
            line(line, text);
        }
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            entry(parameter.paramLabel(), parameter.description(), text);
        }
        for (OptionSpec option : command.options()) {
            if (!option.usageHelp() && !option.versionHelp()) {
                entry(label(option), option.description(), text);
            }
        }
    }

    private static String synopsis(String name, CommandSpec command) {
        List<String> words = new ArrayList<>(List.of(name));
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            if (parameter.required()) {
                words.add(parameter.paramLabel());
            }
        }
        for (OptionSpec option : command.options()) {
            if (option.required()) {
                words.add(option.longestName() + " " + option.paramLabel());
            }
        }
        return String.join(" ", words);
    }

    private static String label(OptionSpec option) {
        String names = String.join(", ", option.names());
        boolean takesValue = option.arity().max() > 0;
        return takesValue ? names + " " + option.paramLabel() : names;
    }

    private static void entry(String label, String[] description, StringBuilder text) {
        text.append(".TP\n.B ").append(escaped(label)).append('\n');
        for (String line : description) {
            line(line, text);
        }
    }

    private static void line(String line, StringBuilder text) {
        String shown = escaped(line);
        // A line that begins so would be a request of troff's.
        boolean request = shown.startsWith(".") || shown.startsWith("'");
        text.append(request ? "\\&" : "").append(shown).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-");
    }

    /** The file's name: the program's, and the section of commands. */
    String fileName() {
        return program.getCommandName().toLowerCase(Locale.ROOT) + ".1";
    }
}
