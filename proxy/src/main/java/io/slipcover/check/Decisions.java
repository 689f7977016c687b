package io.slipcover.check;

import io.slipcover.catalog.Catalog;
import io.slipcover.config.KnownLoss;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.lens.Change;
import java.util.List;

/** What the lenses say that they do not keep. */
final class Decisions {
    private final List<KnownLoss> losses;

    Decisions(List<KnownLoss> losses) {
        this.losses = losses;
    }

    /**
     * Why a client does not read a member as it was; empty where no lens says so.
     *
     * @param kept the document as it is stored
     */
    String about(Viewer reader, JsonObject kept, JsonName member) {
        int stored = reader.view().versionOf(reader.type(), kept);
        for (KnownLoss loss : losses) {
            if (loss.explains(reader.type(), reader.version(), stored, member)) {
                return loss.decision().toString();
            }
        }
        return "";
    }

    /** What to write instead, where it is plain what happened; otherwise empty. */
    String advice(Viewer reader, JsonObject kept, JsonName member) {
        Catalog catalog = reader.catalog();
        int stored = reader.view().versionOf(reader.type(), kept);
        if (stored <= reader.version()) {
            return "";
        }
        boolean added = catalog.path(reader.type(), reader.version(), stored).changes().stream()
                .anyMatch(change ->
                        change instanceof Change.Filled filled && filled.name().equals(member));
        boolean dropped = catalog.path(reader.type(), stored, reader.version()).changes().stream()
                .anyMatch(change ->
                        change instanceof Change.Dropped gone && gone.name().equals(member));
        return added && dropped
                ? "a lens adds it, but documents of %d have it already; write fill: { name: %s, default: … }"
                        .formatted(reader.version(), member.text())
                : "";
    }
}
