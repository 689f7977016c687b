package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.slipcover.envelope.EntryOutcome.Failed;
import io.slipcover.envelope.EntryOutcome.LeftOut;
import io.slipcover.envelope.EntryOutcome.Replaced;
import io.slipcover.envelope.EntryOutcome.Unchanged;
import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer in which documents stand in entries, all at the same kind of place. */
final class DocumentsEnvelope implements ResponseEnvelope, EntryListener, EntryListener.Substitute {
    private static final Substitute NOTHING = out -> {};
    private static final byte[] NULL_AND_ERROR = "null,\"error\":".getBytes(UTF_8);
    private static final byte[] AND_REASON = ",\"reason\":".getBytes(UTF_8);
    private static final JsonName ERROR = JsonName.of("error");

    private final StructureWalker walker;
    private final FailureForm failureForm;
    private final EntryHandler handler;
    private final LeadingText leadingText = new LeadingText();

    /** What was decided about the documents of the current entry. */
    private final List<EntryOutcome> outcomes = new ArrayList<>(1);

    /** Whether an entry of the current array has been written. */
    private boolean hasEntries;

    /** The entry that was decided about last, and whether it is to be the first of its array. */
    private @Nullable HeldEntry current;

    private boolean isFirst;

    DocumentsEnvelope(
            Place root, boolean sequence, FailureForm failureForm, EntryHandler handler, EnvelopeLimits limits) {
        this.walker = new StructureWalker(root, sequence, this, limits);
        this.failureForm = failureForm;
        this.handler = handler;
    }

    @Override
    public void feed(byte[] bytes, int from, int to, ByteSink out) {
        walker.feed(bytes, from, to, sink(out));
    }

    @Override
    public void end(ByteSink out) {
        walker.end(sink(out));
        leadingText.release();
    }

    private ByteSink sink(ByteSink out) {
        return failureForm == FailureForm.INSTEAD_OF_ANSWER ? leadingText.before(out) : out;
    }

    @Override
    public void startOfEntries(long offset) {
        hasEntries = false;
    }

    @Override
    public @Nullable Substitute entry(HeldEntry held) {
        decide(held);
        leadingText.release();
        if (isLeftOut()) {
            return NOTHING;
        }
        isFirst = !hasEntries;
        hasEntries = true;
        if (isUnchanged() && !(isFirst && held.hasSeparator())) {
            return null;
        }
        current = held;
        return this;
    }

    /** Writes the current entry as it was decided. */
    @Override
    public void writeTo(ByteSink out) {
        HeldEntry current = requireNonNull(this.current);
        current.writeSeparator(out, isFirst);
        int failed = failureForm == FailureForm.INSTEAD_OF_ENTRY ? firstFailed() : -1;
        if (failed >= 0) {
            writeErrorEntry(entryOf(current, failed), (Failed) outcomes.get(failed), out);
        } else {
            writeEntry(current, out);
        }
    }

    private boolean isLeftOut() {
        for (int index = 0; index < outcomes.size(); index++) {
            if (outcomes.get(index) instanceof LeftOut) {
                return true;
            }
        }
        return false;
    }

    private boolean isUnchanged() {
        for (int index = 0; index < outcomes.size(); index++) {
            if (!(outcomes.get(index) instanceof Unchanged)) {
                return false;
            }
        }
        return true;
    }

    /** The index of the first document that failed, or -1. There may be one of several, where a member stands twice. */
    private int firstFailed() {
        for (int index = 0; index < outcomes.size(); index++) {
            if (outcomes.get(index) instanceof Failed) {
                return index;
            }
        }
        return -1;
    }

    private void decide(HeldEntry held) {
        outcomes.clear();
        for (int index = 0; index < held.documents(); index++) {
            EntryOutcome outcome =
                    handler.document(held.entry(index), held.bytes(), held.documentFrom(index), held.documentTo(index));
            if (outcome instanceof Failed failed && failureForm == FailureForm.INSTEAD_OF_ANSWER) {
                throw new EntryFailedException(failed);
            }
            outcomes.add(outcome);
        }
    }

    private void writeEntry(HeldEntry held, ByteSink out) {
        int written = held.start();
        for (int index = 0; index < outcomes.size(); index++) {
            EntryOutcome outcome = outcomes.get(index);
            if (outcome instanceof Unchanged) {
                continue;
            }
            out.write(held.bytes(), written, held.documentFrom(index) - written);
            written = held.documentTo(index);
            if (outcome instanceof Replaced replaced) {
                replaced.document().writeTo(out);
            } else if (outcome instanceof Failed failed) {
                writeErrorBeside(failed, out);
            }
        }
        out.write(held.bytes(), written, held.to() - written);
    }

    private static Entry entryOf(HeldEntry held, int index) {
        return new Entry(held.bytes(), held.documentFrom(index), held.documentTo(index), held.exceeded());
    }

    private static void writeErrorBeside(Failed failed, ByteSink out) {
        out.write(NULL_AND_ERROR);
        JsonSlice.string(failed.error()).writeTo(out);
        out.write(AND_REASON);
        JsonSlice.string(failed.reason()).writeTo(out);
    }

    private static void writeErrorEntry(Entry entry, Failed failed, ByteSink out) {
        JsonObject entryInstead = JsonObject.empty();
        entryInstead.add(ERROR, entry.error(failed));
        entryInstead.writeTo(out);
    }
}
