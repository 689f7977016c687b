package io.slipcover.budget;

/**
 * The work that may still be done for one request, in steps. A step is about what it takes to compare two short values, some 30
 * nanoseconds.
 *
 * <p>Whoever works on what a client sent asks the budget before each piece of the work, and a spent budget ends the request with a
 * {@link LimitException}. Nobody else needs to know how dear one query can be. Not for use by several threads at once, except {@link
 * #UNLIMITED}.
 */
public final class Budget {
    /** For work on what Slipcover or its operator wrote, which nobody bounds. */
    public static final Budget UNLIMITED = new Budget("", Long.MAX_VALUE);

    /** How many bytes are looked through in one step. */
    private static final int BYTES_OF_A_STEP = 32;

    private final String limit;
    private final long most;
    private long left;
    private long spent;

    private Budget(String limit, long most) {
        this.limit = limit;
        this.most = most;
        this.left = most;
    }

    /**
     * A budget of so many steps.
     *
     * @param limit the name of the limit, for those who exceed it
     */
    public static Budget of(String limit, long steps) {
        if (steps < 0) {
            throw new IllegalArgumentException("a budget of " + steps + " steps, expected 0 or more");
        }
        return new Budget(limit, steps);
    }

    /**
     * Takes steps from the budget, before they are done.
     *
     * @throws LimitException where fewer are left; then none is
     */
    public void spend(long steps) {
        if (this == UNLIMITED) {
            return;
        }
        if (steps > left) {
            left = 0;
            throw new LimitException(limit, "the request takes more than " + most + " steps of work");
        }
        left -= steps;
        spent += steps;
    }

    /**
     * Takes what looking through so many bytes costs, at least one step.
     *
     * @throws LimitException where less is left
     */
    public void spendOnBytes(long bytes) {
        spend(1 + bytes / BYTES_OF_A_STEP);
    }

    /** Gives steps back, since there is more to work on than before; never more than there were at first. */
    public void earn(long steps) {
        if (this != UNLIMITED) {
            left += Math.min(steps, most - left);
        }
    }

    /** How many steps have been taken, ever. */
    public long spent() {
        return spent;
    }
}
