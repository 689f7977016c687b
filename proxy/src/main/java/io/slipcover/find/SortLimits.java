package io.slipcover.find;

import io.slipcover.json.Room;

/**
 * The limits on what Slipcover sorts in memory.
 *
 * @param documents how many documents a query may find, {@code find-sort-limit}
 * @param bytes how many bytes of those documents Slipcover may hold
 * @param room room for these bytes
 */
public record SortLimits(int documents, long bytes, Room room) {
    private static final String ERROR = "no_usable_index";

    /** Limits without an end of room. */
    public SortLimits(int documents, long bytes) {
        this(documents, bytes, Room.ENDLESS);
    }

    /** The same limits for one query, whose results are held in this room. */
    public SortLimits in(Room held) {
        return new SortLimits(documents, bytes, held);
    }

    FindException exceeded() {
        return new FindException(
                400,
                ERROR,
                "No index has this sort for the documents of all versions, and more than " + documents
                        + " documents are not sorted without one (find-sort-limit).");
    }

    FindException tooManyBytes() {
        return new FindException(
                400,
                ERROR,
                "No index has this sort for the documents of all versions, and more than " + bytes
                        + " bytes of them are not held to sort them; ask for fewer with limit, or for some of their fields"
                        + " (find-sort-limit).");
    }
}
