package io.slipcover.document;

import static java.util.Objects.requireNonNull;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Defaults;
import io.slipcover.catalog.Release;
import io.slipcover.catalog.TypeRule;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.lens.Add;
import io.slipcover.lens.Change;
import io.slipcover.lens.ForeignCode;
import io.slipcover.lens.LensException;
import io.slipcover.lens.Operation;
import io.slipcover.lens.ViewPath;
import io.slipcover.onepass.DocumentPlan;
import io.slipcover.onepass.ObjectEdits;
import io.slipcover.onepass.PlanMaker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The view that clients of one release have of the store, and the way that their writes take to the store. Immutable, shared by threads.
 */
public final class ReleaseView implements PlanMaker {
    private static final Pattern NOT_IN_PATHS = Pattern.compile("[^A-Za-z0-9._~-]");

    private final Catalog catalog;
    private final Release release;
    private final Shapes shapes;
    private final Upgrade upgrade;
    private final Ways ways;
    private final Map<String, TypeView> types = new HashMap<>();
    private final String digest;
    private final String madeDesign;
    private final boolean runsForeignCode;

    /** The members that tell type and version; null where more than members at the top of a document tells them. */
    private final @Nullable Set<JsonName> telling;

    /** The view of one type: the release's version of the type, and the ways to that version from each version that can be stored. */
    private record TypeView(int wanted, Map<Integer, Numbered> paths) {
        static TypeView of(Catalog catalog, Shapes shapes, String type, int wanted, Defaults defaults, Ways ways) {
            Map<Integer, Numbered> paths = new HashMap<>();
            for (int stored : catalog.versions(type)) {
                List<Operation> besides =
                        new ArrayList<>(stored == wanted ? shapes.hiding() : shapes.showing(type, wanted));
                for (JsonName name : defaults.names()) {
                    besides.add(new Add(name, requireNonNull(defaults.get(name), name.text())));
                }
                paths.put(
                        stored,
                        new Numbered(
                                new ViewPath(catalog.path(type, stored, wanted), besides),
                                ways.number(type, stored, wanted)));
            }
            return new TypeView(wanted, paths);
        }

        Numbered from(int version) {
            return requireNonNull(paths.get(version));
        }
    }

    /** A way with its number. */
    private record Numbered(ViewPath path, int way) {}

    /** Compiles the paths between the release and every version that can be stored. */
    public ReleaseView(Catalog catalog, Release release) {
        this.catalog = catalog;
        this.release = release;
        this.shapes = new Shapes(catalog);
        this.ways = new Ways(catalog, release);
        this.upgrade = new Upgrade(catalog, release, shapes, ways);
        release.types()
                .forEach((type, wanted) -> types.put(
                        type, TypeView.of(catalog, shapes, type, wanted, catalog.defaults(release, type), ways)));
        this.digest = ViewDigest.of(catalog, release);
        this.madeDesign = "-slipcover-" + NOT_IN_PATHS.matcher(release.name()).replaceAll("_") + "-"
                + ViewDigest.ofShapes(catalog, release);
        this.telling = PlanConditions.telling(catalog);
        this.runsForeignCode = release.types().keySet().stream().anyMatch(type -> runsForeignCode(catalog, type));
    }

    private static boolean runsForeignCode(Catalog catalog, String type) {
        return catalog
                .path(
                        type,
                        catalog.versions(type).first(),
                        catalog.versions(type).last())
                .changes()
                .stream()
                .anyMatch(ReleaseView::isForeign);
    }

    private static boolean isForeign(Change change) {
        return change instanceof Change.Opaque || change.inner().stream().anyMatch(ReleaseView::isForeign);
    }

    /** Whether a lens of foreign code stands on some way of these documents. */
    public boolean runsForeignCode() {
        return runsForeignCode;
    }

    /** How many bytes it may take to lead a document up or down, besides the document's own; 0 for nearly all documents. */
    public long memoryToLead(JsonObject document) {
        return runsForeignCode ? ForeignCode.memoryFor(document) : 0;
    }

    /** The release whose clients these are. */
    public Release release() {
        return release;
    }

    /**
     * The text behind a revision in an {@code ETag}: 8 hex digits, a digest of the release's compiled paths and defaults, so that a changed
     * lens changes it.
     */
    public String digest() {
        return digest;
    }

    /** The name of the design document that Slipcover makes of the one of this name, for the release's clients. A changed lens changes it. */
    public String madeDesign(String name) {
        return name + madeDesign;
    }

    /** The name of the design document whose functions answer where the release's clients ask for those of this one. */
    public String answeringDesign(String name) {
        return release.design().answering(name, madeDesign);
    }

    /** The ways that documents can take, there and back. Whoever hears of a way hears its place in this list. */
    public List<Way> ways() {
        return ways.all();
    }

