package io.slipcover.catalog;

import static java.util.Objects.requireNonNull;

import io.slipcover.lens.LensPath;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The whole schema: types and how to tell them, releases and their clients, and the lenses that lead from one version
 * to another. Immutable, and free of the mistakes that {@link CatalogProblem} lists.
 */
public final class Catalog {
    private final TypeRule typeRule;
    private final VersionRule versionRule;
    private final Recognition recognition;
    private final List<Release> releases;
    private final Release store;
    private final Map<String, SortedSet<Integer>> versions;
    private final LensTable lenses;
    private final EffectiveDefaults defaults;
    private final Databases databases;
    private final Map<String, Integer> oldestStored;
    private final Policy onUnshowable;
    private final Policy onRefused;

    Catalog(CatalogBuilder builder, Release store) {
        this.typeRule = builder.typeRule();
        this.versionRule = builder.versionRule();
        this.recognition = builder.recognition();
        this.releases = List.copyOf(builder.releases());
        this.store = store;
        this.versions = builder.versions();
        this.lenses = new LensTable(builder.lenses());
        this.versions.forEach(lenses::compile);
        this.defaults = new EffectiveDefaults(releases, lenses);
        this.databases = builder.databases();
        this.oldestStored = builder.oldestStored();
        this.onUnshowable = builder.onUnshowable();
        this.onRefused = builder.onRefused();
    }

    private Catalog(Catalog other, TypeRule typeRule, Release store) {
        this.typeRule = typeRule;
        this.versionRule = other.versionRule;
        this.recognition = other.recognition;
        this.releases = other.releases;
        this.store = store;
        this.versions = other.versions;
        this.lenses = other.lenses;
        this.defaults = other.defaults;
        this.databases = other.databases;
        this.oldestStored = other.oldestStored;
        this.onUnshowable = other.onUnshowable;
        this.onRefused = other.onRefused;
    }

    /** An empty builder. */
    public static CatalogBuilder builder() {
        return new CatalogBuilder();
    }

    /** What tells the type of a document. */
    public TypeRule typeRule() {
        return typeRule;
    }

    /** This schema as it is for the documents of a database. */
    public Catalog in(String database) {
        return typeRule.asksForDatabase() ? new Catalog(this, typeRule.in(database), store) : this;
    }

    /** Where the version of a document stands. */
    public VersionRule versionRule() {
        return versionRule;
    }

    /** The rules that tell versions apart where a document has no number. */
    public Recognition recognition() {
        return recognition;
    }

    /** All releases, oldest first. */
    public List<Release> releases() {
        return releases;
    }

    /** The release in whose shapes documents are stored. */
    public Release store() {
        return store;
    }

    /**
     * This schema with the shapes of another release in the store. That may be a release that this schema does not name, if some release
     * names each of its versions.
     */
    public Catalog storing(Release release) {
        release.types().forEach((type, version) -> {
            if (!versions(type).contains(version)) {
                throw new IllegalArgumentException("the release '" + release.name() + "' has " + type + " " + version
                        + ", which is none of this schema");
            }
        });
        return new Catalog(this, typeRule, release);
    }

    /** The release of this name. */
    public Optional<Release> release(String name) {
        return releases.stream().filter(release -> release.name().equals(name)).findFirst();
    }

    /** The release that serves a client: the last one whose range holds the client's version. */
    public Optional<Release> releaseFor(ClientVersion version) {
        Release last = null;
        for (Release release : releases) {
            if (release.clients().holds(version)) {
                last = release;
            }
        }
        return Optional.ofNullable(last);
    }

    /** The types that some release names. */
    public Set<String> types() {
        return versions.keySet();
    }

    /** The versions of a type that some release names, in order. A type that no release names has none. */
    public SortedSet<Integer> versions(String type) {
        SortedSet<Integer> named = versions.get(type);
        return named == null ? Collections.emptySortedSet() : named;
    }

    /** The oldest version of the type that is still stored, as the operator says; 0 where the operator says nothing of the type. */
    public int oldestStored(String type) {
        return requireNonNull(oldestStored.getOrDefault(type, 0));
    }

    /** Whether the operator says of some type what the oldest version is that is still stored. */
    public boolean knowsOldestStored() {
        return !oldestStored.isEmpty();
    }

    /** The last release that has this version of the type; null where no release has it. */
    public @Nullable Release lastRelease(String type, int version) {
        Release last = null;
        for (Release release : releases) {
            if (requireNonNull(release.types().getOrDefault(type, 0)) == version) {
                last = release;
            }
        }
        return last;
    }

    /**
     * The path that leads a type from one version to another, up or down. Some release names each of the two versions.
     */
    public LensPath path(String type, int from, int to) {
        return lenses.path(type, from, to);
    }

    /**
     * The defaults that hold for a type in a release: the release's own, and the defaults of earlier releases that no
     * lens has ended.
     */
    public Defaults defaults(Release release, String type) {
        return defaults.of(release, type);
    }

    /** The databases whose documents Slipcover rewrites. */
    public Databases databases() {
        return databases;
    }

    /** What a replica does at a document that cannot be shown. */
    public Policy onUnshowable() {
        return onUnshowable;
    }

    /** What a replica does at a document that cannot be upgraded. */
    public Policy onRefused() {
        return onRefused;
    }
}
