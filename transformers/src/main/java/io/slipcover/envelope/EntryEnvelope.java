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
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.onepass.AnswerReading;
import io.slipcover.onepass.OnePass;
import io.slipcover.onepass.OnePassView;
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

    /** What was decided about the current entry. */
    private EntryOutcome outcome = EntryOutcome.unchanged();

    /** What was decided about the current entry where it has several documents. */
    private @Nullable RepeatedDocuments repeated;

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
        this(root, sequence, failureForm, joint, handler, limits, null);
    }

    private EntryEnvelope(
            BodyShape root,
            boolean sequence,
            FailureForm failureForm,
            EntryJoint joint,
            EntryHandler handler,
            EnvelopeLimits limits,
            @Nullable OnePass onePass) {
        this.walker = new StructureWalker(root, sequence, this, limits, onePass);
        this.failureForm = failureForm;
        this.joint = joint;
        this.handler = handler;
        this.asksWithoutDocument = handler.interest() == EntryInterest.ALL;
    }

    /** An answer of one body, in which entries may pass in one pass. */
    static EntryEnvelope ofOne(
            BodyShape root,
            FailureForm failureForm,
            EntryHandler handler,
            EnvelopeLimits limits,
            AnswerReading reading) {
        OnePassView view = reading == AnswerReading.GENERAL ? null : handler.onePass();
        OnePass onePass = view == null
                ? null
                : OnePass.of(
                        view,
                        root instanceof BodyShape.EntryShape,
                        reading == AnswerReading.TRUSTED,
                        limits.maximumDepth(),
                        limits.maximumEntryBytes(),
                        limits.maximumMembers());
        return new EntryEnvelope(root, false, failureForm, EntryJoint.COMMA, handler, limits, onePass);
    }

    /** A body whose entries have no documents, so that only a handler that is interested in all entries is asked. */
    static Envelope withoutDocuments(BodyShape root, EntryHandler handler, EnvelopeLimits limits) {
        return handler.interest() == EntryInterest.ALL
                ? new EntryEnvelope(root, false, FailureForm.INSTEAD_OF_ANSWER, handler, limits)
                : PassingEnvelope.INSTANCE;
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
        if (saidSequence != null) {
            saidSequence = null;
        }
        if (repeated != null) {
            repeated = null;
        }
        outcome = decide(held);
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
        if (current != held) {
            current = held;
        }
        return this;
    }

    @Override
    public boolean mayPass(boolean separated) {
        return hasEntries || !separated; // Where none has been written, the comma may have to go.
    }

    @Override
    public void passing() {
        hasEntries = true;
        leadingText.release();
    }

    private EntryOutcome decide(HeldEntry held) {
        int documents = held.documents();
        if (documents == 1) {
            return ask(held, held.entry(0));
        }
        if (documents > 1) {
            List<EntryOutcome> outcomes = new ArrayList<>(documents);
            for (int index = 0; index < documents; index++) {
                outcomes.add(ask(held, held.entry(index)));
            }
            repeated = new RepeatedDocuments(held, outcomes);
        } else if (asksWithoutDocument && held.entry().isNamed()) {
            return ask(held, held.entry());
        }
        return EntryOutcome.unchanged();
    }

    private EntryOutcome ask(HeldEntry held, Entry entry) {
        EntryOutcome decided = handler.decide(entry);
        if (failureForm == FailureForm.INSTEAD_OF_ANSWER) {
            EntryFailedException.throwIfFailed(decided);
        }
        if (held.isAlone() && !(decided instanceof One)) {
            requireOne(decided);
        }
        return decided;
    }

    private void requireOne(EntryOutcome decided) {
        if (decided instanceof LeftOut && failureForm == FailureForm.INSTEAD_OF_ANSWER) {
            throw EntryFailedException.missing();
        }
        throw new IllegalStateException("one entry stands here, not none or several");
    }

    private boolean isLeftOut() {
        return repeated == null ? outcome instanceof LeftOut : repeated.isLeftOut();
    }

    private boolean isUnchanged() {
        return repeated == null ? outcome instanceof Unchanged : repeated.isUnchanged();
    }

    /** Writes the current entry as it was decided. */
    @Override
    public void writeTo(ByteSink out) {
        HeldEntry held = requireNonNull(current);
        held.writeSeparator(out, isFirst);
        if (repeated != null) {
            repeated.writeTo(failureForm, out);
        } else if (outcome instanceof Unchanged) {
            held.writeEntry(out);
        } else if (held.documents() == 1 && isInPlace()) {
            out.write(held.bytes(), held.start(), held.documentFrom(0) - held.start());
            EntryWriter.writeInPlace(outcome, out);
            out.write(held.bytes(), held.documentTo(0), held.to() - held.documentTo(0));
        } else {
            writeAnew(held, out);
        }
    }

    /** Whether nothing of the entry changes but its document. */
    private boolean isInPlace() {
        return outcome instanceof Replaced
                || (outcome instanceof Failed && failureForm != FailureForm.INSTEAD_OF_ENTRY);
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
    private void writeAnew(HeldEntry held, ByteSink out) {
        Entry entry = held.documents() == 0 ? held.entry() : held.entry(0);
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
