package io.slipcover.find;

import io.slipcover.budget.Budget;
import io.slipcover.document.ReleaseView;
import io.slipcover.exchange.BodyDecoder;
import io.slipcover.exchange.Exchange;
import io.slipcover.exchange.MadeBody;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.query.IndexTranslation;
import io.slipcover.query.NoSingleFieldException;
import io.slipcover.question.ClientQuestions;

/**
 * A {@code POST _index}. The client names fields as its release knows them, and CouchDB indexes them where the store's release has them.
 */
final class IndexCreation extends QuerySide {
    private static final JsonName INDEX = JsonName.of("index");

    private final ReleaseView view;

    IndexCreation(ClientQuestions asClient, BodyDecoder decoder, ReleaseView view) {
        super(asClient, decoder);
        this.view = view;
    }

    @Override
    void received(Exchange exchange, JsonObject body, Budget budget) {
        JsonObject index = body.object(INDEX);
        if (index != null) {
            try {
                body.put(INDEX, IndexTranslation.definition(view, index, budget));
            } catch (NoSingleFieldException exception) {
                throw new FindException(400, "invalid_index", exception.reason());
            }
        }
        MadeBody.send(exchange, body::writeTo);
    }
}
