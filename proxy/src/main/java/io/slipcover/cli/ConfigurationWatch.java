package io.slipcover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watch over the files of the configuration. It looks at their content every two seconds, and reads them again when the content has
 * changed and has stayed the same until the next look. So somebody who is still writing is not disturbed.
 *
 * <p>The watch reads the files, and does not wait for the operating system to tell. That works on every file system, also where a folder is
 * a network's, and where Kubernetes puts another folder in its place.
 */
final class ConfigurationWatch implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ConfigurationWatch.class);

    private final Supplier<List<Path>> files;
    private final Runnable changed;
    private @Nullable Thread looking;

    private byte[] read;
    private byte[] seen;

    /**
     * A watch that begins with what the files hold now.
     *
     * @param files the files, and folders of files, of the configuration as it was read last
     * @param changed reads the files again
     */
    ConfigurationWatch(Supplier<List<Path>> files, Runnable changed) {
        this.files = files;
        this.changed = changed;
        this.read = digest(files.get());
        this.seen = read;
    }

    /** Looks every so often from now on. */
    ConfigurationWatch every(Duration pause) {
        Thread thread = new Thread(() -> lookEvery(pause), "slipcover-configuration");
        thread.setDaemon(true);
        looking = thread;
        thread.start();
        return this;
    }

    private void lookEvery(Duration pause) {
        try {
            while (true) {
                Thread.sleep(pause.toMillis());
                look();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads the files now, whether or not they have changed. */
    synchronized void readNow() {
        List<Path> before = files.get();
        byte[] content = digest(before); // Whoever changes a file from here on is noticed later.
        changed.run();
        List<Path> behind = files.get();
        read = behind.equals(before) ? content : digest(behind);
        seen = read;
    }

    /** Looks at the files once. */
    synchronized void look() {
        byte[] now = digest(files.get());
        boolean settled = Arrays.equals(now, seen);
        seen = now;
        if (settled && !Arrays.equals(now, read)) {
            readNow();
        }
    }

    private static byte[] digest(List<Path> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files) {
                add(digest, file);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException("every Java has SHA-256", exception);
        }
    }

    private static void add(MessageDigest digest, Path path) {
        digest.update(path.toString().getBytes(UTF_8));
        try {
            if (Files.isDirectory(path)) {
                try (Stream<Path> entries = Files.list(path)) {
                    for (Path entry : entries.sorted().toList()) {
                        if (!Files.isDirectory(entry)) {
                            add(digest, entry);
                        }
                    }
                }
            } else {
                byte[] content = Files.readAllBytes(path);
                digest.update(ByteBuffer.allocate(Integer.BYTES)
                        .putInt(content.length)
                        .flip());
                digest.update(content);
            }
        } catch (IOException missing) {
            // A file that is not there is another content. Reading the configuration tells what is wrong.
            digest.update((byte) 0);
            LOGGER.atDebug().addKeyValue("file", path).log("not there");
        }
    }

    @Override
    public void close() {
        Thread thread = looking;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
