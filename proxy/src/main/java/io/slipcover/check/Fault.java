package io.slipcover.check;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * Something that went wrong with a document, without a value of the document: all documents with which the same went wrong have equal faults.
 *
 * @param type the document's type; empty where it is not known
 * @param writer the version that wrote; 0 where nothing was written
 * @param reader the version that reads; 0 where it is about no reader
 * @param member the member at the top of the document that it is about; empty where it is about none
 * @param detail what else there is to say, such as what a lens does not accept
 */
public record Fault(Kind kind, String type, int writer, int reader, String member, String detail) {

    /** The kinds of faults. */
    public enum Kind {
        /** The document's number and its members do not agree. */
        CONTRADICTED("a number that the members contradict", true),
        /** The document has no number, and two rules of {@code recognise} or more hold for it. */
        AMBIGUOUS("no number, and members of several versions", true),
        /** No release names the document's version, or its number is none. */
        UNKNOWN_VERSION("a version that no release names", true),
        /** The document, or what a client is shown of it, does not match the JSON Schema of its version. */
        UNMATCHED("does not match its schema", true),
        /** A lens does not accept the stored document. */
        UNSHOWABLE("cannot be shown", true),
        /** What the client was shown is refused when the client writes it back, or with one member changed. */
        REFUSED("is refused when it is written", true),
        /** After a client wrote back what it was shown, somebody is shown something else. */
        CHANGED("changes when it is written back as it was shown", true),
        /** The client does not read what it wrote. */
        NOT_KEPT("is not read as it was written", true),
        /** After a client added a member that no lens knows, another member is shown otherwise. */
        DISTURBED("changes another member", true),
        /** What was written cannot be shown to other clients. */
        UNSHOWABLE_THEN("cannot be shown once it was written", true),
        /** The rule of the document's version does not hold, nor does another version's. */
        UNRULED("a rule of recognise that does not hold", false),
        /** The lens says that it does not keep this. */
        AS_TOLD("is not kept, as the lens says", false),
        /** The client may not leave this member out. */
        NEEDED("is refused without a member", false);

        private final String words;
        private final boolean violation;

        Kind(String words, boolean violation) {
            this.words = words;
            this.violation = violation;
        }

        /** The kind in a few words. */
        public String words() {
            return words;
        }

        /** Whether this breaks what is promised about data. Otherwise it is the author's decision, or worth knowing. */
        public boolean isViolation() {
            return violation;
        }

        /** The kind as JSON names it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Fault {
        requireNonNull(kind, "kind");
        requireNonNull(type, "type");
        requireNonNull(member, "member");
        requireNonNull(detail, "detail");
    }

    /** The fault in one line. */
    public String text() {
        StringBuilder text = new StringBuilder(type);
        if (writer > 0) {
            text.append(' ').append(writer);
        }
        if (!member.isEmpty()) {
            text.append(": '").append(member).append('\'');
        }
        text.append(' ').append(kind.words());
        if (reader > 0 && reader != writer) {
            text.append(", for clients of ").append(reader);
        }
        return detail.isEmpty()
                ? text.toString()
                : text.append(": ").append(detail).toString();
    }
}
