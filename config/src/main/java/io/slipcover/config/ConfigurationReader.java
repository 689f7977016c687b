package io.slipcover.config;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.CatalogBuilder;
import io.slipcover.catalog.Policy;
import io.slipcover.config.YamlValue.Mapping;
import io.slipcover.schema.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a configuration file, then its lens files, then looks at what they say together. */
final class ConfigurationReader {
    private final Path path;
    private final Map<String, String> environment;
    private final Set<Path> leftOut;
    private final String name;
    private final Problems problems;

    ConfigurationReader(Path path, Map<String, String> environment) {
        this(path, environment, Set.of());
    }

    /** @param leftOut lens files and schemas that are not read, by their absolute paths */
    ConfigurationReader(Path path, Map<String, String> environment, Set<Path> leftOut) {
        this.leftOut = Set.copyOf(leftOut);
        this.path = path.toAbsolutePath();
        this.environment = environment;
        this.name = String.valueOf(this.path.getFileName());
        this.problems = new Problems(name);
    }

    Configuration read() {
        return read(content());
    }

    /** Reads what the file holds, or is to hold; null where it cannot be read, which is reported already. */
    Configuration read(byte @Nullable [] content) {
        problems.note(path);
        Configuration configuration = configuration(content);
        if (configuration == null || !problems.none()) {
            throw new ConfigurationException(problems.mistakes(), problems.files());
        }
        return configuration;
    }

    private @Nullable Configuration configuration(byte @Nullable [] content) {
        YamlValue root =
                content == null ? null : YamlFile.read(name, content, new Variables(environment, problems), problems);
        if (root == null) {
            return null;
        }
        if (!(root instanceof Mapping mapping)) {
            problems.add(root.place(), "expected a map, found " + root.description());
            return null;
        }
        Fields file = new Fields("", root.place(), mapping, problems);
        SettingsReader settingsReader =
                new SettingsReader(file, problems, new IdentityReader(path.resolveSibling("."), Clock.systemUTC()));
        Policy onRefused = settingsReader.policy("on-refused", Policy.values());
        Settings settings = settingsReader.read(onRefused);
        settings.transmission().files().forEach(problems::note);
        CatalogBuilder builder = Catalog.builder()
                .databases(settingsReader.databases())
                .onUnshowable(settingsReader.policy("on-unshowable", Policy.STOP, Policy.SKIP))
                .onRefused(onRefused);
        Documents documents = new DocumentsReader(file, problems).read();
        int before = problems.count();
        List<ReleasePlaces> releases = new ReleasesReader(file, problems).read();
        boolean releasesAreWhole = problems.count() == before;
        String store = file.label("store", file.optional("store"));
        LensFolder folder = new LensFolder(path.resolveSibling("."), leftOut, documents, problems);
        List<ParsedLens> lenses = folder.read(file, file.optional("lenses"));
        Schemas schemas = new SchemasReader(
                        path.resolveSibling("."), leftOut, documents.version().field(), releases, problems)
                .read(file);
        file.finish();

        builder.typeRule(documents.type())
                .versionRule(documents.version())
                .recognition(documents.recognition())
                .oldestStored(documents.oldestStored())
                .store(store);
        releases.forEach(release -> builder.release(release.release()));
        lenses.forEach(lens -> builder.lens(lens.lens()));
        new CatalogMistakes(documents, releases, lenses, file.placeOf("store"), problems)
                .report(builder.problems(), releasesAreWhole, folder.isWhole(), folder.notRead());
        new DefaultCheck(lenses, problems).check(releases);
        new SilentNames(documents, releases, lenses, problems).check();
        if (releasesAreWhole && folder.isWhole()) {
            new ToldApart(documents, lenses, problems).check(releases);
            new RuledLenses(documents, lenses, new KnownMembers(documents, releases, schemas), problems).check();
        }
        if (releasesAreWhole) {
            new RangeCheck(releases, problems)
                    .check(settings.clientVersion().whenAbsent(), settingsReader.whenAbsentPlace());
        }
        if (!problems.none()) {
            return null;
        }
        Catalog catalog = builder.build();
        LensFacts facts = new LensFacts(catalog, lenses);
        return new Configuration(
                settings,
                catalog,
                lenses.size(),
                problems.warnings(),
                new Losses(problems).of(facts.lenses()),
                facts,
                schemas,
                folder.path(),
                ToldKeys.of(mapping),
                problems.files());
    }

    private byte @Nullable [] content() {
        try {
            if (!Files.isDirectory(path)) {
                return Files.readAllBytes(path);
            }
            problems.add(Place.startOf(name), "expected a file, found the folder " + path);
        } catch (NoSuchFileException e) {
            problems.add(Place.startOf(name), "there is no file " + path);
        } catch (IOException e) {
            problems.add(Place.startOf(name), "the file " + path + " cannot be read: " + FileTrouble.of(e));
        }
        return null;
    }
}
