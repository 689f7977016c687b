package io.slipcover.playground;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.admin.AdminAnswer;
import io.slipcover.admin.AdminQuestion;
import io.slipcover.admin.AdminResource;
import java.util.concurrent.CompletionStage;

/**
 * A question of the playground's page, in JSON with {@code POST}.
 *
 * @param maximumBody how many bytes the question may have
 */
record PostedRoute(String path, int maximumBody, Workers workers, Answering answering) implements AdminResource {
    /** What makes the answer. */
    @FunctionalInterface
    interface Answering {
        /** The answer. It may take a while. */
        ObjectNode answer(Asked asked) throws WrongQuestionException;
    }

    @Override
    public CompletionStage<AdminAnswer> answer(AdminQuestion question) {
        return workers.answer(() -> {
            try {
                return AdminAnswer.json(
                        200, answering.answer(Asked.of(question)).toString());
            } catch (WrongQuestionException e) {
                return e.problem().answer();
            }
        });
    }
}
