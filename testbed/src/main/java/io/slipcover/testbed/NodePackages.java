package io.slipcover.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A folder with programs for Node and the npm packages that the programs need. The packages are installed from a
 * committed lock file on first use. The folder stays in the user's cache ({@code $XDG_CACHE_HOME/slipcover}, else
 * {@code ~/.cache/slipcover}). Its name is a digest of what it is made from.
 */
public final class NodePackages {
    private static final long MINUTES_TO_INSTALL = 10;

    private NodePackages() {}

    /** Whether this machine has Node to run programs, and npm to install packages. */
    public static boolean isNodeInstalled() {
        return runs("node") && runs("npm");
    }

    /**
     * Installs what the resource folder's {@code package.json} and {@code package-lock.json} ask for, unless it is
     * installed already.
     *
     * @param owner the class beside which the resource folder stands
     * @param folder the folder's name
     * @param programs the resources that are to stand beside the packages; they come from the resource folder or from a
     *     folder beside it
     * @return where the programs and {@code node_modules} are
     */
    public static synchronized Path install(Class<?> owner, String folder, String... programs) {
        try {
            Map<String, byte[]> files = new LinkedHashMap<>();
            for (String name : new String[] {"package.json", "package-lock.json", ".npmrc"}) {
                files.put(name, resource(owner, folder + "/" + name));
            }
            for (String program : programs) {
                files.put(program.substring(program.lastIndexOf('/') + 1), resource(owner, program));
            }
            Path cache = Files.createDirectories(cache());
            Path installed = cache.resolve(folder + "-" + digest(files));
            // Other runs may be at it as well; this JVM's other threads wait at the method.
            try (FileChannel channel = FileChannel.open(cache.resolve(folder + ".lock"), CREATE, WRITE)) {
                var lock = channel.lock();
                if (!Files.isDirectory(installed)) {
                    installAt(installed, files);
                }
                lock.release();
            }
            return installed;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void installAt(Path installed, Map<String, byte[]> files) throws IOException {
        Path unfinished = installed.resolveSibling(installed.getFileName() + ".unfinished");
        TemporaryFolder.remove(unfinished);
        Files.createDirectories(unfinished);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(unfinished.resolve(file.getKey()), file.getValue());
        }
        System.err.println("installing npm packages for " + installed.getFileName() + ", which happens once");
        Path log = unfinished.resolve("npm.log");
        Process npm = new ProcessBuilder(
                        "npm",
                        "ci",
                        "--ignore-scripts",
                        "--omit=optional",
                        "--no-audit",
                        "--no-fund",
                        "--loglevel=error")
                .directory(unfinished.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (await(npm) != 0) {
            throw new IllegalStateException("npm ci failed for " + unfinished + ":\n" + Files.readString(log, UTF_8));
        }
        Files.move(unfinished, installed, StandardCopyOption.ATOMIC_MOVE);
    }

    private static int await(Process process) {
        try {
            if (process.waitFor(MINUTES_TO_INSTALL, TimeUnit.MINUTES)) {
                return process.exitValue();
            }
            process.destroyForcibly();
            throw new IllegalStateException("no answer within " + MINUTES_TO_INSTALL + " minutes: " + process.info());
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while npm installs", interrupted);
        }
    }

    private static boolean runs(String program) {
        try {
            Process process = new ProcessBuilder(program, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return await(process) == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    private static Path cache() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path caches = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        return caches.resolve("slipcover");
    }

    private static byte[] resource(Class<?> owner, String name) throws IOException {
        try (InputStream stream = owner.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IOException(name + " is not beside " + owner.getName());
            }
            return stream.readAllBytes();
        }
    }

    private static String digest(Map<String, byte[]> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, bytes) -> {
                digest.update(name.getBytes(UTF_8));
                digest.update(bytes);
            });
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
