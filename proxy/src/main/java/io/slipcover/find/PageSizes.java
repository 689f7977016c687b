package io.slipcover.find;

/** How many candidates a page has where not all of them are results: more with each page, up to a limit. */
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
