package io.slipcover.onepass;

/** The plan books of one thread, for the few makers of plans that answers had lately. */
final class PlanBooks {
    private static final int MOST = 16;

    private static final ThreadLocal<PlanBooks> OF_THREAD = ThreadLocal.withInitial(PlanBooks::new);

    /** The one that was used last comes first. */
    private final PlanBook[] books = new PlanBook[MOST];

    private int count;

    private PlanBooks() {}

    /** The book of a maker on this thread. */
    static PlanBook ofThread(PlanMaker maker) {
        return OF_THREAD.get().of(maker);
    }

    private PlanBook of(PlanMaker maker) {
        int index = 0;
        while (index < count && books[index].maker != maker) {
            index++;
        }
        PlanBook book;
        if (index < count) {
            book = books[index];
        } else {
            book = new PlanBook(maker);
            count = Math.min(MOST, count + 1);
            index = count - 1;
        }
        System.arraycopy(books, 0, books, 1, index);
        books[0] = book;
        return book;
    }
}
