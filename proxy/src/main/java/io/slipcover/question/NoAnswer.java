package io.slipcover.question;

import io.slipcover.upstream.Loss;

/**
 * Why a question of Slipcover's own has no answer.
 *
 * @param reason what a client is told
 * @param late whether CouchDB took longer than it may
 */
public record NoAnswer(String reason, boolean late) {
    static NoAnswer of(Loss loss) {
        return new NoAnswer(loss.reason(), loss.isLate());
    }

    /** The same, with what comes of it said first. */
    public NoAnswer following(String consequence) {
        return new NoAnswer(consequence + reason, late);
    }
}
