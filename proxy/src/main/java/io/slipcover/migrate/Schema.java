package io.slipcover.migrate;

import io.slipcover.catalog.Catalog;
import io.slipcover.couch.Database.Leaf;
import io.slipcover.document.Leading;
import io.slipcover.document.Readings;
import io.slipcover.document.ReleaseView;
import io.slipcover.document.Revision;
import io.slipcover.document.StoreShape;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the configuration's lenses make of a stored revision. Immutable, shared by threads. */
public final class Schema {
    static final JsonName ID = JsonName.of("_id");
    static final JsonName REVISION = JsonName.of("_rev");
    static final JsonName REVISIONS = JsonName.of("_revisions");

    private static final int LENS_DIGITS = 16;
    private static final int SHAPE_DIGITS = 8;

    private final Catalog catalog;
    private final StoreShape shape;
    private final Readings readings;
    private final Touch touch;
    private final boolean acceptsLoss;
    private final String digest;
    private final Map<String, String> shapes = new HashMap<>();
    private final Set<String> current = new HashSet<>();

    /**
     * @param touch the documents that get a new revision although they have the right shape
     * @param acceptsLoss whether a document may be rewritten that some release then reads differently
     */
    public Schema(Catalog catalog, Touch touch, boolean acceptsLoss) {
        this.catalog = catalog;
        this.shape = new StoreShape(catalog);
        this.readings = new Readings(catalog);
        this.touch = touch;
        this.acceptsLoss = acceptsLoss;
        String text =
                "store %s%s\n%s %s".formatted(catalog.store().name(), releases(catalog), touch.digest(), acceptsLoss);
        this.digest = MadeRevision.hex(text).substring(0, LENS_DIGITS);
        for (String type : catalog.types()) {
            String digits = shape.digest(type);
            shapes.put(type, digits);
            current.add(digits);
        }
    }

    /** The text that differs wherever a release reads documents differently: a line for each release. */
    public static String releases(Catalog catalog) {
        StringBuilder text = new StringBuilder();
        catalog.releases()
                .forEach(release -> text.append('\n')
                        .append(release.name())
                        .append(' ')
                        .append(new ReleaseView(catalog, release).digest()));
        return text.toString();
    }

    /** The same for a database, whose documents may have types of their own. */
    Schema in(String database) {
        Touch touchThere = touch.in(database);
        return catalog.typeRule().asksForDatabase() || touchThere != touch
                ? new Schema(catalog.in(database), touchThere, acceptsLoss)
                : this;
    }

    /** What becomes of a revision. */
    sealed interface Outcome {
        /** Counts a revision that stays as it is. */
        void count(Counts counts, String database, Leaf leaf);

        /** A migration under the same lenses has made the revision, which stays. */
        record Current() implements Outcome {
            @Override
            public void count(Counts counts, String database, Leaf leaf) {
                counts.foundCurrent();
            }
        }

        /** The revision has no shape, and stays. */
        record Shapeless() implements Outcome {
            @Override
            public void count(Counts counts, String database, Leaf leaf) {
                counts.foundShapeless();
            }
        }

        /** The revision has the right shape, and stays. */
        record There() implements Outcome {
            @Override
            public void count(Counts counts, String database, Leaf leaf) {
                counts.foundThere();
            }
        }

        /** The revision has a newer shape than the store release, and stays. */
        record Newer() implements Outcome {
            @Override
            public void count(Counts counts, String database, Leaf leaf) {
                counts.foundNewer();
            }
        }

        /**
         * The revision gets a child.
         *
         * @param shape the digits for {@link MadeRevision}
         */
        record Rewritten(JsonObject document, String shape) implements Outcome {
            @Override
            public void count(Counts counts, String database, Leaf leaf) {
                // Whoever writes the child counts it.
            }
        }

        /** The revision stays, because of something that an operator has to know. */
        record Refused(String reason) implements Outcome {
            @Override
            public void count(Counts counts, String database, Leaf leaf) {
                counts.refused(database, leaf, reason);
            }
        }
    }

    /** A digest of all lenses, and of what is to be done with documents. */
    String digest() {
        return digest;
    }

    Readings readings() {
        return readings;
    }

    /** Whether a migration under the same lenses has made this revision, so that there is nothing to do, and no need to read it. */
    boolean isCurrent(Revision revision) {
        return MadeRevision.isMigrated(revision) && current.contains(MadeRevision.shape(revision));
    }

    /**
     * Decides about a stored revision.
     *
     * @param stored the document with {@code _id} and {@code _rev}, which is only read
     */
    Outcome decide(JsonObject stored) {
        Leading leading = shape.lead(stored);
        if (leading instanceof Leading.Led led) {
            return led(stored, led);
        }
        if (leading instanceof Leading.There there) {
            return touched(stored, there.type(), new Outcome.There());
        }
        if (leading instanceof Leading.Newer newer) {
            return touched(stored, newer.type(), new Outcome.Newer());
        }
        return leading instanceof Leading.Refused refused
                ? new Outcome.Refused(refused.obstacle().toString())
                : new Outcome.Shapeless();
    }

    private Outcome led(JsonObject stored, Leading.Led led) {
        Optional<String> difference = acceptsLoss ? Optional.empty() : readings.difference(stored, led.document());
        return difference
                .<Outcome>map(text ->
                        new Outcome.Refused("%s %d to %d: %s".formatted(led.type(), led.from(), led.to(), text)))
                .orElseGet(() -> new Outcome.Rewritten(led.document(), digits(led.type())));
    }

    private Outcome touched(JsonObject stored, String type, Outcome otherwise) {
        String digits = shape("touched " + digits(type));
        Optional<Revision> revision = revision(stored);
        boolean fresh = revision.filter(MadeRevision::isMigrated).isPresent()
                && MadeRevision.shape(revision.get()).equals(digits);
        return !fresh && touch.isDue(readings, stored) ? new Outcome.Rewritten(stored.copy(), digits) : otherwise;
    }

    /**
     * A child with the content of its parent, for a leaf that stays as it is beside one that is rewritten: without the child, the other leaf
     * would win from now on.
     */
    static Outcome.Rewritten kept(JsonObject stored) {
        return new Outcome.Rewritten(stored.copy(), shape("kept"));
    }

    private static String shape(String text) {
        return MadeRevision.hex(text).substring(0, SHAPE_DIGITS);
    }

    private String digits(String type) {
        return shapes.getOrDefault(type, "");
    }

    private static Optional<Revision> revision(JsonObject stored) {
        String revision = stored.string(REVISION);
        return revision == null ? Optional.empty() : Revision.parse(revision);
    }

    /** Makes a document the child of a revision. */
    static JsonObject child(JsonObject document, Revision made, Revision parent) {
        document.put(REVISION, JsonSlice.string(made.toString()));
        document.put(REVISIONS, history(made, parent));
        return document;
    }

    /** The tombstone that takes a migrated leaf back. */
    static JsonObject tombstone(String id, Revision migrated) {
        Revision made = MadeRevision.takingBack(migrated);
        JsonObject tombstone = JsonObject.empty();
        tombstone.add(ID, JsonSlice.string(id));
        tombstone.add(REVISION, JsonSlice.string(made.toString()));
        tombstone.add(JsonName.of("_deleted"), JsonSlice.TRUE);
        tombstone.add(REVISIONS, history(made, migrated));
        return tombstone;
    }

    private static JsonObject history(Revision made, Revision parent) {
        return JsonObject.of("{\"start\":%d,\"ids\":[%s,%s]}"
                .formatted(made.generation(), JsonSlice.string(made.digits()), JsonSlice.string(parent.digits())));
    }
}
