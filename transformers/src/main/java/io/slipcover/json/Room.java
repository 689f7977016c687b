package io.slipcover.json;

/**
 * Room in memory. Whoever holds bytes for longer than one call takes room for them first, and gives the room back when the bytes are gone.
 * Lives on one thread.
 */
public interface Room {
    /** Room without an end, for those who do not count. */
    Room ENDLESS = new Room() {
        @Override
        public void take(long bytes) {}

        @Override
        public void giveBack(long bytes) {}
    };

    /**
     * Takes room for so many bytes.
     *
     * @throws NoRoomException where there is not so much left; then nothing is taken
     */
    void take(long bytes);

    /** Gives back room that was taken. */
    void giveBack(long bytes);
}
