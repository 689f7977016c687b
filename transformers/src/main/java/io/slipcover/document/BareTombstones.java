package io.slipcover.document;

import io.slipcover.json.JsonObject;

/** The listener that hears of deletions which lost the members of their own, because a lens does not accept these members. */
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
}
