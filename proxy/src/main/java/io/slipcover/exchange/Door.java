package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpContent;
import io.slipcover.question.ClientQuestions;
import io.slipcover.question.UpstreamQuestion;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The door that each request passes whose body Slipcover reads. CouchDB is asked first whether it lets the client into the database, and
 * until then the body is neither unpacked nor looked at: what has come of it waits, and no more is read from the client. A client that
 * CouchDB does not let in gets CouchDB's own words.
 */
public final class Door implements RequestSide {
    private final ClientQuestions asClient;
    private final RequestSide inside;
    private final Refusal refusal = new Refusal();

    /** What came before the door opened. */
    private final Queue<HttpContent> waiting = new ArrayDeque<>();

    private @Nullable UpstreamQuestion question;
    private boolean open;

    /**
     * @param inside what becomes of the request once the client is in
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
            public void unanswered(String reason) {
                question = null;
                exchange.answerInstead(OwnAnswer.later(reason));
            }
        });
        question = asked;
        asked.ask();
    }

    /** Asks what every server knows: some show the database's security to administrators alone. */
    private void askForDatabase(Exchange exchange) {
        refusal.whereLetIn(exchange, asClient, () -> enter(exchange));
    }

    private void enter(Exchange exchange) {
        asClient.letIn();
        inside.begin(exchange);
        open = true;
        exchange.client().reading(true);
        for (HttpContent content = waiting.poll(); content != null; content = waiting.poll()) {
            exchange.content(content);
        }
    }

    @Override
    public void content(Exchange exchange, HttpContent content) {
        if (open) {
            inside.content(exchange, content);
        } else {
            waiting.add(content);
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
        for (HttpContent content = waiting.poll(); content != null; content = waiting.poll()) {
            content.release();
        }
        inside.discard();
    }
}
