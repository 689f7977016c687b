package io.slipcover.admin;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * JSON for the page and for programs. It is made when somebody asks, and not on the event loop.
 *
 * @param making makes the text for a question
 */
public record JsonAnswer(String path, Function<AdminQuestion, String> making) implements AdminResource {
    @Override
    public CompletionStage<AdminAnswer> answer(AdminQuestion question) {
        return AnswerThreads.NUMBERS.make(() -> AdminAnswer.json(200, making.apply(question)));
    }
}
