package io.slipcover.write;

import io.slipcover.exchange.Exchange;
import io.slipcover.exchange.OwnAnswer;
import io.slipcover.exchange.Refusal;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonLimits;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonScanner;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.question.NoAnswer;
import io.slipcover.question.UpstreamQuestion;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The decision about a document that a client writes alone: it looks up the base where the document needs one, and
 * tells what is sent in the document's place. Other classes know how the document's bytes arrive and leave.
 */
public final class DocumentDecision {
    private final WritingClient writer;
    private final @Nullable String id;
    private final boolean newEdits;
    private final @Nullable String given;
    private final Refusal refusal = new Refusal();

    private @Nullable BaseLookup lookup;
    private boolean letIn;

    /**
     * @param id the document's id where the path names it; null where the path does not
     * @param newEdits false in a replication
     * @param given the revision that the request names beside the document, or null
     */
    public DocumentDecision(WritingClient writer, @Nullable String id, boolean newEdits, @Nullable String given) {
        this.writer = writer;
        this.id = id;
        this.newEdits = newEdits;
        this.given = given;
    }

    int maximumDocument() {
        return writer.maximumDocument();
    }

    /**
     * Decides. Where the decision is a refusal, this ends the exchange with an answer.
     *
     * @param bytes hold the document at [from, to), and nothing changes them any more
     * @param decided takes what is to be sent, at once or later
     * @throws io.slipcover.json.JsonFormatException where the bytes are no JSON; then nothing is decided
     */
    void decide(Exchange exchange, byte[] bytes, int from, int to, Consumer<JsonValue> decided) {
        int depth = JsonScanner.validate(bytes, from, to, JsonLimits.DEEPEST);
        JsonValue value = JsonSlice.ofValidated(bytes, from, to);
        if (value.kind() != JsonKind.OBJECT) {
            decided.accept(value); // CouchDB knows what to say.
            return;
        }
        JsonObject document = JsonObject.ofValidated(bytes, from, to);
        if (WritingClient.isReserved(id == null ? WritingClient.id(document) : id)) {
            decided.accept(document);
            return;
        }
        WrittenRevision revision = new WrittenRevision(writer, id, document, writer.exceeded(depth), newEdits, given);
        WriteOutcome outcome = new WriteOutcome() {
            @Override
            public void upgraded(JsonObject upgraded) {
                decided.accept(upgraded);
            }

            @Override
            public void refused(int status, String error, String reason, Runnable report) {
                refuse(
                        exchange,
                        newEdits || writer.skipsRefused()
                                ? new OwnAnswer(status, error, reason)
                                : WriteAnswers.stopsReplication(reason),
                        report);
            }

            @Override
            public void failed(OwnAnswer answer, Runnable report) {
                refuse(exchange, answer, report);
            }
        };
        BaseLookup.Question question = revision.question();
        if (question == null) {
            revision.decide(outcome);
        } else {
            lookUp(exchange, revision, question, outcome);
        }
    }

    private void lookUp(
            Exchange exchange, WrittenRevision revision, BaseLookup.Question question, WriteOutcome outcome) {
        BaseLookup begun = writer.lookup(List.of(question), new BaseLookup.Asker() {
            @Override
            public void found(List<Base> bases) {
                lookup = null;
                letIn = true;
                revision.decide(bases.get(0), EarlierRevisions.NONE, outcome);
            }

            @Override
            public void refused(UpstreamQuestion.Answer answer) {
                lookup = null;
                exchange.answerInstead(answer);
            }

            @Override
            public void failed(NoAnswer why) {
                lookup = null;
                exchange.answerInstead(OwnAnswer.of(why));
            }
        });
        lookup = begun;
        begun.find();
    }

    /** Ends the exchange with this answer, after CouchDB has let the client in. */
    void refuse(Exchange exchange, OwnAnswer answer) {
        refusal.refuse(exchange, writer.asClient(), letIn, answer);
    }

    private void refuse(Exchange exchange, OwnAnswer answer, Runnable report) {
        refusal.refuse(exchange, writer.asClient(), letIn, answer, report);
    }

    /** Ends the exchange for a document that is longer than Slipcover may hold. */
    void refuseTooLarge(Exchange exchange) {
        refuse(exchange, WriteAnswers.tooLarge(writer.maximumDocument()));
    }

    /** Takes back what is still asked, because the exchange is over. */
    void cancel() {
        refusal.cancel();
        BaseLookup begun = lookup;
        lookup = null;
        if (begun != null) {
            begun.cancel();
        }
    }
}
