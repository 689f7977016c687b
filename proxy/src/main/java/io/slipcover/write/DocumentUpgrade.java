package io.slipcover.write;

import io.slipcover.document.BaseChoice;
import io.slipcover.document.Obstacle;
import io.slipcover.document.RefusedException;
import io.slipcover.document.TemporarilyRefusedException;
import io.slipcover.exchange.Exchange;
import io.slipcover.exchange.OwnAnswer;
import io.slipcover.exchange.Refusal;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import io.slipcover.question.StoredDocument;
import io.slipcover.question.UpstreamQuestion;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The decision about one written document: its base is looked up where the way up needs one, and the document led up with it, or
 * refused. How its bytes arrive and leave is for others to know.
 */
public final class DocumentUpgrade {
    private final Writer writer;
    private final @Nullable String id;
    private final boolean newEdits;
    private final @Nullable String given;
    private final Refusal refusal = new Refusal();

    private @Nullable BaseLookup lookup;
    private boolean letIn;

    /**
     * @param id as the path names it, or null where it does not
     * @param newEdits false in a replication
     * @param given the revision named beside the document, or null
     */
    public DocumentUpgrade(Writer writer, @Nullable String id, boolean newEdits, @Nullable String given) {
        this.writer = writer;
        this.id = id;
        this.newEdits = newEdits;
        this.given = given;
    }

    int maximumDocument() {
        return writer.maximumDocument();
    }

    /**
     * Decides; where that is a refusal, the exchange is answered.
     *
     * @param bytes hold the document at [from, to), and nothing changes them any more
     * @param decided gets what is to be sent, at once or later
     * @throws io.slipcover.json.JsonFormatException where the bytes are no JSON, and nothing is decided
     */
    void decide(Exchange exchange, byte[] bytes, int from, int to, Consumer<JsonValue> decided) {
        JsonValue value = JsonValue.parse(bytes, from, to);
        if (value.kind() != JsonKind.OBJECT) {
            decided.accept(value); // CouchDB knows what to say.
            return;
        }
        JsonObject written = JsonObject.ofValidated(bytes, from, to);
        String ofDocument = id(written);
        if (Writer.isReserved(ofDocument)) {
            decided.accept(written);
            return;
        }
        if (newEdits) {
            Writer.bareRevision(written);
        }
        BaseChoice choice = BaseChoice.of(written, newEdits, given);
        if (choice instanceof BaseChoice.Unreadable) {
            refuse(exchange, Base.Unreadable.ANSWER);
            return;
        }
        if (ofDocument == null
                || choice instanceof BaseChoice.None
                || !writer.view().needsBase(ofDocument, written)) {
            upgrade(exchange, written, null, decided);
            return;
        }
        BaseLookup begun = writer.lookup(List.of(new BaseLookup.Question(ofDocument, choice)), new BaseLookup.Asker() {
            @Override
            public void found(List<Base> bases) {
                lookup = null;
                letIn = true;
                based(exchange, ofDocument, written, choice, bases.get(0), decided);
            }

            @Override
            public void refused(UpstreamQuestion.Answer answer) {
                lookup = null;
                exchange.answerInstead(answer);
            }

            @Override
            public void failed(String reason) {
                lookup = null;
                exchange.answerInstead(OwnAnswer.later(reason));
            }
        });
        lookup = begun;
        begun.find();
    }

    private @Nullable String id(JsonObject written) {
        return id == null ? Writer.id(written) : id;
    }

    private void based(
            Exchange exchange,
            String ofDocument,
            JsonObject written,
            BaseChoice choice,
            Base base,
            Consumer<JsonValue> decided) {
        if (base instanceof Base.Unreadable) {
            exchange.answerInstead(Base.Unreadable.ANSWER);
            return;
        }
        if (base instanceof Base.Missing) {
            // Not a leaf, so that CouchDB would say the same; but were it there a moment later, the edit would be
            // stored without it.
            exchange.answerInstead(new OwnAnswer(409, "conflict", "Document update conflict."));
            return;
        }
        StoredDocument stored = base instanceof Base.Stored found ? found.document() : null;
        if (base instanceof Base.Leaves leaves && choice instanceof BaseChoice.Replicated replicated) {
            stored = StoredLeaves.nearest(replicated, leaves.leaves()).orElse(null);
            if (stored == null) {
                writer.reports().withoutBase(ofDocument, Writer.revision(written));
            }
        }
        upgrade(exchange, written, stored == null ? null : stored.toObject(), decided);
    }

    private void upgrade(
            Exchange exchange, JsonObject written, @Nullable JsonObject base, Consumer<JsonValue> decided) {
        JsonObject upgraded;
        try {
            upgraded = writer.view().upgrade(id, written, base);
        } catch (RefusedException exception) {
            OwnAnswer answer = newEdits || writer.skipsRefused()
                    ? new OwnAnswer(403, "forbidden", exception.reason())
                    : new OwnAnswer(500, "migration_failed", exception.reason());
            refuse(
                    exchange,
                    answer,
                    () -> writer.reports().notStored(id(written), Writer.revision(written), exception.obstacle()));
            return;
        } catch (TemporarilyRefusedException exception) {
            refuse(
                    exchange,
                    OwnAnswer.later(exception.reason()),
                    () -> writer.reports().notStored(id(written), Writer.revision(written), exception.obstacle()));
            return;
        } catch (RuntimeException | StackOverflowError exception) {
            Obstacle obstacle = Obstacle.ofFailure(exception);
            refuse(
                    exchange,
                    new OwnAnswer(500, "migration_failed", obstacle.problem()),
                    () -> writer.reportFailure(id(written), Writer.revision(written), obstacle, exception));
            return;
        }
        decided.accept(upgraded);
    }

    /** Ends the exchange with this answer, after CouchDB has let the client in. */
    void refuse(Exchange exchange, OwnAnswer answer) {
        refusal.refuse(exchange, writer.asClient(), letIn, answer);
    }

    private void refuse(Exchange exchange, OwnAnswer answer, Runnable report) {
        refusal.refuse(exchange, writer.asClient(), letIn, answer, report);
    }

    /** Ends the exchange for a document that is longer than may be held. */
    void refuseTooLarge(Exchange exchange) {
        refuse(exchange, new OwnAnswer(413, "document_too_large", "more than " + writer.maximumDocument() + " bytes"));
    }

    /** The exchange is over. */
    void cancel() {
        refusal.cancel();
        BaseLookup begun = lookup;
        lookup = null;
        if (begun != null) {
            begun.cancel();
        }
    }
}
