package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpContent;
import io.slipcover.question.ClientQuestions;
import io.slipcover.question.NoAnswer;
import io.slipcover.question.UpstreamQuestion;
import org.jspecify.annotations.Nullable;

/**
 * The door in front of each request whose body Slipcover reads. Slipcover first asks CouchDB whether it lets the client into the database.
 * Until CouchDB has answered, Slipcover neither unpacks the body nor looks at it. The parts that have come wait, and Slipcover reads no
 * more from the client. A client that CouchDB does not let in gets CouchDB's own words.
 */
public final class Door implements RequestSide {
    private final ClientQuestions asClient;
    private final RequestSide inside;
    private final Refusal refusal = new Refusal();

    /** The parts that came before the door opened. */
    private final KeptParts waiting = new KeptParts();

    private @Nullable UpstreamQuestion question;
    private boolean open;

    /**
     * @param inside says what becomes of the request once the client is in
     */
    public Door(ClientQuestions asClient, RequestSide inside) {
        this.asClient = asClient;
        this.inside = inside;
    }

    @Override
    public void begin(Exchange exchange) {
        if (asClient.wasLetIn()) {
            open = true;
            inside.begin(exchange);
            return;
        }
        UpstreamQuestion asked = asClient.knock(new UpstreamQuestion.Asker() {
            @Override
            public void answered(UpstreamQuestion.Answer told) {
                question = null;
                if (told.status() == 200) {
                    enter(exchange);
                } else if (told.status() == 401) {
                    // CouchDB counts wrong passwords, and would count another question with one.
                    exchange.answerInstead(told);
                } else {
                    askForDatabase(exchange);
                }
            }

            @Override
            public void unanswered(NoAnswer why) {
                question = null;
                exchange.answerInstead(OwnAnswer.of(why));
            }
        });
        question = asked;
        asked.ask();
    }

    /** Asks for something that every server knows. Some servers show the database's security to administrators alone. */
    private void askForDatabase(Exchange exchange) {
        refusal.whereLetIn(exchange, asClient, () -> enter(exchange));
    }

    private void enter(Exchange exchange) {
        asClient.letIn();
        inside.begin(exchange);
        open = true;
        exchange.client().reading(true);
        for (HttpContent content = waiting.poll(exchange.memory());
                content != null;
                content = waiting.poll(exchange.memory())) {
            exchange.content(content);
        }
    }

    @Override
    public void content(Exchange exchange, HttpContent content) {
        if (open) {
            inside.content(exchange, content);
        } else {
            waiting.add(exchange.memory(), content);
            exchange.client().reading(false);
        }
    }

    @Override
    public void resume(Exchange exchange) {
        inside.resume(exchange);
    }

    @Override
    public void clientWritabilityChanged(Exchange exchange) {
        inside.clientWritabilityChanged(exchange);
    }

    @Override
    public void discard() {
        refusal.cancel();
        UpstreamQuestion asked = question;
        question = null;
        if (asked != null) {
            asked.cancel();
        }
        waiting.release();
        inside.discard();
    }
}
