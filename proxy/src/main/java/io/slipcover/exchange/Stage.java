package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpContent;
import io.slipcover.question.UpstreamQuestion;
import org.jspecify.annotations.Nullable;

/**
 * How far an exchange has come: it {@linkplain AwaitingConnection waits} for a connection to CouchDB, if it ever asks for one; CouchDB {@linkplain
 * Forwarding serves} it; or an answer goes out that is not CouchDB's to this request, {@linkplain Composing made} of others or {@linkplain
 * AnsweringInstead instead} of it. Then it is {@linkplain Over over}.
 */
sealed interface Stage permits AwaitingConnection, Forwarding, Stage.Composing, Stage.AnsweringInstead, Stage.Over {
    /** Whether what comes of the request is still wanted. */
    boolean takesRequest();

    /** Whether the client has the head of an answer already, so that no other can take its place. */
    boolean hasBegunAnswer();

    /** The head of an answer goes to the client. */
    Stage beginAnswer();

    /** Asks for a connection, where none has been asked for. */
    default void connect() {}

    /** Sends a part of the request's body, which this stage owns. */
    default void send(HttpContent part) {
        part.release();
    }

    /** Lets go what was sent. */
    default void flush() {}

    /** All that could be read from the client for now has been sent. */
    default void pauseOfClient() {}

    /** Whether CouchDB's connection takes more of the request. */
    default boolean canSend() {
        return false;
    }

    /** Stops reading CouchDB's answer, or goes on. */
    default void readingAnswer(boolean wanted) {}

    /** Another stage comes, or none: what this one holds goes, and what CouchDB does for it ends. */
    default void leave() {}

    /** The answer has been written whole. */
    default void finish() {
        leave();
    }

    /** An answer is on its way that is made of CouchDB's answers to questions of Slipcover's own. */
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
     * An answer of Slipcover's own, or one that CouchDB gave to another question, takes the place of CouchDB's.
     *
     * @param before the question whose answer is waited for before that, if there is one
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

    /** Nothing is left to do. */
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
