package io.slipcover.find;

/**
 * The limits on what Slipcover sorts in memory.
 *
 * @param documents how many documents a query may find, {@code find-sort-limit}
 * @param bytes how many bytes of those documents Slipcover may hold
 */
public record SortLimits(int documents, long bytes) {
    private static final String ERROR = "no_usable_index";

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
