package io.slipcover.admin;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.util.Arrays;

/**
 * A question whose body is arriving. It holds what its resource takes, and throws the rest away, so that whoever sends too much can still be
 * told.
 */
final class ArrivingQuestion {
    /** How many bytes are read and thrown away of a body that nobody wants. */
    private static final int DISCARDED_WHERE_NONE_IS_WANTED = 64 * 1024;

    /** The same where the resource takes bodies, as a page sends them. */
    private static final int DISCARDED_WHERE_SOME_ARE_WANTED = 16 * 1024 * 1024;

    /** How many bytes there is room for at first, where the head does not tell the length. */
    private static final int FIRST_ROOM = 4 * 1024;

    private static final byte[] NOTHING = {};

    private final HttpRequest head;
    private final int mostHeld;
    private final int mostDiscarded;
    private final HeldBodies bodies;
    private byte[] held = NOTHING;
    private int length;
    private int discarded;
    private boolean crowded;

    /**
     * @param wanted how many bytes the resource takes; 0: none
     * @param refused whether the question is refused, whatever its body is
     * @param bodies the memory from which the body takes its own
     */
    ArrivingQuestion(HttpRequest head, int wanted, boolean refused, HeldBodies bodies) {
        this.head = head;
        this.bodies = bodies;
        this.mostHeld = refused ? 0 : wanted;
        this.mostDiscarded = wanted == 0 ? DISCARDED_WHERE_NONE_IS_WANTED : DISCARDED_WHERE_SOME_ARE_WANTED;
    }

    HttpRequest head() {
        return head;
    }

    /** Takes a piece of the body, which stays the caller's. */
    void take(ByteBuf piece) {
        int more = piece.readableBytes();
        if (discarded == 0 && more <= mostHeld - length && hasRoom(length + more)) {
            piece.getBytes(piece.readerIndex(), held, length, more);
            length += more;
        } else {
            discarded += more;
            letGo();
        }
    }

    /** Whether there is room for so many bytes, or room could be had. */
    private boolean hasRoom(int wanted) {
        if (wanted <= held.length) {
            return true;
        }
        int room = Math.min(mostHeld, Math.max(wanted, held.length == 0 ? told() : 2 * held.length));
        if (!bodies.take(room)) {
            crowded = true;
            return false;
        }
        bodies.give(held.length);
        held = Arrays.copyOf(held, room);
        return true;
    }

    /** How long the body will be, as the head tells. */
    private int told() {
        return (int) Math.min(mostHeld, HttpUtil.getContentLength(head, (long) FIRST_ROOM));
    }

    /** Gives the memory of the body back. */
    void letGo() {
        bodies.give(held.length);
        held = NOTHING;
        length = 0;
    }

    /** Whether so much was thrown away that the connection has to end. */
    boolean isEndless() {
        return discarded > mostDiscarded;
    }

    /** Whether the body is larger than its resource takes. */
    boolean isTooLarge() {
        return mostHeld > 0 && discarded > 0 && !crowded;
    }

    /** Whether the bodies of other questions left no room for this one's. */
    boolean isCrowdedOut() {
        return crowded;
    }

    /** What was held of the body. Whoever gets the bytes may change them. */
    byte[] body() {
        return length == held.length ? held : Arrays.copyOf(held, length);
    }
}
