package io.slipcover.example.todo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The READMEs of the example and the project, and the page about lenses in Java: their files are written, edits made, commands run, and they
 * print what is shown.
 */
final class TutorialIT {
    /** A fenced block: what kind it is, the file it is about, and its lines. */
    private static final Pattern BLOCK =
            Pattern.compile("^```(console|yaml|java|diff) ?(\\S*)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin").toString();

    @TempDir
    private Path folder;

    @Test
    void readmeOfTheExample_followed_goesAsItSays() throws Exception {
        assertThat(follow("examples/todo/README.md")).isEqualTo(8);
    }

    @Test
    void readmeOfTheProject_followed_goesAsItSays() throws Exception {
        assertThat(follow("README.md")).isEqualTo(4);
    }

    @Test
    void pageAboutLensesInJava_followed_goesAsItSays() throws Exception {
        assertThat(follow("docs/java-lenses.md")).isEqualTo(4);
    }

    /** How many blocks there were to follow. */
    private int follow(String readme) throws Exception {
        Path root = TodoStage.ownConfiguration().resolveSibling("../..").normalize();
        Files.createSymbolicLink(folder.resolve("slipcover"), root.resolve("slipcover"));
        Files.createSymbolicLink(folder.resolve("examples"), root.resolve("examples"));
        Files.createSymbolicLink(folder.resolve("proxy"), root.resolve("proxy"));
        Matcher block = BLOCK.matcher(Files.readString(root.resolve(readme)));
        int blocks = 0;
        while (block.find()) {
            blocks++;
            switch (block.group(1)) {
                case "yaml", "java" -> {
                    Path file = folder.resolve(block.group(2));
                    Files.createDirectories(file.getParent());
                    Files.writeString(file, block.group(3));
                }
                case "diff" -> edit(folder.resolve(block.group(2)), block.group(3));
                default -> run(block.group(3));
            }
        }
        return blocks;
    }

    private static void edit(Path file, String difference) throws IOException {
        String before = side(difference, '-');
        String content = Files.readString(file);
        assertThat(content).containsOnlyOnce(before);
        Files.writeString(file, content.replace(before, side(difference, '+')));
    }

    /** The lines of one side of a difference: those that it has for itself and those that both have. */
    private static String side(String difference, char mark) {
        return difference
                .lines()
                .filter(line -> line.isEmpty() || line.charAt(0) == mark || line.charAt(0) == ' ')
                .map(line -> line.isEmpty() ? line : line.substring(1))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private void run(String session) throws Exception {
        List<String> commands = new ArrayList<>();
        List<StringBuilder> outputs = new ArrayList<>();
        session.lines().forEach(line -> {
            if (line.startsWith("$ ")) {
                commands.add(line.substring(2));
                outputs.add(new StringBuilder());
            } else {
                outputs.get(outputs.size() - 1).append(line).append('\n');
            }
        });
        for (int each = 0; each < commands.size(); each++) {
            ProcessBuilder command = new ProcessBuilder("sh", "-c", commands.get(each))
                    .directory(folder.toFile())
                    .redirectErrorStream(true);
            // The Java that runs this test, javac included, comes first.
            command.environment().merge("PATH", JAVA, (path, java) -> java + File.pathSeparator + path);
            Process process = command.start();
            String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
            process.waitFor();
            assertThat(printed)
                    .as(commands.get(each))
                    .isEqualTo(outputs.get(each).toString());
        }
    }
}
