package io.slipcover.catalog;

import static java.util.Objects.requireNonNull;

import io.slipcover.json.JsonName;
import io.slipcover.json.MemberPath;
import io.slipcover.lens.Lens;
import io.slipcover.lens.ReservedNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A builder that collects the parts of a {@link Catalog}. Parts that nobody sets have the defaults of the
 * configuration: the store release is the last one, there are no recognition rules, Slipcover rewrites every database
 * but CouchDB's own, and a replica stops at a document that cannot be shown or upgraded.
 *
 * <p>Not safe for use by several threads.
 */
public final class CatalogBuilder {
    private TypeRule typeRule = new TypeRule.ByField(JsonName.of("type"));
    private VersionRule versionRule = new VersionRule(JsonName.of("version"), 1, false);
    private Recognition recognition = Recognition.none();
    private final List<Release> releases = new ArrayList<>();
    private @Nullable String store;
    private final List<Lens> lenses = new ArrayList<>();
    private Databases databases = Databases.all();
    private Map<String, Integer> oldestStored = Map.of();
    private Policy onUnshowable = Policy.STOP;
    private Policy onRefused = Policy.STOP;

    CatalogBuilder() {}

    /** Sets the rule that tells the type of a document. The default is the member {@code type}. */
    public CatalogBuilder typeRule(TypeRule rule) {
        this.typeRule = requireNonNull(rule);
        return this;
    }

    /**
     * Sets the rule that tells where the version stands. The default is the visible member {@code version}, and 1 for a
     * document without that member.
     */
    public CatalogBuilder versionRule(VersionRule rule) {
        this.versionRule = requireNonNull(rule);
        return this;
    }

    /** Sets the rules that tell versions apart where a document has no number. */
    public CatalogBuilder recognition(Recognition rules) {
        this.recognition = requireNonNull(rules);
        return this;
    }

    /** Adds a release, which is newer than the releases added before. */
    public CatalogBuilder release(Release release) {
        releases.add(requireNonNull(release));
        return this;
    }

    /** Sets the name of the release in whose shapes documents are stored; null: the last release. */
    public CatalogBuilder store(@Nullable String release) {
        this.store = release;
        return this;
    }

    /** Adds a lens, in any order. */
    public CatalogBuilder lens(Lens lens) {
        lenses.add(requireNonNull(lens));
        return this;
    }

    /** Sets the databases whose documents Slipcover rewrites. */
    public CatalogBuilder databases(Databases rewritten) {
        this.databases = requireNonNull(rewritten);
        return this;
    }

    /** Sets the oldest version of each type that is still stored, where the operator knows it. */
    public CatalogBuilder oldestStored(Map<String, Integer> versionsByType) {
        this.oldestStored = Map.copyOf(versionsByType);
        return this;
    }

    /** Sets what a replica does at a document that cannot be shown. */
    public CatalogBuilder onUnshowable(Policy policy) {
        this.onUnshowable = requireNonNull(policy);
        return this;
    }

    /** Sets what a replica does at a document that cannot be upgraded. */
    public CatalogBuilder onRefused(Policy policy) {
        this.onRefused = requireNonNull(policy);
        return this;
    }

    /** Every mistake in the parts so far. Without a mistake {@link #build} can build the catalog. */
    public List<CatalogProblem> problems() {
        return new CatalogCheck(this).problems();
    }

    /**
     * The catalog.
     *
     * @throws IllegalStateException where there are {@linkplain #problems() problems}
     */
    public Catalog build() {
        List<CatalogProblem> problems = problems();
        Release storeRelease = storeRelease();
        if (!problems.isEmpty() || storeRelease == null) {
            throw new IllegalStateException(
                    problems.stream().map(CatalogProblem::message).collect(Collectors.joining("; ")));
        }
        return new Catalog(this, storeRelease);
    }

    TypeRule typeRule() {
        return typeRule;
    }

    VersionRule versionRule() {
        return versionRule;
    }

    Recognition recognition() {
        return recognition;
    }

    List<Release> releases() {
        return releases;
    }

    @Nullable
    String store() {
        return store;
    }

    List<Lens> lenses() {
        return lenses;
    }

    Databases databases() {
        return databases;
    }

    Map<String, Integer> oldestStored() {
        return oldestStored;
    }

    Policy onUnshowable() {
        return onUnshowable;
    }

    Policy onRefused() {
        return onRefused;
    }

    /** The members of documents of a type that no default may name. */
    ReservedNames reservedOfDefaults(String type) {
        return reserved(typeRule.looksAt(type));
    }

    /** The members of documents of a type that no lens may name. */
    ReservedNames reserved(String type) {
        return reserved(typeRule.reserved(type));
    }

    private ReservedNames reserved(List<MemberPath> ofType) {
        List<MemberPath> paths = new ArrayList<>(ofType);
        paths.add(versionRule.path());
        return ReservedNames.ofPaths(paths);
    }

    /** The release whose shapes are written, or null where there is none of that name. */
    @Nullable
    Release storeRelease() {
        Release found = null;
        for (Release release : releases) {
            if (store == null || release.name().equals(store)) {
                found = release;
            }
        }
        return found;
    }

    /** By type, in the order in which releases name them, the versions that some release names. */
    Map<String, SortedSet<Integer>> versions() {
        Map<String, SortedSet<Integer>> versions = new LinkedHashMap<>();
        for (Release release : releases) {
            release.types()
                    .forEach((type, version) -> versions.computeIfAbsent(type, any -> new TreeSet<>())
                            .add(version));
        }
        versions.replaceAll((type, numbers) -> Collections.unmodifiableSortedSet(numbers));
        return Collections.unmodifiableMap(versions);
    }
}
