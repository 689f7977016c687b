package io.slipcover.find;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.document.ReleaseView;
import io.slipcover.exchange.BodyDecoder;
import io.slipcover.exchange.Exchange;
import io.slipcover.exchange.OwnAnswer;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonObject;
import io.slipcover.question.AsClient;
import io.slipcover.question.UpstreamQuestion;

/** An {@code _explain}: CouchDB explains what it would be asked, and beside that stands how it would be asked. */
final class ExplainExchange extends QuerySide {
    /** It names every index that the database has. */
    static final int MAXIMUM_EXPLANATION = 64 << 20;

    private final ReleaseView view;

    ExplainExchange(AsClient asClient, BodyDecoder decoder, ReleaseView view) {
        super(asClient, decoder);
        this.view = view;
    }

    @Override
    void received(Exchange exchange, JsonObject body) {
        FindQuery query = FindQuery.parse(body, view, exchange.request().uri());
        ask(asClient().again(query.questionToExplain(), MAXIMUM_EXPLANATION, new UpstreamQuestion.Asker() {
            @Override
            public void answered(UpstreamQuestion.Answer answer) {
                exchange.answerInstead(answer.status() == 200 ? explained(query, answer) : answer);
            }

            @Override
            public void unanswered(String reason) {
                exchange.answerInstead(OwnAnswer.later(reason));
            }
        }));
    }

    private static UpstreamQuestion.Answer explained(FindQuery query, UpstreamQuestion.Answer answer) {
        try {
            JsonObject explanation = JsonObject.parse(answer.body(), 0, answer.body().length);
            byte[] changed = (query.explained(explanation) + "\n").getBytes(UTF_8);
            return new UpstreamQuestion.Answer(answer.head(), changed);
        } catch (JsonFormatException exception) {
            return answer;
        }
    }
}
