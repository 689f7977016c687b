package io.slipcover.envelope;

import io.slipcover.envelope.EntryOutcome.Failed;
import io.slipcover.envelope.EntryOutcome.LeftOut;
import io.slipcover.envelope.EntryOutcome.Replaced;
import io.slipcover.envelope.EntryOutcome.Unchanged;
import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonFormatException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an entry in which a member stands twice, so that it has several documents. CouchDB writes none, but none of the documents
 * may leave unseen.
 */
final class RepeatedDocuments {
    private final HeldEntry held;
    private final List<EntryOutcome> outcomes;

    /**
     * The outcomes of the entry's documents.
     *
     * @throws JsonFormatException where one is more than another document: what the entry says beside them is said of both
     */
    RepeatedDocuments(HeldEntry held, List<EntryOutcome> outcomes) {
        this.held = held;
        this.outcomes = outcomes;
        for (EntryOutcome outcome : outcomes) {
            if (!(outcome instanceof Replaced
                    || outcome instanceof Unchanged
                    || outcome instanceof Failed
                    || outcome instanceof LeftOut)) {
                throw new JsonFormatException(0, "found two documents in an entry, expected one");
            }
        }
    }

    boolean isLeftOut() {
        return outcomes.stream().anyMatch(LeftOut.class::isInstance);
    }

    boolean isUnchanged() {
        return outcomes.stream().allMatch(Unchanged.class::isInstance);
    }

    void writeTo(FailureForm failureForm, ByteSink out) {
        Failed failed = failureForm == FailureForm.INSTEAD_OF_ENTRY ? firstFailed() : null;
        if (failed != null) {
            EntryWriter.write(held.entry(outcomes.indexOf(failed)), failed, failureForm, out);
            return;
        }
        int written = held.start();
        for (int index = 0; index < outcomes.size(); index++) {
            if (!(outcomes.get(index) instanceof Unchanged)) {
                out.write(held.bytes(), written, held.documentFrom(index) - written);
                written = held.documentTo(index);
                EntryWriter.writeInPlace(outcomes.get(index), out);
            }
        }
        out.write(held.bytes(), written, held.to() - written);
    }

    private @Nullable Failed firstFailed() {
        return outcomes.stream()
                .filter(Failed.class::isInstance)
                .map(Failed.class::cast)
                .findFirst()
                .orElse(null);
    }
}