    /** The schema that the release belongs to. */
    public Catalog catalog() {
        return catalog;
    }

    /**
     * The changes that {@link #view} makes to a stored document of a type that the release names, one after the other.
     *
     * @param version the version of the document's shape, one that some release names
     */
    public List<Change> changes(String type, int version) {
        int wanted = requireNonNull(release.types().get(type), type);
        List<Change> changes =
                new ArrayList<>(catalog.path(type, version, wanted).changes());
        changes.addAll(version == wanted ? shapes.hidingChanges() : shapes.showingChanges(type, wanted));
        Defaults defaults = catalog.defaults(release, type);
        for (JsonName name : defaults.names()) {
            changes.add(new Change.Filled(name, requireNonNull(defaults.get(name), name.text())));
        }
        return changes;
    }

    /** {@link #view(JsonObject, BareTombstones)} where nobody hears of bare tombstones. */
    public JsonObject view(JsonObject stored) {
        return view(stored, BareTombstones.UNHEARD);
    }

    /**
     * The view of a stored document. Bare tombstones, design documents, local documents and documents of a type that the release does not
     * name are their own view. So is a document that is in the release's shape already, except for defaults and a hidden number. The view
     * of a tombstone that cannot be shown is the bare tombstone, because a deletion always arrives.
     *
     * @param stored the stored document; it may be changed, and may be what is returned
     * @param bareTombstones hears of a tombstone whose members cannot be shown
     * @throws UnshowableException where the document's version cannot be told, or a lens does not accept the document
     */
    public JsonObject view(JsonObject stored, BareTombstones bareTombstones) {
        String type = shapes.typeOf(null, stored);
        TypeView seen = type == null ? null : types.get(type);
        if (type == null || seen == null) {
            return stored;
        }
        try {
            bareTombstones.took(show(type, seen, stored));
        } catch (RuntimeException | StackOverflowError cannotBeShown) {
            if (Tombstone.is(stored)) {
                JsonObject bare = Tombstone.bare(stored); // Half changed, but no lens touches what is CouchDB's.
                bareTombstones.madeBare(bare, Obstacle.of(cannotBeShown));
                return bare;
            }
            throw cannotBeShown;
        }
        return stored;
    }

    /** Makes the view, and gives the number of the way to it. */
    private int show(String type, TypeView seen, JsonObject stored) {
        int version = storedVersion(type, stored);
        Numbered numbered = seen.from(version);
        try {
            numbered.path().apply(stored);
            shapes.requireType(type, stored);
            return numbered.way();
        } catch (LensException e) {
            throw new UnshowableException(
                    "%s %d to %d: %s".formatted(type, version, seen.wanted(), e.getMessage()),
                    Obstacle.ofLens(type, version, seen.wanted(), e));
        }
    }

    @Override
    public boolean mayHavePlans() {
        return telling != null && !runsForeignCode;
    }

    /** {@inheritDoc} There is none for a document that is reported on, cannot be shown, or may become a bare tombstone. */
    @Override
    public @Nullable DocumentPlan plan(List<JsonName> names, JsonObject document) {
        if (telling == null || runsForeignCode) {
            return null;
        }
        String type = shapes.typeOf(null, document);
        TypeView seen = type == null ? null : types.get(type);
        boolean byId = catalog.typeRule() instanceof TypeRule.ByIdPrefix;
        if (type == null || seen == null) {
            return byId ? null : DocumentPlan.of(names, document, telling, "", ObjectEdits.NONE, DocumentPlan.NO_WAY);
        }
        int version = versionOf(type, document);
        String beginning = byId ? catalog.typeRule().idPrefix(type) : "";
        if (version == 0 || shapes.isToldInSeveralWays(type) || tooOld(document) != null) {
            return DocumentPlan.of(names, document, telling, beginning, null, DocumentPlan.NO_WAY);
        }
        Numbered numbered = seen.from(version);
        return DocumentPlan.of(
                names, document, telling, beginning, numbered.path().edits(names), numbered.way());
    }

    /**
     * The view of a stored document that exceeds a limit, so that no lens looks at the document. The view is the document itself where the
     * release does not rewrite it, and the bare tombstone where it is deleted.
     *
     * @param whole whether the document is here as a whole; else only some of its members are, its type perhaps not among them
     * @param reason what the client is told of the limit
     * @param bareTombstones hears of a tombstone that lost its members
     * @throws UnshowableException in every other case
     */
    public JsonObject viewOfExceeding(JsonObject stored, boolean whole, String reason, BareTombstones bareTombstones) {
        String type = shapes.typeOf(null, stored);
        if (whole && (type == null || !types.containsKey(type))) {
            return stored;
        }
        String words = type == null ? reason : type + ": " + reason;
        if (Tombstone.is(stored)) {
            JsonObject bare = Tombstone.bare(stored);
            bareTombstones.madeBare(bare, Obstacle.ofLimit(words));
            return bare;
        }
        throw new UnshowableException(words, Obstacle.ofLimit(words));
    }

