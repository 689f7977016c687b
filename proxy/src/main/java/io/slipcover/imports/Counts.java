package io.slipcover.imports;

import java.util.ArrayList;
import java.util.List;

/** What became of documents, and what a user has to know of single ones. Used by one thread at a time. */
public final class Counts {
    private static final int LISTED = 50;

    private long imported;
    private long there;
    private long deleted;
    private long conflicts;
    private long edited;
    private long overtaken;
    private long refused;
    private long refusedCopies;
    private long others;
    private long notes;
    private final List<String> listed = new ArrayList<>();

    void imported() {
        imported++;
    }

    void foundThere() {
        there++;
    }

    void foundDeleted() {
        deleted++;
    }

    void keptConflict() {
        conflicts++;
    }

    /** A document that somebody has edited, or deleted, in the target as well as in a source. */
    void foundEdited() {
        edited++;
    }

    void foundOvertaken(long copies) {
        overtaken += copies;
    }

    void refused() {
        refused++;
    }

    /** Older copies that a lens does not take, of documents that were imported without them. */
    void refusedCopies(long copies) {
        refusedCopies += copies;
    }

    /** A design document, or a document whose id names no version. */
    void foundOther() {
        others++;
    }

    void note(String line) {
        notes++;
        if (listed.size() < LISTED) {
            listed.add(line);
        }
    }

    /** Documents that could not be imported, or not with all of their copies. */
    public long refusedDocuments() {
        return refused + refusedCopies;
    }

    /**
     * The counts in words, a line each.
     *
     * @param rehearsed whether nothing was written
     */
    public List<String> lines(boolean rehearsed) {
        List<String> lines = new ArrayList<>();
        lines.add("%d %s, %d already there, %d deleted, %d refused"
                .formatted(imported, rehearsed ? "would be imported" : "imported", there, deleted, refused));
        lines.add("%d %s, %d edited in the target, too"
                .formatted(conflicts, rehearsed ? "would be kept as conflicts" : "kept as conflicts", edited));
        lines.add("%d older copies overtaken, %d documents left aside".formatted(overtaken, others));
        if (refusedCopies > 0) {
            lines.add("%d older copies refused: their documents were imported without them".formatted(refusedCopies));
        }
        listed.forEach(line -> lines.add("  " + line));
        if (notes > listed.size()) {
            lines.add("  and " + (notes - listed.size()) + " more");
        }
        return lines;
    }
}
