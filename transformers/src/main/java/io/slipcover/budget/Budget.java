package io.slipcover.budget;

/**
 * The work that Slipcover may still do for one request, in steps. A step is about what it takes to compare two short values, some 30
 * nanoseconds.
 *
 * <p>Code that works on what a client sent asks the budget before each piece of the work. A spent budget ends the request with a
 * {@link LimitException}. No other code needs to know how dear one query can be. Several threads must not use one budget at once, except
 * {@link #UNLIMITED}.
 */
public final class Budget {
    /** The budget for work on what Slipcover or its operator wrote. It has no bound. */
    public static final Budget UNLIMITED = new Budget("", Long.MAX_VALUE);

    /** How many bytes Slipcover looks through in one step. */
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
     * @param limit the name of the limit, for the clients that exceed it
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
     * @throws LimitException where the budget has fewer steps; then it has none left
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
     * Takes the steps that looking through so many bytes costs, at least one.
     *
     * @throws LimitException where the budget has fewer steps
     */
    public void spendOnBytes(long bytes) {
        spend(1 + bytes / BYTES_OF_A_STEP);
    }

    /** Gives steps back, because there is more to work on than before. The budget never has more steps than it had at first. */
    public void earn(long steps) {
        if (this != UNLIMITED) {
            left += Math.min(steps, most - left);
        }
    }

    /** How many steps have ever been taken from the budget. */
    public long spent() {
        return spent;
    }
}
