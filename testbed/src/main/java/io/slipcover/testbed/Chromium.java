package io.slipcover.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A browser that is installed on this machine, and scripts of Node's that drive it through pages. With {@code -Dslipcover.screenshots=FOLDER}
 * the scripts keep pictures.
 */
public final class Chromium {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final long MINUTES = 5;

    private final Path program;

    private Chromium(Path program) {
        this.program = program;
    }

    /** What became of a script. */
    public record Played(boolean isAsTold, String output) {}

    /** The browser; nothing where this machine has none, or no Node. */
    public static Optional<Chromium> find() {
        return NodePackages.isNodeInstalled() ? onPath().map(Chromium::new) : Optional.empty();
    }

    private static Optional<Path> onPath() {
        return NAMES.stream()
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Runs a script, and waits for its end.
     *
     * @param owner the class beside which the script stands
     * @param script the script's name there; {@code require('./browser.js')} gives it what scripts share
     */
    public Played play(Class<?> owner, String script, String... arguments) throws InterruptedException {
        String own = "/" + owner.getPackageName().replace('.', '/') + "/" + script;
        Path folder = NodePackages.install(Chromium.class, "browser", "browser/browser.js", own);
        List<String> command = new ArrayList<>();
        command.add("node");
        command.add(folder.resolve(own.substring(own.lastIndexOf('/') + 1)).toString());
        command.addAll(List.of(arguments));
        try {
            return run(command);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Played run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("slipcover-browser-", ".log");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().put("CHROMIUM", program.toString());
            @Nullable String pictures = System.getProperty("slipcover.screenshots");
            if (pictures != null) {
                builder.environment().put("SCREENSHOTS", pictures);
            }
            Process node = builder.start();
            boolean ended = node.waitFor(MINUTES, TimeUnit.MINUTES);
            if (!ended) {
                node.descendants().forEach(ProcessHandle::destroyForcibly);
                node.destroyForcibly();
            }
            return new Played(ended && node.exitValue() == 0, Files.readString(output, UTF_8));
        } finally {
            Files.delete(output);
        }
    }
}
