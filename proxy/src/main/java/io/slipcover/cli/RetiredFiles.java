package io.slipcover.cli;

import io.slipcover.config.Configuration;
import io.slipcover.config.RetiringText;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The files of a configuration in a new place: the configuration itself, its lenses and its schemas. No other file is copied, since others
 * are keys and certificates.
 *
 * @param before the configuration in the old place
 * @param file the file of the configuration in the old place
 */
record RetiredFiles(Configuration before, Path file) {
    private static final String LENS = ".yaml";
    private static final String SCHEMA = ".schema.json";

    /** Refuses a folder that has something in it already. */
    static void refuseUsed(Path folder, CommandLine commandLine) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                if (entries.findAny().isEmpty()) {
                    return;
                }
            }
        }
        if (Files.exists(folder)) {
            throw new ParameterException(
                    commandLine, "--out: expected a new folder, found something at '" + folder + "'");
        }
    }

    /**
     * Writes the files. Where that fails, nothing of them stays.
     *
     * @param place a folder that is new or empty
     * @return the file of the configuration in the new place
     */
    Path write(RetiredConfiguration retired, Path place) throws IOException {
        Files.createDirectories(place);
        boolean isWhole = false;
        try {
            RetiringText text = retired.text();
            for (Path folder : folders()) {
                boolean isOfLenses = isOfLenses(folder);
                String key = isOfLenses ? "lenses" : "schemas";
                boolean isBeside = absolute(folder).startsWith(base());
                Path to = isBeside ? moved(folder, place) : place.resolve(key);
                if (isOfLenses) {
                    copy(folder, to, LENS, retired);
                }
                if (!isOfLenses || folders().size() == 1) {
                    copy(folder, to, SCHEMA, retired);
                }
                text = isBeside ? text : text.withKey(key, key);
            }
            Path written = place.resolve(String.valueOf(file.getFileName()));
            Files.copy(file, written, StandardCopyOption.COPY_ATTRIBUTES); // Who may read it stays as it is.
            write(written, text.text());
            isWhole = true;
            return written;
        } finally {
            if (!isWhole) {
                delete(place);
            }
        }
    }

    /** Gives a file another text, also a file that nobody may write to. */
    private static void write(Path written, String text) throws IOException {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(written);
        Files.setPosixFilePermissions(written, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        Files.writeString(written, text);
        Files.setPosixFilePermissions(written, mode);
    }

    private boolean isOfLenses(Path folder) {
        return absolute(folder).equals(absolute(before.lensFolder()));
    }

    /** Copies the files of one kind, which the ends of their names tell. */
    private static void copy(Path from, Path to, String suffix, RetiredConfiguration retired) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.toList()) {
                String name = String.valueOf(entry.getFileName());
                boolean isWanted = name.endsWith(suffix) && !name.startsWith(".");
                if (isWanted && Files.isRegularFile(entry) && !retired.leftOut().contains(absolute(entry))) {
                    Files.copy(
                            entry,
                            to.resolve(name),
                            StandardCopyOption.COPY_ATTRIBUTES,
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** The folders of lenses and schemas. */
    private List<Path> folders() {
        return before.files().stream().filter(Files::isDirectory).toList();
    }

    /** The files that the configuration needs besides, which are not copied. */
    List<Path> others() {
        return before.files().stream()
                .filter(needed -> !Files.isDirectory(needed))
                .map(RetiredFiles::absolute)
                .filter(needed -> !needed.equals(absolute(file)) && !needed.equals(absolute(before.lensFolder())))
                .map(needed -> needed.startsWith(base()) ? base().relativize(needed) : needed)
                .toList();
    }

    private Path base() {
        Path base = absolute(file).getParent();
        return base == null ? absolute(file) : base;
    }

    /** Where a folder of the old place is in the new place. */
    private Path moved(Path folder, Path place) {
        return place.resolve(base().relativize(absolute(folder)).toString());
    }

    static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                Files.delete(path);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path path, @Nullable IOException failure) throws IOException {
                Files.delete(path);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
