package io.slipcover.write;

import static java.util.Objects.requireNonNull;

import io.slipcover.document.Revision;
import io.slipcover.document.Revisions;
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
    private @Nullable QuarantineEntrance entrance;

    /** The revision that is written, where it may go to the quarantine. */
    private @Nullable String revision;

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
     * @param decided takes the decision, at once or later
     * @throws io.slipcover.json.JsonFormatException where the bytes are no JSON; then nothing is decided
     */
    void decide(Exchange exchange, byte[] bytes, int from, int to, Decided decided) {
        int depth = JsonScanner.validate(bytes, from, to, JsonLimits.DEEPEST);
        JsonValue value = JsonSlice.ofValidated(bytes, from, to);
        if (value.kind() != JsonKind.OBJECT) {
            decided.send(value); // CouchDB knows what to say.
            return;
        }
        if (writer.hasTooManyMembers(bytes, from, to)) {
            refuse(exchange, writer.tooManyMembers());
            return;
        }
        JsonObject document = JsonObject.ofValidated(bytes, from, to);
        OwnAnswer tooLong = writer.tooLong(document, to - from);
        if (tooLong != null) {
            refuse(exchange, tooLong);
            return;
        }
        if (WritingClient.isReserved(id == null ? WritingClient.id(document) : id)) {
            decided.send(document);
            return;
        }
        WrittenRevision written = new WrittenRevision(writer, id, document, writer.exceeded(depth), newEdits, given);
        if (!newEdits && writer.quarantines()) {
            this.revision = Revisions.of(document)
                    .map(Revisions::revision)
                    .map(Revision::toString)
                    .orElse(given);
        }
        WriteOutcome outcome = outcome(exchange, decided);
        BaseLookup.Question question = written.question();
        if (question == null) {
            written.decide(outcome);
        } else {
            lookUp(exchange, written, question, outcome);
        }
    }

    private WriteOutcome outcome(Exchange exchange, Decided decided) {
        return new WriteOutcome() {
            @Override
            public void upgraded(JsonObject upgraded) {
                if (writer.rehearses()) {
                    exchange.answerInstead(WriteAnswers.stored(id, null));
                } else {
                    decided.send(upgraded);
                }
            }

            @Override
            public void refused(int status, String error, String reason, WriteReport report) {
                if (goesToQuarantine()) {
                    decided.quarantine(report);
                } else {
                    boolean goesOn = newEdits || writer.skipsRefused();
                    refuse(
                            exchange,
                            goesOn ? new OwnAnswer(status, error, reason) : WriteAnswers.stopsReplication(reason),
                            report);
                }
            }

            @Override
            public void broken(String reason, WriteReport report) {
                if (goesToQuarantine()) {
                    decided.quarantine(report);
                } else {
                    refuse(exchange, WriteAnswers.stopsReplication(reason), report);
                }
            }

            @Override
            public void failed(OwnAnswer answer, WriteReport report) {
                refuse(exchange, answer, report);
            }
        };
    }

    private boolean goesToQuarantine() {
        return !newEdits && writer.quarantines() && id != null && revision != null;
    }

    /**
     * Puts the refused document into the quarantine, and ends the exchange as if CouchDB had stored it.
     *
     * @param contentType what the bytes are
     * @param bytes hold the document from 0 to the length, as it came, with everything that came with it
     */
    void quarantine(Exchange exchange, String contentType, byte[] bytes, int length, WriteReport report) {
        writer.limits().room().take(RefusedRevision.memoryOf(length));
        String ofDocument = requireNonNull(id);
        String ofRevision = requireNonNull(revision);
        RefusedRevision refused = RefusedRevision.of(ofDocument, ofRevision, contentType, bytes, length, report);
        QuarantineEntrance begun = writer.quarantine(List.of(refused), new QuarantineEntrance.Asker() {
            @Override
            public void stored() {
                exchange.answerInstead(WriteAnswers.stored(ofDocument, ofRevision));
            }

            @Override
            public void refused(UpstreamQuestion.Answer answer) {
                exchange.answerInstead(answer);
            }

            @Override
            public void failed(String reason) {
                refuse(exchange, OwnAnswer.later(reason), report);
            }
        });
        entrance = begun;
        begun.begin();
    }

    private void lookUp(
            Exchange exchange, WrittenRevision written, BaseLookup.Question question, WriteOutcome outcome) {
        BaseLookup begun = writer.lookup(List.of(question), new BaseLookup.Asker() {
            @Override
            public void found(List<Base> bases) {
                lookup = null;
                letIn = true;
                written.decide(bases.get(0), EarlierRevisions.NONE, outcome);
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

    /** Ends the exchange for a refused document that is too large for the quarantine with all that came with it. */
    void refuseQuarantine(Exchange exchange, WriteReport report) {
        refuse(exchange, WriteAnswers.stopsReplication(report.reason()), report);
    }

    /** Ends the exchange with this answer, after CouchDB has let the client in. */
    void refuse(Exchange exchange, OwnAnswer answer) {
        refusal.refuse(exchange, writer.asClient(), letIn, answer);
    }

    private void refuse(Exchange exchange, OwnAnswer answer, WriteReport report) {
        refusal.refuse(exchange, writer.asClient(), letIn, answer, report::notStored);
    }

    /** Ends the exchange for a document that is longer than Slipcover may hold. */
    void refuseTooLarge(Exchange exchange) {
        refuse(exchange, WriteAnswers.tooLarge(writer.maximumDocument()));
    }

    /** Takes back what is still asked, because the exchange is over. */
    void cancel() {
        refusal.cancel();
        QuarantineEntrance entered = entrance;
        entrance = null;
        if (entered != null) {
            entered.cancel();
        }
        BaseLookup begun = lookup;
        lookup = null;
        if (begun != null) {
            begun.cancel();
        }
    }
}
