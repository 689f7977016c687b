package io.slipcover.document;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Defaults;
import io.slipcover.catalog.Release;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.LensException;
import io.slipcover.lens.LensPath;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What clients of one release write, led up to what is stored.
 *
 * <p>Writes only ever go up: a document is stored in the newest of the store release's shape, its base's and its own. A body
 * that is what its writer was shown of the base stores the base led up to that target, whatever the lenses are. Else defaults that the
 * writer was shown and that nobody stored are taken out. What is left goes up to the base's version with the base beside it, from which each
 * operation takes what it had not shown, and from there on alone.
 *
 * <p>A deletion with members of its own goes up as other documents do, but leniently: what cannot go up is stored as a bare tombstone.
 *
 * <p>Members that begin with {@code _} are the writer's on every way: they are about the revision that is written. Of
 * {@code _attachments} even the order stays, since the attachments that follow a document in a body in parts are told by it.
 */
final class Upgrade {
    private static final JsonName ATTACHMENTS = JsonName.of("_attachments");
    private static final int LOOKED_AT = 32;

    private final Catalog catalog;
    private final Release release;
    private final Shapes shapes;
    private final UntoldVersion untold;
    private final Ways ways;

    Upgrade(Catalog catalog, Release release, Shapes shapes, Ways ways) {
        this.catalog = catalog;
        this.release = release;
        this.shapes = shapes;
        this.untold = new UntoldVersion(catalog, release, shapes);
        this.ways = ways;
    }

    boolean needsBase(@Nullable String id, JsonObject written) {
        String type = shapes.typeOf(id, written);
        Integer ofRelease = type == null ? null : release.types().get(type);
        if (type == null || ofRelease == null) {
            return false;
        }
        int own;
        try {
            own = shapes.toldVersion(type, written);
        } catch (ShapeException e) {
            return false; // It will be refused, whatever its base.
        }
        if (own != Shapes.UNTOLD) {
            return needsBase(type, own, ofRelease, written);
        }
        return needsBase(type, ofRelease, ofRelease, written)
                || untold.isDoubtful(type, written); // Then the base has a say in it.
    }

    private boolean needsBase(String type, int own, int ofRelease, JsonObject written) {
        int target = Math.max(own, storeVersion(type, own));
        return catalog.versions(type).last() > target // The base may be stored in a newer shape than that.
                || catalog.path(type, own, target).needsBase()
                || !defaults(type, own, ofRelease).equalIn(written).isEmpty();
    }

    JsonObject apply(
            @Nullable String id, JsonObject written, @Nullable JsonObject storedBase, BareTombstones bareTombstones) {
        if (!Tombstone.is(written)) {
            return upgraded(id, written, storedBase, bareTombstones);
        }
        JsonObject bare = Tombstone.bare(written);
        try {
            return upgraded(id, written, storedBase, bareTombstones);
        } catch (RuntimeException | StackOverflowError cannotBeUpgraded) {
            bareTombstones.madeBare(bare, Obstacle.of(cannotBeUpgraded));
            return bare; // A deletion always arrives.
        }
    }

    private JsonObject upgraded(
            @Nullable String id, JsonObject written, @Nullable JsonObject storedBase, BareTombstones listener) {
        String type = shapes.typeOf(id, written);
        if (type == null) {
            return written;
        }
        Integer ofRelease = release.types().get(type);
        if (ofRelease == null) {
            shapes.numberIfKnown(type, written);
            return written;
        }
        JsonObject base = isBase(type, id, storedBase) ? storedBase : null;
        try {
            return upgraded(type, ofRelease, written, base, listener);
        } catch (ShapeException e) {
            throw new RefusedException(e.reasonForWriter(), e.obstacle());
        }
    }

    /** The upgraded document of a type that the release names. */
    private JsonObject upgraded(
            String type, int ofRelease, JsonObject written, @Nullable JsonObject base, BareTombstones listener) {
        int own = writtenVersion(type, ofRelease, written, base);
        Defaults defaults = defaults(type, own, ofRelease);
        int ofBase = base == null ? own : baseVersion(type, base);
        int target = Math.max(Math.max(own, storeVersion(type, own)), ofBase);
        JsonObject upgraded = base == null
                ? withoutBase(type, own, target, written, defaults)
                : withBase(type, own, target, written, defaults, base, ofBase);
        listener.took(ways.number(type, own, target));
        return upgraded;
    }

    private boolean isBase(String type, @Nullable String id, @Nullable JsonObject stored) {
        return stored != null && !Tombstone.is(stored) && type.equals(shapes.typeOf(id, stored));
    }

