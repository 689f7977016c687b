package io.slipcover.testbed;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A browser that is installed on this machine, and scripts of Node's that drive it through pages. With {@code -Dslipcover.screenshots=FOLDER}
 * the scripts keep pictures.
 */
public final class Chromium {
    /** What a test says that cannot run without a browser. */
    public static final String MISSING = "no Chromium, or no Node, on the PATH";

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Path program;

    private Chromium(Path program) {
        this.program = program;
    }

    /** The browser; nothing where this machine has none, or no Node. */
    public static Optional<Chromium> find() {
        return NodePackages.isNodeInstalled() ? onPath().map(Chromium::new) : Optional.empty();
    }

    /** The browser's program. */
    public Path program() {
        return program;
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
    public NodeProgram.Ended play(Class<?> owner, String script, String... arguments) throws InterruptedException {
        String own = "/" + owner.getPackageName().replace('.', '/') + "/" + script;
        Path folder = NodePackages.install(Chromium.class, "browser", "browser/browser.js", own);
        List<String> command = new ArrayList<>();
        command.add(folder.resolve(own.substring(own.lastIndexOf('/') + 1)).toString());
        command.addAll(List.of(arguments));
        try {
            return NodeProgram.run(environment(), command.toArray(String[]::new));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Map.of("CHROMIUM", program.toString()));
        @Nullable String pictures = System.getProperty("slipcover.screenshots");
        if (pictures != null) {
            environment.put("SCREENSHOTS", pictures);
        }
        return environment;
    }
}
