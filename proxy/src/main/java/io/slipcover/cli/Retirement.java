package io.slipcover.cli;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Defaults;
import io.slipcover.catalog.Release;
import io.slipcover.cli.LostVersions.Lost;
import io.slipcover.config.Configuration;
import io.slipcover.config.RetiringText;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import io.slipcover.schema.DocumentSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The taking of a release out of a configuration. It changes no file. */
record Retirement(Configuration before, Path file, Release release, Map<String, String> environment) {
    private static final String DEFAULTS = "defaults";

    /**
     * The configuration in which the release's clients are refused from today on. The documents in its shapes can still be read.
     *
     * @throws IllegalArgumentException where the file's text is none in which a program finds its way
     * @throws io.slipcover.config.ConfigurationException with every mistake that the configuration would have
     */
    RetiredConfiguration closed() throws IOException {
        RetiringText text = text();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        LocalDate sunset = release.sunset();
        if (sunset == null || sunset.isAfter(today)) {
            text = text.withValue(release.name(), "sunset", today.toString());
        }
        return new RetiredConfiguration(text, loaded(text, Set.of()), Set.of());
    }

    /**
     * The configuration without the release.
     *
     * @param lost the versions that no release names then
     * @throws IllegalArgumentException where the file's text is none in which a program finds its way
     * @throws io.slipcover.config.ConfigurationException with every mistake that the configuration would have
     */
    RetiredConfiguration without(List<Lost> lost) throws IOException {
        RetiringText text = text().withoutRelease(release.name());
        for (Lost one : lost) {
            text = text.withoutRecognition(one.type(), one.version())
                    .withOldestStored(one.type(), one.version(), next(one));
        }
        Set<Path> leftOut = new HashSet<>(schemas(lost));
        text = withDefaults(text, leftOut);
        Set<String> needed = loaded(text, leftOut).facts().files();
        before.facts().files().stream()
                .filter(lens -> !needed.contains(lens))
                .forEach(lens ->
                        leftOut.add(RetiredFiles.absolute(before.lensFolder().resolve(lens))));
        Configuration after = loaded(text, leftOut);
        refuseOtherDefaults(after);
        return new RetiredConfiguration(text, after, leftOut);
    }

    private RetiringText text() throws IOException {
        return new RetiringText(Files.readString(file));
    }

    private Configuration loaded(RetiringText text, Set<Path> leftOut) {
        Configuration loaded = Configuration.load(file, text.text(), leftOut, environment);
        loaded.compileSchemas();
        return loaded;
    }

    /** The next version of the type that some other release names; null where there is none. */
    private @Nullable Integer next(Lost lost) {
        return before.catalog().versions(lost.type()).tailSet(lost.version() + 1).stream()
                .findFirst()
                .orElse(null);
    }

    /** The schemas of versions, wherever they are. */
    private Set<Path> schemas(List<Lost> lost) {
        Set<Path> schemas = new HashSet<>();
        for (Lost one : lost) {
            DocumentSchema schema = before.schemas().of(one.type(), one.version());
            if (schema != null) {
                before.files().forEach(folder -> schemas.add(RetiredFiles.absolute(folder.resolve(schema.file()))));
            }
        }
        schemas.removeIf(path -> !Files.isRegularFile(path));
        return schemas;
    }

    private List<Release> others() {
        return before.catalog().releases().stream()
                .filter(other -> !other.name().equals(release.name()))
                .toList();
    }

    /** The text in which each other release has the defaults that it had. */
    private RetiringText withDefaults(RetiringText without, Set<Path> leftOut) throws IOException {
        RetiringText text = without;
        Catalog after = loaded(text, leftOut).catalog();
        for (Release other : others()) {
            JsonObject defaults = missingDefaults(other, after);
            if (defaults.size() > 0) {
                refuseVariables(other);
                text = text.withValue(other.name(), DEFAULTS, defaults.toString());
                after = loaded(text, leftOut).catalog();
            }
        }
        return text;
    }

    /** A variable may be a secret, and what was put in for it is nothing to write into a file. */
    private void refuseVariables(Release other) throws IOException {
        for (Release one : List.of(release, other)) {
            if (text().hasVariable(one.name(), DEFAULTS)) {
                throw new IllegalArgumentException(
                        one.equals(other)
                                ? "the defaults of release '%s' have '${' in them, so add those that it inherits from release '%s' by hand"
                                        .formatted(other.name(), release.name())
                                : "the defaults of release '%s' have '${' in them, so move those that release '%s' inherits there by hand"
                                        .formatted(release.name(), other.name()));
            }
        }
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
            if (value != null && !JsonValue.areSame(value, after.get(name))) {
                own.put(name, value);
                changed = true;
            }
        }
        return changed;
    }

    private void refuseOtherDefaults(Configuration after) {
        for (Release other : others()) {
            for (String type : other.types().keySet()) {
                Defaults had = before.catalog().defaults(other, type);
                Defaults has = after.catalog()
                        .release(other.name())
                        .map(same -> after.catalog().defaults(same, type))
                        .orElse(Defaults.none());
                if (!JsonObject.of(had.toString()).sameAs(JsonObject.of(has.toString()))) {
                    throw new IllegalArgumentException("release '%s' would have other defaults for %s than it has: %s"
                            .formatted(other.name(), type, has));
                }
            }
        }
    }
}
