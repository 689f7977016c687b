package io.slipcover.changelog;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import io.slipcover.catalog.VersionRule;
import io.slipcover.changelog.DocumentExample.Origin;
import io.slipcover.changelog.TypeChanges.VersionChange;
import io.slipcover.config.Configuration;
import io.slipcover.config.LensStep;
import io.slipcover.json.JsonObject;
import io.slipcover.lens.Change;
import io.slipcover.lens.LensException;
import io.slipcover.lens.LensPath;
import io.slipcover.schema.DocumentSchema;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The search for a document that shows what changed of a type. The lenses themselves lead the document, and defaults fill it. */
final class ExampleSearch {
    private final Configuration configuration;
    private final Catalog catalog;
    private final String type;
    private final Release older;
    private final Release newer;
    private final int from;
    private final int to;

    /** @param older a release that names the type, as {@code newer} is */
    ExampleSearch(Configuration configuration, String type, Release older, Release newer) {
        this.configuration = configuration;
        this.catalog = configuration.catalog();
        this.type = type;
        this.older = older;
        this.newer = newer;
        this.from = version(older);
        this.to = version(newer);
    }

    private int version(Release release) {
        Integer version = release.types().get(type);
        if (version == null) {
            throw new IllegalArgumentException("the release " + release.name() + " does not name the type " + type);
        }
        return version;
    }

    /**
     * The best example there is: of the schemas before one that is made. Null where the lenses accept none.
     *
     * @param versions the lenses from the older release to the newer one
     */
    @Nullable
    DocumentExample find(List<VersionChange> versions) {
        DocumentSchema before = configuration.schemas().of(type, from);
        DocumentSchema after = configuration.schemas().of(type, to);
        List<LensStep> steps =
                versions.stream().flatMap(version -> version.steps().stream()).toList();
        DocumentExample found = before == null
                ? null
                : first(SchemaDocument.examples(before.text()), document -> led(document, Origin.OLDER_SCHEMA));
        if (found == null && after != null) {
            found = first(SchemaDocument.examples(after.text()), this::ledBack);
        }
        if (found == null && before != null) {
            JsonObject made = SchemaDocument.made(before.text());
            found = before.firstFault(made) == null ? led(made, Origin.MEMBERS_OF_SCHEMA) : null;
        }
        JsonObject madeUp = MadeUpDocument.of(steps);
        if (found == null && (madeUp.size() > 0 || steps.stream().noneMatch(ExampleSearch::isCode))) {
            found = led(madeUp, Origin.OPERATIONS);
        }
        return found;
    }

    private static @Nullable DocumentExample first(
            List<JsonObject> documents, Function<JsonObject, @Nullable DocumentExample> lead) {
        for (JsonObject document : documents) {
            DocumentExample example = lead.apply(document);
            if (example != null) {
                return example;
            }
        }
        return null;
    }

    private static boolean isCode(LensStep step) {
        return step.operation().upwards() instanceof Change.Opaque;
    }

    private @Nullable DocumentExample ledBack(JsonObject document) {
        JsonObject back = document.copy();
        try {
            path(to, from).apply(back);
        } catch (LensException refused) {
            return null;
        }
        return led(back, Origin.NEWER_SCHEMA);
    }

    /** The document in both shapes; null where a lens refuses it, and where no lens on the way changes it. */
    private @Nullable DocumentExample led(JsonObject document, Origin origin) {
        JsonObject before = document.copy();
        JsonObject after = document.copy();
        try {
            path(from, to).apply(after);
        } catch (LensException refused) {
            return null;
        }
        if (from < to && after.sameAs(before)) {
            return null;
        }
        catalog.defaults(older, type).fill(before);
        catalog.defaults(newer, type).fill(after);
        number(before, from);
        number(after, to);
        return new DocumentExample(before, after, origin);
    }

    private LensPath path(int one, int other) {
        return catalog.path(type, one, other);
    }

    /** Where a document tells its version, lets it tell this one. */
    private void number(JsonObject document, int version) {
        VersionRule rule = catalog.versionRule();
        JsonObject host = rule.path().host(document);
        if (host != null && host.has(rule.path().last())) {
            if (rule.hidden()) {
                host.remove(rule.path().last());
            } else {
                host.put(rule.path().last(), rule.value(type, version));
            }
        }
    }
}
