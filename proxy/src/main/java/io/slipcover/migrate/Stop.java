package io.slipcover.migrate;

/** Whether somebody wants the migration to end before it is done. */
public final class Stop {
    private volatile boolean wanted;
    private volatile boolean over;

    /**
     * Asks for the end: the migration ends once what is under way is done.
     *
     * @return whether that helps: it does not where somebody has asked before, or where the migration is over
     */
    public synchronized boolean want() {
        boolean helps = !wanted && !over;
        wanted = true;
        return helps;
    }

    /** Whether somebody has asked for the end. */
    public boolean isWanted() {
        return wanted;
    }

    /** The migration is over. */
    public synchronized void over() {
        over = true;
    }
}
