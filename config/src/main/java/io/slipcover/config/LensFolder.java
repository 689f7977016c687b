package io.slipcover.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads every {@code *.yaml} of the folder that {@code lenses} names. */
final class LensFolder {
    static final String DEFAULT = "lenses";
    private static final String SUFFIX = ".yaml";

    /** Names that somebody may have given a lens file: {@code .yml}, {@code .YAML}, {@code .yaml.txt}. */
    private static final Pattern LIKE_A_LENS =
            Pattern.compile(".*\\.(?:ya?ml)(?:\\.[a-z]{1,4})?", Pattern.CASE_INSENSITIVE);

    private final Path base;
    private final Set<Path> leftOut;
    private final LensFileReader reader;
    private final Problems problems;
    private final List<String> notRead = new ArrayList<>();
    private boolean whole = true;
    private Path path;

    /**
     * @param base the folder that the folder's path is relative to
     * @param leftOut files that are not read, by their absolute paths
     */
    LensFolder(Path base, Set<Path> leftOut, Documents documents, Problems problems) {
        this.base = base;
        this.leftOut = leftOut;
        this.path = base.resolve(DEFAULT).normalize();
        this.reader = new LensFileReader(documents::reserved, problems);
        this.problems = problems;
    }

    /** The lenses that could be read, by the names of their files. */
    List<ParsedLens> read(Fields file, @Nullable YamlValue value) {
        String name = value == null ? DEFAULT : file.name("lenses", value);
        if (name == null) {
            whole = false;
            return List.of();
        }
        Path folder = base.resolve(name).normalize();
        path = folder;
        problems.note(folder);
        if (!Files.isDirectory(folder)) {
            if (value != null) {
                String found = Files.exists(folder) ? "found the file '" : "found no '";
                file.report(value.place(), "lenses: expected a folder beside this file, " + found + name + "'");
                whole = false;
            }
            return List.of();
        }
        List<ParsedLens> lenses = new ArrayList<>();
        for (Path path : files(folder, file.placeOf("lenses"))) {
            List<ParsedLens> ofFile = read(path);
            whole &= !ofFile.isEmpty();
            lenses.addAll(ofFile);
        }
        return lenses;
    }

    /** The folder, once it was read. */
    Path path() {
        return path;
    }

    /** The names of files in the folder that look like lens files and are none, since they end otherwise. */
    List<String> notRead() {
        return List.copyOf(notRead);
    }

    /** Whether every lens file told at least what it leads to what. */
    boolean isWhole() {
        return whole;
    }

    private List<Path> files(Path folder, Place place) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> files = new ArrayList<>();
            for (Path path :
                    entries.filter(path -> !leftOut.contains(path)).sorted().toList()) {
                String name = String.valueOf(path.getFileName());
                if (name.startsWith(".")) {
                    continue;
                }
                if (name.endsWith(SUFFIX)) {
                    files.add(path);
                } else if (LIKE_A_LENS.matcher(name).matches() && Files.isRegularFile(path)) {
                    notRead.add(name);
                    problems.warn(
                            Place.startOf(name), "the file is not read, since names of lens files end in " + SUFFIX);
                }
            }
            return files;
        } catch (IOException e) {
            problems.add(place, "lenses: the folder " + folder + " cannot be read: " + FileTrouble.of(e));
            whole = false;
            return List.of();
        }
    }

    private List<ParsedLens> read(Path path) {
        String name = String.valueOf(path.getFileName());
        try {
            if (!Files.isDirectory(path)) {
                return reader.read(name, Files.readAllBytes(path));
            }
            problems.add(Place.startOf(name), "expected a lens file, found a folder");
        } catch (IOException e) {
            problems.add(Place.startOf(name), "the file " + path + " cannot be read: " + FileTrouble.of(e));
        }
        return List.of();
    }
}