    /**
     * The type of a stored document, where the release names the type. Otherwise null: such a document is its own view.
     *
     * @param stored is only read
     */
    public @Nullable String typeOf(JsonObject stored) {
        String type = shapes.typeOf(null, stored);
        return type != null && types.containsKey(type) ? type : null;
    }

    /**
     * The version of a stored document's shape, one that some release names; 0 where the version cannot be told, so that the document
     * cannot be shown.
     *
     * @param stored is only read
     */
    public int versionOf(String type, JsonObject stored) {
        try {
            return shapes.storedVersion(type, stored);
        } catch (ShapeException e) {
            return 0;
        }
    }

    /**
     * The description of a stored document that is older than the oldest that the operator names: {@code todo-item 1, oldest-stored 3};
     * null for any other document.
     *
     * @param stored is only read
     */
    public @Nullable String tooOld(JsonObject stored) {
        if (!catalog.knowsOldestStored()) {
            return null;
        }
        String type = typeOf(stored);
        int version = type == null ? 0 : versionOf(type, stored);
        int oldest = type == null ? 0 : catalog.oldestStored(type);
        return version > 0 && version < oldest ? "%s %d, oldest-stored %d".formatted(type, version, oldest) : null;
    }

    /** {@link #needsBase(String, JsonObject)} of a document that stands under its own {@code _id}. */
    public boolean needsBase(JsonObject written) {
        return needsBase(null, written);
    }

    /**
     * Whether something may be lost when this document is upgraded without its base. Where nothing may be lost, nobody needs to look up the
     * base.
     *
     * @param id the document's id where it is known from elsewhere, such as the request's path; null: its {@code _id} counts
     */
    public boolean needsBase(@Nullable String id, JsonObject written) {
        return upgrade.needsBase(id, written);
    }

    /**
     * Whether the release rewrites a document, so that a stored revision of the document may have another shape than the document.
     *
     * @param id the document's id where it is known from elsewhere; null: its {@code _id} counts
     */
    public boolean rewrites(@Nullable String id, JsonObject written) {
        String type = shapes.typeOf(id, written);
        return type != null && types.containsKey(type);
    }

    /** {@link #upgrade(String, JsonObject, JsonObject, BareTombstones)} of a document that stands under its own {@code _id}. */
    public JsonObject upgrade(JsonObject written, @Nullable JsonObject storedBase) {
        return upgrade(null, written, storedBase, BareTombstones.UNHEARD);
    }

    /**
     * The document as it is to be stored.
     *
     * @param id the document's id where it is known from elsewhere, such as the request's path; null: its {@code _id} counts
     * @param written what the client sent; may be changed, and may be what is returned
     * @param storedBase the stored revision that the client's edit started from, which is only read; null where there is none. A
     *     tombstone and a document of another type are no base
     * @param bareTombstones hears of a tombstone whose members cannot be led up
     * @throws RefusedException where the document cannot be upgraded, or its base cannot be shown
     * @throws TemporarilyRefusedException where the base has a version that no release names
     */
    public JsonObject upgrade(
            @Nullable String id, JsonObject written, @Nullable JsonObject storedBase, BareTombstones bareTombstones) {
        return upgrade.apply(id, written, storedBase, bareTombstones);
    }

    /**
     * The document to store for a written document that exceeds a limit, so that no lens looks at it. That is the document itself where the
     * release does not rewrite it, and the bare tombstone where it is deleted.
     *
     * @param id the document's id where it is known from elsewhere; null: its {@code _id} counts
     * @param whole whether the document is here as a whole; else only some of its members are, its type perhaps not among them
     * @param reason what the client is told of the limit
     * @param bareTombstones hears of a tombstone that lost its members
     * @throws RefusedException in every other case
     */
    public JsonObject upgradeOfExceeding(
            @Nullable String id, JsonObject written, boolean whole, String reason, BareTombstones bareTombstones) {
        String type = shapes.typeOf(id, written);
        if (whole && (type == null || !types.containsKey(type))) {
            return upgrade.apply(id, written, null, bareTombstones);
        }
        String words = type == null ? reason : type + ": " + reason;
        if (Tombstone.is(written)) {
            JsonObject bare = Tombstone.bare(written);
            bareTombstones.madeBare(bare, Obstacle.ofLimit(words));
            return bare;
        }
        throw new RefusedException(words, Obstacle.ofLimit(words));
    }

    private int storedVersion(String type, JsonObject stored) {
        try {
            return shapes.storedVersion(type, stored);
        } catch (ShapeException e) {
            throw new UnshowableException(e.reason(), e.obstacle(), e.isNewer());
        }
    }
}
