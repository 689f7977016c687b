package io.slipcover.fuzzing;

import io.slipcover.json.Room;

/** Room without an end that counts how much of it is taken. */
final class CountedRoom implements Room {
    private long taken;

    @Override
    public void take(long bytes) {
        taken += bytes;
    }

    @Override
    public void giveBack(long bytes) {
        taken -= bytes;
    }

    long taken() {
        return taken;
    }
}
