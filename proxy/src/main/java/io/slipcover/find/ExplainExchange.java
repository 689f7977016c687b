package io.slipcover.find;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.slipcover.budget.Budget;
import io.slipcover.document.ReleaseView;
import io.slipcover.exchange.BodyDecoder;
import io.slipcover.exchange.Exchange;
import io.slipcover.exchange.OwnAnswer;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonObject;
import io.slipcover.question.ClientQuestions;
import io.slipcover.question.NoAnswer;
import io.slipcover.question.UpstreamQuestion;

/** An {@code _explain}. CouchDB explains each question that Slipcover would ask for the query, one after the other. */
final class ExplainExchange extends QuerySide {
    /** The most bytes that an explanation may have. It names every index that the database has. */
    static final int MAXIMUM_EXPLANATION = 64 << 20;

    private final ReleaseView view;
    private final ReleaseView store;

    ExplainExchange(ClientQuestions asClient, BodyDecoder decoder, ReleaseView view, ReleaseView store) {
        super(asClient, decoder);
        this.view = view;
        this.store = store;
    }

    @Override
    void received(Exchange exchange, JsonObject body, Budget budget) {
        FindQuery query = FindQuery.parse(body, view, exchange.request().uri(), budget);
        if (query.hasToKnowIndexes()) {
            chooseIndexes(exchange, query, store, chosen -> explain(exchange, chosen.explanation()));
        } else {
            explain(exchange, query.explanation());
        }
    }

    private void explain(Exchange exchange, Explanation explanation) {
        ask(asClient().again(requireNonNull(explanation.next()), MAXIMUM_EXPLANATION, new UpstreamQuestion.Asker() {
            @Override
            public void answered(UpstreamQuestion.Answer answer) {
                if (answer.status() == 200) {
                    explained(exchange, explanation, answer);
                } else if (explanation.refused(answer.status(), error(answer))) {
                    explain(exchange, explanation);
                } else {
                    exchange.answerInstead(answer);
                }
            }

            @Override
            public void unanswered(NoAnswer why) {
                exchange.answerInstead(OwnAnswer.of(why));
            }
        }));
    }

    private void explained(Exchange exchange, Explanation explanation, UpstreamQuestion.Answer answer) {
        try {
            explanation.explained(JsonObject.parse(answer.body(), 0, answer.body().length));
        } catch (JsonFormatException exception) {
            exchange.answerInstead(answer);
            return;
        }
        if (explanation.next() != null) {
            explain(exchange, explanation);
        } else {
            byte[] whole = (explanation.answer() + "\n").getBytes(UTF_8);
            exchange.answerInstead(new UpstreamQuestion.Answer(answer.head(), whole));
        }
    }
}
