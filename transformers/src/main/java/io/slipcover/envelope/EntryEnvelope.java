package io.slipcover.envelope;

import static java.util.Objects.requireNonNull;

import io.slipcover.envelope.EntryOutcome.Failed;
import io.slipcover.envelope.EntryOutcome.LeftOut;
import io.slipcover.envelope.EntryOutcome.One;
import io.slipcover.envelope.EntryOutcome.Replaced;
import io.slipcover.envelope.EntryOutcome.Rewritten;
import io.slipcover.envelope.EntryOutcome.Several;
import io.slipcover.envelope.EntryOutcome.Unchanged;
import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A body in JSON, in which entries stand at known places. */
final class EntryEnvelope implements Envelope, EntryListener, EntryListener.Substitute {
    private static final Substitute NOTHING = out -> {};

    private final StructureWalker walker;
    private final FailureForm failureForm;
    private final EntryJoint joint;
    private final EntryHandler handler;
    private final boolean asksWithoutDocument;
    private final LeadingText leadingText = new LeadingText();

    /** What was decided about the documents of the current entry; about the entry where it has none. */
    private final List<EntryOutcome> outcomes = new ArrayList<>(1);

    /** Whether an entry of the current array has been written. */
    private boolean hasEntries;

    /** The entry that was decided about last, and whether it is to be the first of its array. */
    private @Nullable HeldEntry current;

    private boolean isFirst;

    /** The sequence of the last entry that the current one became; null where that is the one that came. */
    private @Nullable JsonValue saidSequence;

    EntryEnvelope(
            BodyShape root, boolean sequence, FailureForm failureForm, EntryHandler handler, EnvelopeLimits limits) {
        this(root, sequence, failureForm, sequence ? EntryJoint.LINE : EntryJoint.COMMA, handler, limits);
    }

    EntryEnvelope(
            BodyShape root,
            boolean sequence,
            FailureForm failureForm,
            EntryJoint joint,
            EntryHandler handler,
            EnvelopeLimits limits) {
        this.walker = new StructureWalker(root, sequence, this, limits);
        this.failureForm = failureForm;
        this.joint = joint;
        this.handler = handler;
        this.asksWithoutDocument = handler.interest() == EntryInterest.ALL;
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

    /** The sequence of the last entry that was written, where that is not the one that came with it. */
    @Nullable
    JsonValue saidSequence() {
        return saidSequence;
    }

    @Override
    public void startOfEntries(long offset) {
        hasEntries = false;
    }

    @Override
    public @Nullable Substitute entry(HeldEntry held) {
        saidSequence = null;
        decide(held);
        leadingText.release();
        if (held.isAlone()) {
            isFirst = false;
        } else if (isLeftOut()) {
            return NOTHING;
        } else {
            isFirst = !hasEntries;
            hasEntries = true;
        }
        if (isUnchanged() && !(isFirst && held.hasSeparator())) {
            return null;
        }
        current = held;
        return this;
    }

    private void decide(HeldEntry held) {
        outcomes.clear();
        int documents = held.documents();
        for (int index = 0; index < documents; index++) {
            add(held, handler.decide(held.entry(index)));
        }
        if (documents == 0 && asksWithoutDocument) {
            Entry entry = held.entry();
            if (entry.isNamed()) {
                add(held, handler.decide(entry));
            }
        } else if (documents > 1) {
            requireSameEntry();
        }
    }

    private void add(HeldEntry held, EntryOutcome outcome) {
        if (failureForm == FailureForm.INSTEAD_OF_ANSWER) {
            EntryFailedException.throwIfFailed(outcome);
        }
        if (held.isAlone() && !(outcome instanceof One)) {
            requireOne(outcome);
        }
        outcomes.add(outcome);
    }

    private void requireOne(EntryOutcome outcome) {
        if (outcome instanceof LeftOut && failureForm == FailureForm.INSTEAD_OF_ANSWER) {
            throw EntryFailedException.missing();
        }
        throw new IllegalStateException("one entry stands here, not none or several");
    }

    /** An entry that stands for two, as no CouchDB writes it, cannot say something else of each. */
    private void requireSameEntry() {
        for (EntryOutcome outcome : outcomes) {
            if (!isAboutDocument(outcome) && !(outcome instanceof LeftOut)) {
                throw new JsonFormatException(0, "found two documents in an entry, expected one");
            }
        }
    }

    private static boolean isAboutDocument(EntryOutcome outcome) {
        return outcome instanceof Replaced || outcome instanceof Unchanged || outcome instanceof Failed;
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

    /** Writes the current entry as it was decided. */
    @Override
    public void writeTo(ByteSink out) {
        HeldEntry held = requireNonNull(current);
        held.writeSeparator(out, isFirst);
        int failed = failureForm == FailureForm.INSTEAD_OF_ENTRY ? firstFailed() : -1;
        if (failed >= 0) {
            EntryWriter.write(entryOf(held, failed), (Failed) outcomes.get(failed), failureForm, out);
        } else if (held.documents() > 0 && isAboutDocument(outcomes.get(0))) {
            writeDocuments(held, out);
        } else if (!outcomes.isEmpty()) {
            writeAnew(held, outcomes.get(0), out);
        } else {
            held.writeEntry(out);
        }
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

    private static Entry entryOf(HeldEntry held, int index) {
        return held.documents() == 0 ? held.entry() : held.entry(index);
    }

    /** Writes the entry as it came, but for its documents. */
    private void writeDocuments(HeldEntry held, ByteSink out) {
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
                EntryWriter.writeErrorBeside(failed, out);
            }
        }
        out.write(held.bytes(), written, held.to() - written);
    }

    /** What is said of the entry's sequence may refer to bytes that are not there any more when somebody asks. */
    private static @Nullable JsonValue copy(@Nullable JsonValue sequence) {
        if (sequence == null) {
            return null;
        }
        byte[] bytes = sequence.toBytes();
        return JsonSlice.ofValidated(bytes, 0, bytes.length);
    }

    /** Writes the entries that one has become. */
    private void writeAnew(HeldEntry held, EntryOutcome outcome, ByteSink out) {
        Entry entry = entryOf(held, 0);
        List<One> entries = outcome instanceof Several several ? several.entries() : List.of((One) outcome);
        for (int index = 0; index < entries.size(); index++) {
            if (index > 0) {
                joint.write(held, saidSequence == null ? entry.sequence() : saidSequence, out);
            }
            One one = entries.get(index);
            EntryWriter.write(entry, one, failureForm, out);
            saidSequence = one instanceof Rewritten words ? copy(words.sequence()) : null;
        }
    }
}
