package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpContent;
import io.slipcover.question.UpstreamQuestion;
import org.jspecify.annotations.Nullable;

/**
 * How far an exchange has come. The exchange {@linkplain AwaitingConnection waits} for a connection to CouchDB, if it ever asks for one.
 * Then CouchDB {@linkplain Forwarding serves} it, or the client gets an answer that is not CouchDB's answer to this request. Slipcover
 * either {@linkplain Composing makes} that answer of other answers, or sends it {@linkplain AnsweringInstead instead} of CouchDB's. At the
 * end the exchange is {@linkplain Over over}.
 */
sealed interface Stage permits AwaitingConnection, Forwarding, Stage.Composing, Stage.AnsweringInstead, Stage.Over {
    /** Whether the exchange still wants what comes of the request. */
    boolean takesRequest();

    /** Whether the client has the head of an answer already, so that no other answer can take its place. */
    boolean hasBegunAnswer();

    /** Notes that the head of an answer goes to the client, and gives the stage that follows. */
    Stage beginAnswer();

    /** Asks for a connection, unless the exchange has asked for one. */
    default void connect() {}

    /** Sends a part of the request's body, which this stage owns. */
    default void send(HttpContent part) {
        part.release();
    }

    /** Flushes what was sent. */
    default void flush() {}

    /** Hears that everything that could be read from the client for now has been sent. */
    default void pauseOfClient() {}

    /** Whether CouchDB's connection takes more of the request. */
    default boolean canSend() {
        return false;
    }

    /** Stops reading CouchDB's answer, or goes on. */
    default void readingAnswer(boolean wanted) {}

    /** Leaves this stage for another one, or for none. The stage lets go of what it holds, and ends what CouchDB does for it. */
    default void leave() {}

    /** Hears that the answer has been written whole. */
    default void finish() {
        leave();
    }

    /** The stage in which Slipcover makes the answer of CouchDB's answers to questions of Slipcover's own. */
    enum Composing implements Stage {
        INSTANCE;

        @Override
        public boolean takesRequest() {
            return true;
        }

        @Override
        public boolean hasBegunAnswer() {
            return true;
        }

        @Override
        public Stage beginAnswer() {
            return this;
        }
    }

    /**
     * The stage in which another answer takes the place of CouchDB's: an answer of Slipcover's own, or one that CouchDB gave to another
     * question.
     *
     * @param before the question whose answer the exchange waits for first, if there is one
     */
    record AnsweringInstead(@Nullable UpstreamQuestion before) implements Stage {
        @Override
        public boolean takesRequest() {
            return false;
        }

        @Override
        public boolean hasBegunAnswer() {
            return false;
        }

        @Override
        public Stage beginAnswer() {
            return this;
        }

        @Override
        public void leave() {
            if (before != null) {
                before.cancel();
            }
        }
    }

    /** The stage of an exchange that has nothing left to do. */
    enum Over implements Stage {
        INSTANCE;

        @Override
        public boolean takesRequest() {
            return false;
        }

        @Override
        public boolean hasBegunAnswer() {
            return true;
        }

        @Override
        public Stage beginAnswer() {
            return this;
        }
    }
}
