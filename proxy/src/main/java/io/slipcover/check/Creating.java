package io.slipcover.check;

import io.slipcover.check.Fault.Kind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** The trial of a client that writes such a document anew, without a base. */
record Creating(Viewer writer, Decisions decisions) implements Trial {
    @Override
    public List<Fault> faults(JsonObject stored) {
        JsonObject shown = Attempt.of(() -> writer.shown(stored)).document();
        if (shown == null) {
            return List.of();
        }
        Attempt attempt = Attempt.of(() -> writer.stored(shown, null));
        JsonObject kept = attempt.document();
        if (kept == null) {
            return List.of(fault(Kind.REFUSED, "", attempt.problem()));
        }
        JsonObject read = Attempt.of(() -> writer.shown(kept)).document();
        if (read == null) {
            return List.of();
        }
        List<Fault> faults = new ArrayList<>();
        for (JsonName name : writer.differences(writer.asRead(shown), read)) {
            String decision = decisions.about(writer, kept, name);
            faults.add(fault(
                    decision.isEmpty() ? Kind.NOT_KEPT : Kind.AS_TOLD,
                    name.text(),
                    decision.isEmpty() ? "in a new document" : decision));
        }
        return faults;
    }

    private Fault fault(Kind kind, String member, String detail) {
        return new Fault(kind, writer.type(), writer.version(), 0, member, detail);
    }
}
