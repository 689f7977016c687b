package io.slipcover.onepass;

/** The kind of the entries at one place of answers. Two kinds are the same where they are one object. */
public final class EntryKind {
    /** The document with nothing around it. */
    public static final EntryKind BARE = new EntryKind();

    private EntryKind() {}

    /** A kind of its own: an object around a document. */
    public static EntryKind around() {
        return new EntryKind();
    }

    boolean isBare() {
        return this == BARE;
    }
}
