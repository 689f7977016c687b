package io.slipcover.onepass;

/** A view of documents that pass through an answer. Whoever asks for plans for it is told of each document that passed by one. */
public interface OnePassView {
    /** Whoever makes the plans. Plans are kept for the next answer that has the same one. */
    PlanMaker planMaker();

    /** Whether documents may pass now without being looked at as objects. */
    boolean isOpen();

    /** A document passed, and took this way. */
    void took(int way);
}
