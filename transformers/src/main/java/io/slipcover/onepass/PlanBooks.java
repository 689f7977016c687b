package io.slipcover.onepass;

/** The plan books of one thread, for the few makers of plans that answers had lately. */
final class PlanBooks {
    private static final int MOST = 8;

    /** Where new books come: behind those that were found again lately, which more new ones than places do not drive out. */
    private static final int NEW = 4;

    /** One of so many new books comes first. So those go at last that nobody looks for any more. */
    private static final int FIRST = 256;

    private static final ThreadLocal<PlanBooks> OF_THREAD = ThreadLocal.withInitial(PlanBooks::new);

    /** Of those that were found again the last one comes first. */
    private final PlanBook[] books = new PlanBook[MOST];

    private int count;
    private int made;

    private final Walking walking = new Walking();

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
        if (index < count) {
            PlanBook book = books[index];
            book.findAgain();
            insert(book, 0, index);
            return book;
        }
        PlanBook book = new PlanBook(maker, walking);
        count = Math.min(MOST, count + 1);
        made++;
        insert(book, made % FIRST == 0 ? 0 : Math.min(NEW, count - 1), count - 1);
        return book;
    }

    private void insert(PlanBook book, int to, int from) {
        System.arraycopy(books, to, books, to + 1, from - to);
        books[to] = book;
    }
}
