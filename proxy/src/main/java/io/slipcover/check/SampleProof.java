package io.slipcover.check;

import io.slipcover.catalog.Catalog;
import io.slipcover.config.Configuration;
import io.slipcover.config.KnownLoss;
import io.slipcover.document.ReleaseView;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import io.slipcover.schema.DocumentSchema;
import io.slipcover.schema.Schemas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Stored documents held against the lenses, one after the other: each is shown to every release, written back by every release as it was
 * shown and with single members edited, and read again by every release.
 *
 * <p>A proof holds the first documents until there are enough of them to say what values a member may have; after that it holds none. Not for
 * use by several threads at once: each thread has a proof of its own, and {@link Findings#and} puts their findings together.
 */
public final class SampleProof {
    private static final JsonName DELETED = JsonName.of("_deleted");
    private static final int MOST_HELD = 500;
    private static final int ALL_LOOK = 1_000;
    private static final long MOST_HELD_BYTES = 4 << 20;

    private final Decisions decisions;
    private final Schemas schemas;
    private final Map<String, List<Viewer>> viewers = new HashMap<>();
    private final Map<String, SeenValues> values = new HashMap<>();
    private final Map<String, Long> types = new TreeMap<>();
    private final FoundFaults faults;
    /** Members that the document's clients lose by writing back what they were shown, each behind the version. */
    private final Set<String> changed = new HashSet<>();

    private final List<JsonObject> held = new ArrayList<>();
    private long heldBytes;
    private boolean holds = true;
    private int turn;
    private long documents;
    private long others;
    private long deleted;
    private long edits;

    /** A proof of the lenses of a configuration. */
    public SampleProof(Configuration configuration) {
        this(configuration.catalog(), configuration.facts().losses(), configuration.schemas());
    }

    /**
     * @param losses what the lenses say that they do not keep
     * @param schemas what documents of a version have to match
     */
    public SampleProof(Catalog catalog, List<KnownLoss> losses, Schemas schemas) {
        this.schemas = schemas;
        this.decisions = new Decisions(losses);
        this.faults = new FoundFaults(new OwnMembers(catalog)::areNeeded);
        List<ReleaseView> views = catalog.releases().stream()
                .map(release -> new ReleaseView(catalog, release))
                .toList();
        for (String type : catalog.types()) {
            viewers.put(type, Viewer.of(catalog, views, type));
        }
    }

    /**
     * Looks at a stored document.
     *
     * @param document is held for a while, and never changed
     */
    public void accept(JsonObject document) {
        documents++;
        String type = type(document);
        if (type == null) {
            others++;
            return;
        }
        if (document.isTrue(DELETED)) {
            deleted++;
            return;
        }
        note(type, document);
        if (!holds) {
            prove(type, document);
            return;
        }
        held.add(document);
        heldBytes += document.length();
        if (held.size() >= MOST_HELD || heldBytes >= MOST_HELD_BYTES) {
            proveHeld();
        }
    }

    /** What was found in all documents so far. */
    public Findings findings() {
        proveHeld();
        return new Findings(documents, types, others, deleted, edits, faults.all(), faults.unlisted());
    }

    private void proveHeld() {
        holds = false;
        for (JsonObject document : held) {
            String type = type(document);
            if (type != null) {
                prove(type, document);
            }
        }
        held.clear();
    }

    /** The type of a document that some release rewrites; null where none does. */
    private @Nullable String type(JsonObject document) {
        for (List<Viewer> ofType : viewers.values()) {
            for (Viewer viewer : ofType) {
                if (viewer.type().equals(viewer.view().typeOf(document))) {
                    return viewer.type();
                }
            }
        }
        return null;
    }

    private List<Viewer> viewers(String type) {
        return viewers.getOrDefault(type, List.of());
    }

    /** Notes what values members have in each version's view of a document. */
    private void note(String type, JsonObject document) {
        for (Viewer viewer : viewers(type)) {
            JsonObject shown = Attempt.of(() -> viewer.shown(document)).document();
            if (shown != null) {
                seen(viewer).note(shown);
            }
        }
    }

    private SeenValues seen(Viewer viewer) {
        return values.computeIfAbsent(viewer.type() + " " + viewer.version(), any -> new SeenValues());
    }

    private void prove(String type, JsonObject document) {
        turn++;
        faults.beginDocument();
        List<Viewer> readers = viewers(type);
        int version = readers.get(0).view().versionOf(type, document);
        types.merge(version == 0 ? type + " (unknown version)" : type + " " + version, 1L, Long::sum);
        boolean told = true;
        for (Viewer viewer : readers) {
            told &= run(new Telling(viewer), document);
            DocumentSchema schema = schemas.of(type, viewer.version());
            if (schema != null) {
                run(new Matching(viewer, schema), document);
            }
        }
        if (told) {
            proveEdits(readers, document);
        } // Otherwise all else would be a consequence of that.
    }

    private void proveEdits(List<Viewer> readers, JsonObject document) {
        changed.clear();
        for (Viewer writer : readers) {
            edits++;
            run(new Editing(writer, readers, decisions, new Edit.None(), readers), document);
        }
        for (Viewer writer : readers) {
            JsonObject shown = writer.shown(document);
            run(new Creating(writer, decisions), document);
            for (Edit edit : edits(writer, shown)) {
                edits++;
                run(new Editing(writer, readers, decisions, edit, witnesses(readers)), document);
            }
        }
    }

    /** Who looks at an edited document: all for the first documents, then one after the other, as looking takes most of the time. */
    private List<Viewer> witnesses(List<Viewer> readers) {
        return turn <= ALL_LOOK ? readers : List.of(readers.get((int) (edits % readers.size())));
    }

    /** Whether nothing went wrong that breaks a promise. */
    private boolean run(Trial trial, JsonObject document) {
        boolean kept = true;
        for (Fault fault : trial.faults(document)) {
            kept &= !fault.kind().isViolation();
            if (fault.kind() == Fault.Kind.CHANGED) {
                changed.add(fault.reader() + " " + fault.member());
            } else if (changed.contains(fault.writer() + " " + fault.member())) {
                continue; // Who writes back what was shown loses it already.
            }
            faults.add(fault, trial, document);
        }
        return kept;
    }

    /** The edits of one member each. */
    private List<Edit> edits(Viewer writer, JsonObject shown) {
        List<Edit> edits = new ArrayList<>();
        edits.add(new Edit.Added());
        SeenValues seen = seen(writer);
        for (int index = 0; index < shown.size(); index++) {
            JsonName name = shown.name(index);
            if (!writer.edits(name)) {
                continue;
            }
            JsonValue other = seen.other(name, shown.value(index), turn);
            if (other != null) {
                edits.add(new Edit.Changed(name, other));
            }
            if (!writer.requires(name)) {
                edits.add(new Edit.Removed(name));
            }
        }
        return edits;
    }
}
