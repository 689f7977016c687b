package io.slipcover.benchmarks.compare;

/** A candidate does not do what the others do, so that its speed says nothing. */
final class WrongAnswerException extends Exception {
    private static final long serialVersionUID = 1;

    WrongAnswerException(String message) {
        super(message);
    }
}
