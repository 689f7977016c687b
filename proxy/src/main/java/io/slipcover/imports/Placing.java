package io.slipcover.imports;

import io.slipcover.document.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The place of an imported document in the target's tree of revisions. The first one is a child of the newest copy's revision, so that a replica of
 * that copy, which pushes an edit later, has its edit beside or below it. A later one is a child of the imported leaf. Where somebody has edited
 * the document in the target meanwhile, it is a child of the imported revision that the edit started from, below which the edit wins.
 *
 * @param history the revision to write, and its ancestors behind it
 * @param kind what that means for the document
 */
record Placing(List<Revision> history, Kind kind) {
    Placing {
        history = List.copyOf(history);
    }

    private static final String MIGRATED = "00000000";

    /** What writing means. */
    enum Kind {
        /** The content is what an earlier import has made of the document. */
        THERE,
        /** Nobody has edited what an earlier import has made, or there is nothing. */
        FREE,
        /** Somebody has edited the document, or has made it without an import. */
        EDITED
    }

    /**
     * A leaf of the target's.
     *
     * @param history the leaf's revision, and its ancestors behind it
     */
    record TargetLeaf(List<Revision> history, boolean deleted) {
        TargetLeaf {
            history = List.copyOf(history);
        }

        private int imported() {
            for (int place = 0; place < history.size(); place++) {
                if (ImportedRevision.isDocument(history.get(place))) {
                    return place;
                }
            }
            return -1;
        }

        /** Whether nobody but a migration has written anything above the imported revision. */
        private boolean isAsImported() {
            int imported = imported();
            return imported >= 0
                    && history.subList(0, imported).stream()
                            .allMatch(revision -> revision.digits().startsWith(MIGRATED));
        }
    }

    /**
     * Places a content.
     *
     * @param copy the revision of the newest copy, and its ancestors behind it
     * @param leaves the target's leaves, the winner first
     */
    static Placing of(Content content, List<Revision> copy, List<TargetLeaf> leaves) {
        if (leaves.isEmpty()) {
            return below(copy, content, Kind.FREE);
        }
        List<TargetLeaf> edited = leaves.stream()
                .filter(leaf -> !leaf.isAsImported() && !isConflict(leaf))
                .toList();
        Optional<TargetLeaf> start = Stream.concat(edited.stream(), leaves.stream())
                .filter(leaf -> leaf.imported() >= 0)
                .findFirst();
        List<Revision> history = start.map(TargetLeaf::history).orElse(List.of());
        List<Revision> imported = start.map(leaf -> history.subList(leaf.imported(), history.size()))
                .orElse(List.of());
        if (!imported.isEmpty()
                && ImportedRevision.document(parent(imported), content).equals(imported.get(0))) {
            return new Placing(imported, Kind.THERE);
        }
        if (start.isEmpty() && edited.isEmpty()) {
            // Conflicts of an import alone: somebody has deleted the document beside them.
            List<Revision> conflict = leaves.get(0).history();
            return below(conflict.subList(1, conflict.size()), content, Kind.EDITED);
        }
        if (edited.isEmpty()) {
            return below(history, content, Kind.FREE);
        }
        Placing beside = below(imported, content, Kind.EDITED);
        return isThere(beside.history().get(0), leaves) ? new Placing(beside.history(), Kind.THERE) : beside;
    }

    /** Whether nobody but a migration has written anything above a conflict of an import. */
    private static boolean isConflict(TargetLeaf leaf) {
        return leaf.history().stream()
                .map(Revision::digits)
                .filter(digits -> !digits.startsWith(MIGRATED))
                .findFirst()
                .filter(digits -> digits.startsWith("00000001"))
                .isPresent();
    }

    /** The histories of tombstones for the conflicts that an import has left beside a document, and that nobody has edited. */
    static List<List<Revision>> deletions(Content tombstone, List<TargetLeaf> leaves) {
        return leaves.stream()
                .filter(leaf -> !leaf.deleted() && isConflict(leaf))
                .map(leaf -> below(leaf.history(), tombstone, Kind.FREE).history())
                .toList();
    }

    private static Placing below(List<Revision> ancestors, Content content, Kind kind) {
        List<Revision> history = new ArrayList<>();
        history.add(ImportedRevision.document(ancestors.isEmpty() ? null : ancestors.get(0), content));
        history.addAll(ancestors);
        return new Placing(history, kind);
    }

    private static @Nullable Revision parent(List<Revision> history) {
        return history.size() > 1 ? history.get(1) : null;
    }

    /** The history of a conflict that stands beside the document. */
    List<Revision> beside(Content conflict) {
        List<Revision> beside = new ArrayList<>(history);
        beside.set(0, ImportedRevision.conflict(parent(history), conflict));
        return beside;
    }

    /** Whether the target has a revision already. */
    static boolean isThere(Revision revision, List<TargetLeaf> leaves) {
        return leaves.stream().anyMatch(leaf -> leaf.history().contains(revision));
    }
}
