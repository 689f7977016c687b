package io.slipcover.onepass;

/** What is known of the entries of one kind. */
final class KnownEntries {
    final EntryKind kind;

    /** The layouts of the entries around their documents, or those of documents that are entries themselves. */
    final LayoutTree layouts;

    final Trials trials = new Trials();

    KnownEntries(EntryKind kind, LayoutTree layouts) {
        this.kind = kind;
        this.layouts = layouts;
    }
}