    /** The version of a document of a type that the release names. */
    private int writtenVersion(String type, int ofRelease, JsonObject written, @Nullable JsonObject base) {
        int told = shapes.toldVersion(type, written);
        if (told != Shapes.UNTOLD) {
            return told;
        }
        if (base == null) {
            return untold.of(type, written, catalog.versions(type).first());
        }
        if (!untold.isDoubtful(type, written)) {
            return ofRelease;
        }
        int ofBase = baseVersion(type, base);
        int oldest = ofRelease;
        for (int version : untold.possible(type)) {
            JsonObject shown = base.copy();
            try {
                catalog.path(type, ofBase, version).apply(shown);
                shapes.requireType(type, shown);
            } catch (LensException cannotBeShown) {
                break; // Nor to those older than it.
            }
            if (sameBody(written, shown, defaults(type, version, ofRelease))) {
                return version;
            }
            oldest = version;
        }
        return untold.of(type, written, oldest);
    }

    private JsonObject withoutBase(String type, int own, int target, JsonObject written, Defaults defaults) {
        defaults.equalIn(written).forEach(written::remove);
        try {
            catalog.path(type, own, target).apply(written);
            shapes.requireType(type, written);
        } catch (LensException e) {
            throw refusal(type, own, target, String.valueOf(e.getMessage()), e);
        }
        requireReadable(type, target, own, written);
        shapes.number(type, written, target);
        return written;
    }

    private JsonObject withBase(
            String type, int own, int target, JsonObject written, Defaults defaults, JsonObject base, int ofBase) {
        boolean isThere = ofBase == target && shapes.hasPlaceForNumber(base);
        JsonObject leadable = isThere ? null : numbered(type, led(type, base, ofBase, target), target);
        JsonObject shown = led(type, base, ofBase, own);
        if (sameBody(written, shown, defaults)) {
            return withCouchMembersOf(written, leadable == null ? numbered(type, base.copy(), target) : leadable);
        }
        for (JsonName name : defaults.equalIn(written)) {
            if (!shown.has(name)) {
                written.remove(name);
            }
        }
        shapes.number(type, written, target);
        if (!catalog.path(type, own, target).isIdentity()) {
            // The base hides nothing that only a newer version than its own has. Led further up it might not even show
            // what it showed.
            JsonObject beside = ofBase > own ? base.copy() : shown;
            leadUp(type, own, Math.max(own, ofBase), target, written, beside);
            requireReadable(type, target, own, written);
        }
        return written;
    }

    private JsonObject numbered(String type, JsonObject document, int version) {
        shapes.number(type, document, version);
        return document;
    }

    /** Leads a written document up: beside its base to the version that the base has, and from there on alone. */
    private void leadUp(String type, int own, int known, int target, JsonObject written, JsonObject beside) {
        JsonValue attachments = written.get(ATTACHMENTS);
        JsonValue asWritten = attachments == null ? null : attachments.copy();
        shapes.number(type, beside, target);
        try {
            catalog.path(type, own, known).put(withCouchMembersOf(written, beside), written);
            catalog.path(type, known, target).apply(written);
            shapes.requireType(type, written);
        } catch (LensException e) {
            throw refusal(type, own, target, discreet(e), e);
        }
        if (asWritten != null) {
            written.put(ATTACHMENTS, asWritten);
        }
    }

    /** What the writer is told where a lens on the way up does not accept the document. */
    private RefusedException refusal(String type, int own, int target, String words, LensException e) {
        Integer ofRelease = release.types().get(type);
        String hint = ofRelease != null && own < ofRelease ? RefusedException.UPDATED_APP : "";
        return new RefusedException(
                "%s %d to %d: %s%s".formatted(type, own, target, words, hint), Obstacle.ofLens(type, own, target, e));
    }

    /**
     * Refuses what its writer could not read again. Lenses that work against each other could make such a document, and stored it would
     * stop every replica of that release; its writer can still be told.
     */
    private void requireReadable(String type, int stored, int own, JsonObject upgraded) {
        LensPath down = catalog.path(type, stored, own);
        if (down.isIdentity()) {
            return;
        }
        try {
            if (shapes.isToldInSeveralWays(type)) {
                JsonObject read = upgraded.copy();
                down.apply(read);
                shapes.requireType(type, read);
            } else {
                down.check(upgraded);
            }
        } catch (LensException e) {
            throw new RefusedException(
                    "it could not be read again: %s %d to %d: %s".formatted(type, stored, own, discreet(e)),
                    Obstacle.ofLens(type, stored, own, e));
        }
    }

    private int baseVersion(String type, JsonObject base) {
        try {
            return shapes.storedVersion(type, base);
        } catch (ShapeException e) {
            String reason = "the base of the edit: " + e.discreetReason();
            Obstacle obstacle = e.obstacle().ofBase();
            throw e.isNewer()
                    ? new TemporarilyRefusedException(reason, obstacle)
                    : new RefusedException(reason, obstacle);
        }
    }

