package io.slipcover.cli;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Defaults;
import io.slipcover.catalog.Release;
import io.slipcover.config.Configuration;
import io.slipcover.config.RetiringText;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The taking of a release out of a configuration. It works on a copy of the files, in a new place.
 *
 * @param migrated whether it is known that no document is stored in a shape that the release alone names
 */
record Retirement(Configuration before, Path file, Release release, boolean migrated, Map<String, String> environment) {

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
     * Makes the new configuration, and reads it as {@code check} does.
     *
     * @param out the folder that gets it; null: nothing of it stays
     * @throws IllegalArgumentException where the file's text is none in which a program finds its way
     * @throws io.slipcover.config.ConfigurationException with every mistake that the configuration would have
     */
    RetiredConfiguration make(@Nullable Path out) throws IOException {
        Path place = out == null ? Files.createTempDirectory("slipcover-retire") : out;
        Files.createDirectories(place);
        boolean stays = false;
        try {
            RetiredConfiguration made = in(place);
            stays = out != null;
            return made;
        } finally {
            if (!stays) {
                delete(place);
            }
        }
    }

    private RetiredConfiguration in(Path place) throws IOException {
        Path written = place.resolve(String.valueOf(file.getFileName()));
        copyFiles(place);
        RetiringText text = new RetiringText(Files.readString(file));
        List<LostVersions.Lost> lost = LostVersions.of(before.catalog(), release);
        if (!migrated && !lost.isEmpty()) {
            Files.writeString(written, withSunset(text).text());
            return new RetiredConfiguration(checked(written), true, List.of());
        }
        List<String> leftOut = new ArrayList<>();
        text = text.withoutRelease(release.name());
        for (LostVersions.Lost one : lost) {
            text = text.withoutRecognition(one.type(), one.version())
                    .withOldestStored(one.type(), one.version(), next(one));
            for (Path folder :
                    before.files().stream().filter(Files::isDirectory).toList()) {
                leaveOut(folder.resolve(one.type() + "." + one.version() + ".schema.json"), place, leftOut);
            }
        }
        Files.writeString(written, withDefaults(text, written).text());
        Set<String> needed = checked(written).facts().files();
        for (String lens : before.facts().files()) {
            if (!needed.contains(lens)) {
                leaveOut(before.lensFolder().resolve(lens), place, leftOut);
            }
        }
        return new RetiredConfiguration(checked(written), false, leftOut);
    }

    private RetiringText withSunset(RetiringText text) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        LocalDate sunset = release.sunset();
        return sunset != null && !sunset.isAfter(today)
                ? text
                : text.withValue(release.name(), "sunset", today.toString());
    }

    private Configuration checked(Path written) {
        Configuration checked = Configuration.load(written, environment);
        checked.compileSchemas();
        return checked;
    }

    /** The next version of the type that some other release names; null where there is none. */
    private @Nullable Integer next(LostVersions.Lost lost) {
        return before.catalog().versions(lost.type()).tailSet(lost.version() + 1).stream()
                .findFirst()
                .orElse(null);
    }

    /** The text in which each other release has the defaults that it had. */
    private RetiringText withDefaults(RetiringText without, Path written) {
        RetiringText text = without;
        for (Release other : before.catalog().releases()) {
            if (!other.name().equals(release.name())) {
                Catalog after =
                        Configuration.load(written, text.text(), environment).catalog();
                JsonObject defaults = missingDefaults(other, after);
                if (defaults.size() > 0) {
                    text = text.withValue(other.name(), "defaults", defaults.toString());
                }
            }
        }
        return text;
    }

    /** The release's own defaults with those that it does not inherit any more; empty where it inherits all as before. */
    private JsonObject missingDefaults(Release other, Catalog after) {
        JsonObject defaults = JsonObject.empty();
        boolean changed = false;
        for (String type : other.types().keySet()) {
            JsonObject own = JsonObject.empty();
            other.defaults().getOrDefault(type, Defaults.none()).fill(own);
            changed |= addMissing(before.catalog().defaults(other, type), after.defaults(other, type), own);
            if (own.size() > 0) {
                defaults.add(JsonName.of(type), own);
            }
        }
        return changed ? defaults : JsonObject.empty();
    }

    private static boolean addMissing(Defaults before, Defaults after, JsonObject own) {
        boolean changed = false;
        for (JsonName name : before.names()) {
            JsonValue value = before.get(name);
            JsonValue now = after.get(name);
            if (value != null && (now == null || !now.sameAs(value))) {
                own.add(name, value);
                changed = true;
            }
        }
        return changed;
    }

    private Path base() {
        Path base = file.toAbsolutePath().normalize().getParent();
        return base == null ? Path.of("") : base;
    }

    /** Where a file of the old place is in the new place. */
    private Path moved(Path old, Path place) {
        return place.resolve(base().relativize(old.toAbsolutePath().normalize()).toString());
    }

    private void leaveOut(Path old, Path place, List<String> leftOut) throws IOException {
        if (Files.deleteIfExists(moved(old, place))) {
            leftOut.add(base().relativize(old.toAbsolutePath().normalize()).toString());
        }
    }

    private void copyFiles(Path place) throws IOException {
        for (Path read : before.files()) {
            Path source = read.toAbsolutePath().normalize();
            if (!source.startsWith(base()) || source.equals(base())) {
                throw new IllegalArgumentException(
                        "it needs " + source + ", which is not in a folder beside the configuration");
            }
            copy(source, moved(source, place));
        }
    }

    private static void copy(Path source, Path target) throws IOException {
        if (Files.isDirectory(source)) {
            Files.createDirectories(target);
            try (Stream<Path> entries = Files.list(source)) {
                for (Path entry : entries.filter(Files::isRegularFile).toList()) {
                    copy(entry, target.resolve(String.valueOf(entry.getFileName())));
                }
            }
        } else if (Files.isRegularFile(source)) {
            Path folder = target.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
        }
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
