package io.slipcover.exchange;

import io.slipcover.question.ClientQuestions;
import io.slipcover.question.UpstreamQuestion;
import org.jspecify.annotations.Nullable;

/** Refuses a request, after CouchDB has let the client in: who may not enter is told that by CouchDB, and nothing by us. */
public final class Refusal {
    private @Nullable UpstreamQuestion question;

    /**
     * Ends the exchange with an answer of our own, or with CouchDB's where it does not let the client in.
     *
     * @param letIn whether CouchDB has let the client in already, for this request
     */
    public void refuse(Exchange exchange, ClientQuestions asClient, boolean letIn, OwnAnswer answer) {
        refuse(exchange, asClient, letIn, answer, () -> {});
    }

    /**
     * The same, and operators are told.
     *
     * @param report is run once it is certain that CouchDB lets the client in: a stranger's documents are nobody's business
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

    /** Does something where CouchDB lets the client in, and else ends the exchange with CouchDB's answer. */
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
            public void unanswered(String reason) {
                question = null;
                exchange.answerInstead(OwnAnswer.later(reason));
            }
        });
        question = asked;
        asked.ask();
    }

    /** The exchange is over. */
    public void cancel() {
        UpstreamQuestion asked = question;
        question = null;
        if (asked != null) {
            asked.cancel();
        }
    }
}
