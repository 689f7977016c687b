package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpContent;
import io.slipcover.json.NoRoomException;
import io.slipcover.memory.HeldMemory;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The parts of a request's body that came before anybody could take them, in their order. Their bytes and the parts themselves count. */
public final class KeptParts {
    /** The bytes that a part takes on the heap besides its content: an estimate, and rather too high than too low. */
    private static final int PART_BYTES = 256;

    private final Queue<HttpContent> parts = new ArrayDeque<>(2);

    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /**
     * Keeps a part, which is owned here from now on.
     *
     * @throws NoRoomException where there is no room for the part; then the part is released
     */
    public void add(HeldMemory memory, HttpContent part) {
        int bytes = part.content().readableBytes();
        try {
            memory.heap().take(PART_BYTES);
            memory.buffers().take(bytes);
        } catch (NoRoomException exception) {
            part.release();
            throw exception;
        }
        parts.add(part);
    }

    /** The next part, now the caller's; null where there is none. */
    public @Nullable HttpContent poll(HeldMemory memory) {
        HttpContent part = parts.poll();
        if (part != null) {
            memory.heap().giveBack(PART_BYTES);
            memory.buffers().giveBack(part.content().readableBytes());
        }
        return part;
    }

    /** Releases all parts. Their room goes back with all else that the exchange holds. */
    public void release() {
        for (HttpContent part = parts.poll(); part != null; part = parts.poll()) {
            part.release();
        }
    }
}
