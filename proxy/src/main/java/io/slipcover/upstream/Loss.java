package io.slipcover.upstream;

import io.netty.handler.codec.DecoderException;
import java.io.IOException;

/** Why no more of an answer comes: CouchDB's connection broke, or what CouchDB said could not be dealt with here. */
public enum Loss {
    CLOSED("CouchDB closed the connection before its answer was whole"),
    NO_HTTP("CouchDB's answer is not HTTP"),
    OUT_OF_MEMORY("the memory does not suffice for this request"),
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
            case CLOSED, NO_HTTP -> true;
            case OUT_OF_MEMORY, UNEXPECTED -> false;
        };
    }

    /** What the cause is that an {@link AnswerListener} is told. */
    public static Loss of(Throwable cause) {
        if (cause instanceof IOException) {
            return CLOSED;
        }
        if (cause instanceof DecoderException || cause instanceof IllegalArgumentException) {
            return NO_HTTP;
        }
        return ofFailure(cause);
    }

    /** What it is where CouchDB's answer was dealt with and something failed here, whatever that was. */
    public static Loss ofFailure(Throwable failure) {
        return failure instanceof OutOfMemoryError ? OUT_OF_MEMORY : UNEXPECTED;
    }
}
