package io.slipcover.exchange;

import io.slipcover.question.ClientQuestions;
import io.slipcover.question.NoAnswer;
import io.slipcover.question.UpstreamQuestion;
import org.jspecify.annotations.Nullable;

/**
 * The refusal of a request, after CouchDB has let the client in. A client that may not enter learns that from CouchDB, and nothing from
 * Slipcover.
 */
public final class Refusal {
    private @Nullable UpstreamQuestion question;

    /**
     * Ends the exchange with an answer of Slipcover's own, or with CouchDB's answer where CouchDB does not let the client in.
     *
     * @param letIn whether CouchDB has let the client in already, for this request
     */
    public void refuse(Exchange exchange, ClientQuestions asClient, boolean letIn, OwnAnswer answer) {
        refuse(exchange, asClient, letIn, answer, () -> {});
    }

    /**
     * Ends the exchange as {@link #refuse(Exchange, ClientQuestions, boolean, OwnAnswer)} does, and tells operators.
     *
     * @param report runs once it is certain that CouchDB lets the client in: a stranger's documents are nobody's business
     */
    public void refuse(Exchange exchange, ClientQuestions asClient, boolean letIn, OwnAnswer answer, Runnable report) {
        Runnable refuse = () -> {
            report.run();
            exchange.answerInstead(answer);
        };
        if (letIn) {
            refuse.run();
        } else {
            whereLetIn(exchange, asClient, refuse);
        }
    }

    /** Runs the next step where CouchDB lets the client in. Otherwise it ends the exchange with CouchDB's answer. */
    void whereLetIn(Exchange exchange, ClientQuestions asClient, Runnable then) {
        UpstreamQuestion asked = asClient.mayEnter(new UpstreamQuestion.Asker() {
            @Override
            public void answered(UpstreamQuestion.Answer told) {
                question = null;
                if (told.status() >= 400 && told.status() < 500) {
                    exchange.answerInstead(told);
                } else if (told.status() == 200) {
                    then.run();
                } else {
                    exchange.answerInstead(OwnAnswer.later("CouchDB answered " + told.status()));
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

    /** Takes back what is still asked, because the exchange is over. */
    public void cancel() {
        UpstreamQuestion asked = question;
        question = null;
        if (asked != null) {
            asked.cancel();
        }
    }
}
