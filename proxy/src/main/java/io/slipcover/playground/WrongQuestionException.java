package io.slipcover.playground;

/** A question that cannot be answered. The exception is expected to happen, so it has no stack trace. */
final class WrongQuestionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    WrongQuestionException(Problem problem) {
        super(problem.reason(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
