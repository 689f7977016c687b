package io.slipcover.benchmarks.compare;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where on this machine the programs are that the comparison needs. */
final class Equipment {
    private static final Path MODULES = Path.of("/usr/lib/nginx/modules");
    private static final String LUA_MODULE = "ngx_http_lua_module.so";

    private final Path root;
    private final Map<Tool, Path> found;

    /**
     * @param root of the project
     * @param found where each is that there is
     */
    Equipment(Path root, Map<Tool, Path> found) {
        this.root = root;
        this.found = new EnumMap<>(Tool.class);
        this.found.putAll(found);
    }

    /** What this machine has. */
    static Equipment of(Path root) {
        Map<Tool, Path> found = new EnumMap<>(Tool.class);
        program("nginx").ifPresent(path -> found.put(Tool.NGINX, path));
        program("wrk").ifPresent(path -> found.put(Tool.WRK, path));
        program("npm").flatMap(npm -> program("node")).ifPresent(path -> found.put(Tool.NODE, path));
        if (Files.isRegularFile(MODULES.resolve(LUA_MODULE)) && hasCjson()) {
            found.put(Tool.LUA, MODULES);
        }
        Path gateway = root.resolve("benchmarks/spring-cloud-gateway/target/gateway.jar");
        if (Files.isRegularFile(gateway)) {
            found.put(Tool.GATEWAY, gateway);
        }
        jdk25().ifPresent(home -> found.put(Tool.JDK_25, home));
        Path couchDb = named("COUCHDB_HOME").orElse(Path.of("/opt/couchdb"));
        if (Files.isExecutable(couchDb.resolve("bin/couchdb"))) {
            found.put(Tool.COUCHDB, couchDb);
        }
        return new Equipment(root, found);
    }

    /** The folder that a variable of the environment names. */
    private static Optional<Path> named(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(home -> !home.isBlank())
                .map(Path::of);
    }

    /** The one that the environment names, else where Linux has its JDKs. */
    private static Optional<Path> jdk25() {
        return Stream.concat(named("JDK_25_HOME").stream(), children(Path.of("/usr/lib/jvm")).stream())
                .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                .filter(home -> Machine.jdk(home).startsWith("25"))
                .findFirst();
    }

    private static Optional<Path> program(String name) {
        return Stream.concat(
                        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)),
                        Stream.of("/usr/local/sbin", "/usr/sbin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Debian has it where the machine's architecture is part of the path. */
    private static boolean hasCjson() {
        return Stream.of(Path.of("/usr/lib"), Path.of("/usr/local"))
                .flatMap(folder -> children(folder).stream())
                .anyMatch(folder -> Files.exists(folder.resolve("lua/5.1/cjson.so")));
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The project's folder. */
    Path root() {
        return root;
    }

    boolean has(Collection<Tool> tools) {
        return found.keySet().containsAll(tools);
    }

    /** Where a program is that there is. */
    Path path(Tool tool) {
        return requireNonNull(found.get(tool), tool.title());
    }

    /**
     * The programs that are missing and would be needed: for each a line that says what is skipped, and how to get the
     * program.
     */
    List<String> missing(Collection<Load> loads, Collection<Candidate> candidates) {
        return Stream.of(Tool.values())
                .filter(tool -> !found.containsKey(tool))
                .flatMap(tool -> missing(tool, loads, candidates).stream())
                .toList();
    }

    private static Optional<String> missing(Tool tool, Collection<Load> loads, Collection<Candidate> candidates) {
        String skipped = Stream.concat(
                        loads.stream().filter(load -> needs(load.needs(), tool)).map(Load::key),
                        candidates.stream()
                                .filter(candidate -> needs(candidate.needs(), tool))
                                .map(Candidate::key))
                .collect(joining(", "));
        return skipped.isEmpty()
                ? Optional.empty()
                : Optional.of("%s is not here, so these are skipped: %s. To get it: %s"
                        .formatted(tool.title(), skipped, tool.source()));
    }

    private static boolean needs(Set<Tool> needed, Tool tool) {
        return needed.contains(tool);
    }
}
