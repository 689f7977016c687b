package io.slipcover.upstream;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.slipcover.json.NoRoomException;
import java.io.IOException;

/**
 * Why no more of an answer comes: CouchDB's connection broke, CouchDB took too long, or what CouchDB said could not be dealt with here.
 */
public enum Loss {
    CLOSED("CouchDB closed the connection before its answer was whole"),
    NO_HTTP("CouchDB's answer is not HTTP"),
    NO_ANSWER("CouchDB's answer is none to this request"),
    NOT_REACHED("CouchDB cannot be reached"),
    NO_DESCRIPTOR("Slipcover has no file descriptor left for a connection to CouchDB"),
    NOT_CONNECTED("CouchDB took no connection in time (timeouts: connect)"),
    NOT_ANSWERED("CouchDB did not answer in time (timeouts: answer)"),
    STALLED("CouchDB sent no more of its answer in time (timeouts: stall)"),
    NOT_TAKEN("CouchDB took no more of the request in time (timeouts: stall)"),
    NOT_TOLD("CouchDB did not answer a question of Slipcover's in time (timeouts: question)"),
    OUT_OF_MEMORY("the memory does not suffice for this request"),
    NO_ROOM("Slipcover holds as much as it may (limits: memory)"),
    UNEXPECTED("the answer could not be dealt with");

    private final String reason;

    Loss(String reason) {
        this.reason = reason;
    }

    /** What a client is told. */
    public String reason() {
        return reason;
    }

    /** Whether CouchDB, or the way to it, is to blame. */
    boolean isOfNode() {
        return switch (this) {
            case CLOSED, NO_HTTP, NO_ANSWER, NOT_CONNECTED, NOT_ANSWERED, STALLED, NOT_TAKEN -> true;
            case NOT_REACHED, NO_DESCRIPTOR, NOT_TOLD, OUT_OF_MEMORY, NO_ROOM, UNEXPECTED -> false;
        };
    }

    /** Whether CouchDB took longer than it may. */
    public boolean isLate() {
        return switch (this) {
            case NOT_CONNECTED, NOT_ANSWERED, STALLED, NOT_TAKEN, NOT_TOLD -> true;
            case CLOSED, NO_HTTP, NO_ANSWER, NOT_REACHED, NO_DESCRIPTOR, OUT_OF_MEMORY, NO_ROOM, UNEXPECTED -> false;
        };
    }

    /** What the cause is that an {@link AnswerListener} is told. */
    public static Loss of(Throwable cause) {
        if (cause instanceof LossException told) {
            return told.loss();
        }
        if (cause instanceof ConnectTimeoutException) {
            return NOT_CONNECTED;
        }
        if (cause instanceof IOException) {
            return CLOSED;
        }
        if (cause instanceof DecoderException || cause instanceof IllegalArgumentException) {
            return NO_HTTP;
        }
        return ofFailure(cause);
    }

    /** What it is where no connection could be made. */
    public static Loss ofConnecting(Throwable cause) {
        if (Descriptors.areUsedUp(cause)) {
            return NO_DESCRIPTOR;
        }
        return cause instanceof ConnectTimeoutException ? NOT_CONNECTED : NOT_REACHED;
    }

    /** What it is where CouchDB's answer was dealt with and something failed here, whatever that was. */
    public static Loss ofFailure(Throwable failure) {
        if (failure instanceof NoRoomException) {
            return NO_ROOM;
        }
        return failure instanceof OutOfMemoryError ? OUT_OF_MEMORY : UNEXPECTED;
    }
}
