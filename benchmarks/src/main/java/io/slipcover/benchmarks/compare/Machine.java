package io.slipcover.benchmarks.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A description of the machine and of the programs on it, so that people elsewhere can read the figures. */
final class Machine {
    private Machine() {}

    static Map<String, String> facts() throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("processor", first(Path.of("/proc/cpuinfo"), "model name\\s*:\\s*(.+)"));
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        long kilobytes = Long.parseLong(first(Path.of("/proc/meminfo"), "MemTotal:\\s*([0-9]+) kB"));
        facts.put("memory", Math.round(kilobytes / 1048576.0) + " GiB");
        return facts;
    }

    static Map<String, String> programs(Equipment equipment) throws IOException {
        Map<String, String> programs = new TreeMap<>();
        programs.put("Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        if (equipment.has(List.of(Tool.NGINX))) {
            programs.put(
                    "nginx", said("nginx/(\\S+)", equipment.path(Tool.NGINX).toString(), "-v"));
        }
        if (equipment.has(List.of(Tool.WRK))) {
            programs.put("wrk", said("wrk (\\S+)", equipment.path(Tool.WRK).toString(), "-v"));
        }
        if (equipment.has(List.of(Tool.NODE))) {
            programs.put("Node", said("v(\\S+)", equipment.path(Tool.NODE).toString(), "--version"));
        }
        if (equipment.has(List.of(Tool.JDK_25))) {
            programs.put(Tool.JDK_25.title(), jdk(equipment.path(Tool.JDK_25)));
        }
        if (equipment.has(List.of(Tool.GATEWAY))) {
            Path project = equipment.root().resolve("benchmarks/spring-cloud-gateway/pom.xml");
            programs.put(
                    "Spring Cloud Gateway",
                    first(project, "(?s)spring-cloud-starter-gateway-server-webflux</artifactId>\\s*<version>([^<]+)"));
        }
        return programs;
    }

    /** The version of the JDK in a folder. */
    static String jdk(Path home) {
        Path release = home.resolve("release");
        try {
            return Files.exists(release) ? first(release, "JAVA_RUNTIME_VERSION=\"([^\"]+)") : "unknown";
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The commit that the working tree is at; with a plus sign behind it where the tree has other changes. */
    static String commit(Path root) throws IOException {
        String commit = said("([0-9a-f]+)", "git", "-C", root.toString(), "rev-parse", "--short=10", "HEAD");
        String changes =
                said("(?s)(.*)", "git", "-C", root.toString(), "status", "--porcelain", "--untracked-files=no");
        return changes.isBlank() ? commit : commit + "+";
    }

    /** The most memory that a process ever had. */
    static long mostMemoryKilobytes(long process) throws IOException {
        return Long.parseLong(first(Path.of("/proc/" + process + "/status"), "VmHWM:\\s*([0-9]+) kB"));
    }

    /** The memory that a process has now. */
    static long memoryKilobytes(long process) throws IOException {
        return Long.parseLong(first(Path.of("/proc/" + process + "/status"), "VmRSS:\\s*([0-9]+) kB"));
    }

    private static String first(Path file, String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file));
        return matcher.find() ? matcher.group(1).strip() : "unknown";
    }

    private static String said(String pattern, String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return Optional.of(Pattern.compile(pattern).matcher(text))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1).strip())
                .orElse("unknown");
    }
}
