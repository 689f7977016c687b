package io.slipcover.admin;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpRequest;
import java.io.ByteArrayOutputStream;

/**
 * A question whose body is arriving. It holds what its resource takes, and throws the rest away, so that whoever sends too much can still be
 * told.
 */
final class ArrivingQuestion {
    /** How many bytes are read and thrown away of a body that nobody wants. */
    private static final int DISCARDED_WHERE_NONE_IS_WANTED = 64 * 1024;

    /** The same where the resource takes bodies, as a page sends them. */
    private static final int DISCARDED_WHERE_SOME_ARE_WANTED = 16 * 1024 * 1024;

    private final HttpRequest head;
    private final int mostHeld;
    private final int mostDiscarded;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream(0);
    private int discarded;

    /**
     * @param wanted how many bytes the resource takes; 0: none
     * @param refused whether the question is refused, whatever its body is
     */
    ArrivingQuestion(HttpRequest head, int wanted, boolean refused) {
        this.head = head;
        this.mostHeld = refused ? 0 : wanted;
        this.mostDiscarded = wanted == 0 ? DISCARDED_WHERE_NONE_IS_WANTED : DISCARDED_WHERE_SOME_ARE_WANTED;
    }

    HttpRequest head() {
        return head;
    }

    /** Takes a piece of the body, which stays the caller's. */
    void take(ByteBuf piece) {
        int length = piece.readableBytes();
        if (discarded == 0 && length <= mostHeld - held.size()) {
            byte[] bytes = new byte[length];
            piece.getBytes(piece.readerIndex(), bytes);
            held.write(bytes, 0, length);
        } else {
            discarded += length;
            held.reset();
        }
    }

    /** Whether so much was thrown away that the connection has to end. */
    boolean isEndless() {
        return discarded > mostDiscarded;
    }

    /** Whether the body is larger than its resource takes. */
    boolean isTooLarge() {
        return mostHeld > 0 && discarded > 0;
    }

    /** What was held of the body. */
    byte[] body() {
        return held.toByteArray();
    }
}
