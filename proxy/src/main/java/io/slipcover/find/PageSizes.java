package io.slipcover.find;

/** The sizes of pages where not all candidates are results: each page has more candidates than the one before, up to a limit. */
final class PageSizes {
    private static final int SMALLEST = 100;
    static final int LARGEST = 1000;

    private final int largest;
    private int size;

    PageSizes() {
        this(SMALLEST, LARGEST);
    }

    PageSizes(int smallest, int largest) {
        this.size = smallest;
        this.largest = largest;
    }

    /** The size of the next page, which is never less than what is wanted. */
    long next(long wanted) {
        int now = size;
        size = Math.min(largest, 2 * size);
        return Math.max(wanted, now);
    }
}
