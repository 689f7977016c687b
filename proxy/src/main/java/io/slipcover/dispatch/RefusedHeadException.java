package io.slipcover.dispatch;

import io.slipcover.exchange.OwnAnswer;

/**
 * A head that is refused before anybody looks at it. Whoever reads the connection gives it to the head as the cause of its failure. It has no
 * stack trace.
 */
public final class RefusedHeadException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient OwnAnswer answer;

    public RefusedHeadException(OwnAnswer answer) {
        super(answer.reason(), null, false, false);
        this.answer = answer;
    }

    OwnAnswer answer() {
        return answer;
    }
}
