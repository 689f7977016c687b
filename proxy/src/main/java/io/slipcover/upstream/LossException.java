package io.slipcover.upstream;

import java.io.IOException;

/** The end that Slipcover makes of an answer. It happens in the ordinary course of things, so it has no stack trace. */
public final class LossException extends IOException {
    private static final long serialVersionUID = 1;

    private final Loss loss;

    public LossException(Loss loss) {
        super(loss.reason());
        this.loss = loss;
    }

    Loss loss() {
        return loss;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
