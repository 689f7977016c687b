package io.slipcover.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What zsh needs to complete the program's commands and options. */
record ZshCompletion(CommandLine program) {
    String text() {
        String name = program.getCommandName();
        StringBuilder text = new StringBuilder("#compdef " + name + "\n\nlocal -a commands=(\n");
        for (Map.Entry<String, CommandLine> command : program.getSubcommands().entrySet()) {
            text.append("  ")
                    .append(quoted(
                            command.getKey() + ":" + summary(command.getValue().getCommandSpec())))
                    .append('\n');
        }
        text.append(")\nif (( CURRENT == 2 )); then\n  _describe command commands\n  return\nfi\n");
        text.append("shift words\n(( CURRENT-- ))\ncase $words[1] in\n");
        for (Map.Entry<String, CommandLine> command : program.getSubcommands().entrySet()) {
            text.append("  ").append(command.getKey()).append(") _arguments");
            for (OptionSpec option : command.getValue().getCommandSpec().options()) {
                for (String spelling : option.names()) {
                    text.append(" \\\n    ").append(quoted(argument(spelling, option)));
                }
            }
            text.append(" \\\n    '*:file:_files' ;;\n");
        }
        return text.append("esac\n").toString();
    }

    private static String argument(String spelling, OptionSpec option) {
        String explained = spelling + "[" + first(option.description()).replace("]", "\\]") + "]";
        if (option.arity().max() == 0) {
            return explained;
        }
        return explained + ":" + option.paramLabel().replace(":", "\\:") + ":" + (isFile(option) ? "_files" : "");
    }

    private static boolean isFile(ArgSpec option) {
        return "FILE".equals(option.paramLabel());
    }

    private static String summary(CommandSpec command) {
        return first(command.usageMessage().description());
    }

    private static String first(String[] lines) {
        return lines.length == 0 ? "" : lines[0];
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
