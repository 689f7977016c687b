package io.slipcover.migrate;

/** Whether somebody wants the migration to end before it is done. */
public final class Stop {
    private volatile boolean wanted;

    /** The migration ends once what is under way is done. */
    public void want() {
        wanted = true;
    }

    /** Whether somebody wants that. */
    public boolean isWanted() {
        return wanted;
    }
}