    /** A copy of the base, led from its version to another. */
    private JsonObject led(String type, JsonObject base, int from, int to) {
        JsonObject led = base.copy();
        try {
            catalog.path(type, from, to).apply(led);
            shapes.requireType(type, led);
        } catch (LensException e) {
            throw new RefusedException(
                    "the base of the edit: %s %d to %d: %s".formatted(type, from, to, discreet(e)),
                    Obstacle.ofLens(type, from, to, e).ofBase());
        }
        return led;
    }

    /** Whether a written document is what its writer was shown, leaving aside what belongs to CouchDB and to Slipcover. */
    private boolean sameBody(JsonObject written, JsonObject shown, Defaults defaults) {
        JsonObject filled = shown;
        if (!defaults.isEmpty()) {
            filled = shown.copy();
            defaults.fill(filled);
        }
        return !differsAtOnce(written, filled) && shapes.body(written).sameAs(shapes.body(filled));
    }

    /**
     * Whether one of the first members is written otherwise than it was shown, as it is in most edits. Comparing whole bodies costs a third
     * of an upgrade, looking at all of many members one by one may cost more.
     */
    private boolean differsAtOnce(JsonObject written, JsonObject shown) {
        boolean areFew = written.size() <= LOOKED_AT && shown.size() <= LOOKED_AT;
        for (int i = 0; i < Math.min(written.size(), LOOKED_AT); i++) {
            if (!shapes.isEnvelope(written, i)) {
                // Of duplicates the last one counts.
                int own = areFew ? written.placeOfNameIn(written, i) : written.indexOf(written.name(i));
                int other = areFew ? shown.placeOfNameIn(written, own) : shown.indexOf(written.name(own));
                boolean isSame = other >= 0
                        && (written.isReceivedAs(own, shown, other)
                                || written.value(own).sameAs(shown.value(other)));
                if (!isSame) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Gives a led base CouchDB's members as they were written: in their place where both have them, else at the end. Costs no more than a
     * walk through both, however many such members a client makes up.
     *
     * @return the led base
     */
    private static JsonObject withCouchMembersOf(JsonObject written, JsonObject led) {
        if (written.size() > LOOKED_AT || led.size() > LOOKED_AT) {
            return withManyCouchMembersOf(written, led);
        }
        int taken = 0; // A bit for each place in what was written.
        for (int i = led.size() - 1; i >= 0; i--) {
            if (Shapes.isCouch(led, i)) {
                int own = written.placeOfNameIn(led, i); // Of duplicates the last one counts.
                if (own < 0 || (taken & 1 << own) != 0) {
                    led.remove(i);
                } else {
                    taken |= 1 << own;
                    takeCouchMember(written.value(own), led, i);
                }
            }
        }
        for (int i = 0; i < written.size(); i++) {
            boolean isNew =
                    Shapes.isCouch(written, i) && (taken & 1 << i) == 0 && written.placeOfNameIn(written, i) == i;
            if (isNew) {
                led.add(written.name(i), written.value(i));
            }
        }
        return led;
    }

    /** Gives CouchDB's member at a place the value that was written. What means the same stays as it is stored. */
    private static void takeCouchMember(JsonValue own, JsonObject led, int index) {
        if (led.hasName(index, ATTACHMENTS) || !own.sameAs(led.value(index))) {
            led.set(index, own);
        }
    }

    private static JsonObject withManyCouchMembersOf(JsonObject written, JsonObject led) {
        Map<JsonName, JsonValue> open = new LinkedHashMap<>();
        for (int i = 0; i < written.size(); i++) {
            if (Shapes.isCouch(written, i)) {
                open.put(written.name(i), written.value(i)); // Of duplicates the last one counts.
            }
        }
        int[] dropped = new int[led.size()];
        int count = 0;
        for (int i = 0; i < led.size(); i++) {
            if (!Shapes.isCouch(led, i)) {
                continue;
            }
            JsonValue own = open.remove(led.name(i));
            if (own == null) {
                dropped[count++] = i;
            } else {
                takeCouchMember(own, led, i);
            }
        }
        led.removeAll(dropped, count);
        open.forEach(led::add);
        return led;
    }

    /** The defaults that a writer was shown: those of its release, or, where it wrote another version, of the last that has that. */
    private Defaults defaults(String type, int own, int ofRelease) {
        Release shownBy = own == ofRelease ? release : catalog.lastRelease(type, own);
        return shownBy == null ? Defaults.none() : catalog.defaults(shownBy, type);
    }

    /** The store release's version of a type; what was written, where that release does not name the type. */
    private int storeVersion(String type, int own) {
        Integer version = catalog.store().types().get(type);
        return version == null ? own : version;
    }

    private static String discreet(LensException exception) {
        return exception.operation() + ": " + exception.discreetReason();
    }
}
