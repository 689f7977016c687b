package io.slipcover.simulation;

import java.util.ArrayList;
import java.util.List;

/** Every edit whose author was told that it is stored: locally by PouchDB, or by CouchDB through Slipcover. */
final class Ledger {
    /** An edit that made a revision of a document. */
    record Edit(String author, String id, String revision) {}

    private final List<Edit> edits = new ArrayList<>();

    void acknowledged(String author, String id, String revision) {
        edits.add(new Edit(author, id, revision));
    }

    List<Edit> edits() {
        return edits;
    }
}
