package io.slipcover.envelope;

import io.slipcover.json.ByteSink;
import io.slipcover.onepass.OnePass;
import org.jspecify.annotations.Nullable;

/** What a {@link StructureWalker} tells of a body. */
interface EntryListener extends OnePass.Passing {
    /** What is written in place of something, or between two things. */
    @FunctionalInterface
    interface Substitute {
        void writeTo(ByteSink out);
    }

    /** An array of entries begins. */
    default void startOfEntries(long offset) {}

    /**
     * An entry is complete.
     *
     * @return null where it and what stands before it are forwarded as they came; else what is written in place of both, at once
     */
    @Nullable
    Substitute entry(HeldEntry held);

    /**
     * An array of entries ends.
     *
     * @return what is to be written before its bracket, or null
     */
    default @Nullable Substitute endOfEntries() {
        return null;
    }

    /** A flag has been found: true, false, or null for a value of another kind. */
    default void flag(@Nullable Boolean value) {}

    /**
     * Whether entries may pass now although nobody hears of each one.
     *
     * @param separated whether a comma stands before the first of them
     */
    default boolean mayPass(boolean separated) {
        return false;
    }

    @Override
    default void passing() {}
}
