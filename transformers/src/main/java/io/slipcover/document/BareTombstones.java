package io.slipcover.document;

import io.slipcover.json.JsonObject;

/**
 * The listener that hears how a document fared: which way it took, and whether it is a deletion that lost the members of its own, because a
 * lens does not accept these members.
 */
@FunctionalInterface
public interface BareTombstones {
    /** A listener that hears nothing. */
    BareTombstones UNHEARD = (tombstone, obstacle) -> {};

    /**
     * A deletion has become a bare tombstone.
     *
     * @param tombstone the bare tombstone, with its id and revision
     */
    void madeBare(JsonObject tombstone, Obstacle obstacle);

    /**
     * A document has taken a way to another shape, or was found in the shape that it has to have.
     *
     * @param way the place of the way in {@link ReleaseView#ways}
     */
    default void took(int way) {}
}
