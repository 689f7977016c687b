package io.slipcover.json;

/** There is no room in memory for bytes that somebody wants to hold. It is expected under load, so it has no stack trace. */
public final class NoRoomException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean lasting;

    /**
     * Says why there is no room.
     *
     * @param lasting whether there will not be so much room either when everything else has been given back
     */
    public NoRoomException(String reason, boolean lasting) {
        super(reason, null, false, false);
        this.lasting = lasting;
    }

    /** Whether it is of no use to try again later. */
    public boolean isLasting() {
        return lasting;
    }
}
