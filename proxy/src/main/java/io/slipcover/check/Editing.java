package io.slipcover.check;

import io.slipcover.check.Fault.Kind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** The trial of a client's edit: it is stored, and then read by the client itself and by others. */
final class Editing implements Trial {
    private final Viewer writer;
    private final List<Viewer> readers;
    private final Decisions decisions;
    private final Edit edit;
    private final List<Viewer> witnesses;

    /**
     * @param readers all who may read what was written, the writer among them
     * @param witnesses those of them who look at an edited document
     */
    Editing(Viewer writer, List<Viewer> readers, Decisions decisions, Edit edit, List<Viewer> witnesses) {
        this.writer = writer;
        this.witnesses = witnesses;
        this.readers = readers;
        this.decisions = decisions;
        this.edit = edit;
    }

    @Override
    public Edit edit() {
        return edit;
    }

    @Override
    public List<Fault> faults(JsonObject stored) {
        JsonObject shown = Attempt.of(() -> writer.shown(stored)).document();
        JsonObject written = shown == null ? null : edit.applied(shown);
        if (shown == null || written == null) {
            return List.of(); // What cannot be shown is told by another trial.
        }
        Attempt attempt = Attempt.of(() -> writer.stored(written, stored));
        JsonObject kept = attempt.document();
        if (kept == null) {
            boolean mayBe = edit instanceof Edit.Changed || edit instanceof Edit.Removed;
            return List.of(fault(
                    mayBe ? Kind.MAY_BE_REFUSED : Kind.REFUSED,
                    0,
                    edit instanceof Edit.Added ? "" : edit.member(),
                    attempt.problem()));
        }
        if (edit instanceof Edit.None) {
            return writtenBack(stored, kept);
        }
        if (edit instanceof Edit.Added) {
            return besides(stored, shown, kept);
        }
        List<Fault> faults = new ArrayList<>(readAgain(stored, written, kept));
        for (Viewer witness : witnesses) {
            Attempt then = Attempt.of(() -> witness.shown(kept));
            if (then.obstacle() != null
                    && Attempt.of(() -> witness.shown(stored)).obstacle() == null) {
                faults.add(fault(Kind.MAY_BE_UNSHOWABLE, witness.version(), edit.member(), then.problem()));
            }
        }
        return faults;
    }

    /** What anybody is shown otherwise after a client wrote back what it was shown. Who wrote it makes no difference. */
    private List<Fault> writtenBack(JsonObject stored, JsonObject kept) {
        List<Fault> faults = new ArrayList<>();
        for (Viewer reader : readers) {
            JsonObject before = Attempt.of(() -> reader.shown(stored)).document();
            if (before == null) {
                continue;
            }
            Attempt then = Attempt.of(() -> reader.shown(kept));
            JsonObject after = then.document();
            if (after == null) {
                faults.add(fault(Kind.UNSHOWABLE_THEN, reader.version(), "", then.problem()));
                continue;
            }
            for (JsonName name : reader.differences(before, after)) {
                String decision = decisions.about(reader, kept, name);
                faults.add(
                        decision.isEmpty()
                                ? new Fault(
                                        Kind.CHANGED,
                                        writer.type(),
                                        0,
                                        reader.version(),
                                        name.text(),
                                        decisions.advice(reader, kept, name))
                                : new Fault(Kind.AS_TOLD, writer.type(), reader.version(), 0, name.text(), decision));
            }
        }
        return faults;
    }

    /** What anybody is shown otherwise because of a member that no lens knows. */
    private List<Fault> besides(JsonObject stored, JsonObject shown, JsonObject kept) {
        List<Fault> faults = new ArrayList<>();
        JsonObject unedited = Attempt.of(() -> writer.stored(shown, stored)).document();
        if (unedited == null) {
            return faults; // Another trial tells.
        }
        for (Viewer reader : readers) {
            JsonObject before = Attempt.of(() -> reader.shown(unedited)).document();
            JsonObject after = Attempt.of(() -> reader.shown(kept)).document();
            if (before == null) {
                continue;
            }
            if (after == null || !after.has(Edit.Added.NAME)) {
                faults.add(fault(
                        Kind.NOT_KEPT,
                        reader.version(),
                        Edit.Added.NAME.text(),
                        "a member that no lens names is lost"));
                continue;
            }
            for (JsonName name : reader.differences(before, after)) {
                if (!name.equals(Edit.Added.NAME)) {
                    String decision = decisions.about(reader, kept, name);
                    faults.add(fault(
                            decision.isEmpty() ? Kind.DISTURBED : Kind.AS_TOLD,
                            reader.version(),
                            name.text(),
                            decision));
                }
            }
        }
        return faults;
    }

    /** What the writer does not read as it wrote it. */
    private List<Fault> readAgain(JsonObject stored, JsonObject written, JsonObject kept) {
        JsonObject read = Attempt.of(() -> writer.shown(kept)).document();
        if (read == null) {
            return List.of(); // Told with the witnesses.
        }
        List<Fault> faults = new ArrayList<>();
        for (JsonName name : writer.differences(writer.asRead(written), read)) {
            String decision = decisions.about(writer, kept, name);
            if (!decision.isEmpty() && isSettled(stored, read)) {
                faults.add(fault(Kind.AS_TOLD, 0, name.text(), decision));
            } else {
                Kind kind = isKeptAnew(written, name) ? Kind.NOT_KEPT : Kind.MAY_BE_READ_OTHERWISE;
                faults.add(fault(kind, 0, name.text(), ""));
            }
        }
        return faults;
    }

    /**
     * Whether the client reads the member as it wrote it if there is no base. Otherwise the lens has no shape for what was written. That is
     * no fault of documents that are stored: those that hold it have trials of their own.
     */
    private boolean isKeptAnew(JsonObject written, JsonName name) {
        JsonObject read =
                Attempt.of(() -> writer.shown(writer.stored(written, null))).document();
        return read != null && !writer.differences(writer.asRead(written), read).contains(name);
    }

    /** Whether a client that writes what was read at last reads just that: a lens keeps something in the place of what it does not keep. */
    private boolean isSettled(JsonObject stored, JsonObject read) {
        JsonObject again =
                Attempt.of(() -> writer.shown(writer.stored(read, stored))).document();
        return again != null && writer.differences(writer.asRead(read), again).isEmpty();
    }

    private Fault fault(Kind kind, int reader, String member, String detail) {
        return new Fault(kind, writer.type(), writer.version(), reader, member, detail);
    }
}
