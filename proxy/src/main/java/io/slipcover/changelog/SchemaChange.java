package io.slipcover.changelog;

import static java.util.Objects.requireNonNull;

import io.slipcover.config.InlineCode;

/**
 * A difference between the schemas of two versions.
 *
 * @param member the way to the member: {@code address.zip}, and {@code steps[].text} in each element of a list
 * @param kind what differs
 * @param before what the older schema says, in words; empty where it says nothing
 * @param after what the newer schema says, in words; empty where it says nothing
 */
public record SchemaChange(String member, Kind kind, String before, String after) {
    /** What differs. */
    public enum Kind {
        ADDED,
        ADDED_AND_REQUIRED,
        REMOVED,
        REQUIRED,
        OPTIONAL,
        TYPE,
        VALUES,
        FORMAT
    }

    public SchemaChange {
        requireNonNull(member, "member");
        requireNonNull(kind, "kind");
        requireNonNull(before, "before");
        requireNonNull(after, "after");
    }

    /** The difference, in Markdown. */
    public String sentence() {
        String name = InlineCode.name(member);
        return switch (kind) {
            case ADDED -> name + " may be there" + ofType() + ".";
            case ADDED_AND_REQUIRED -> name + " has to be there" + ofType() + ".";
            case REMOVED -> name + " is gone.";
            case REQUIRED -> name + " has to be there now.";
            case OPTIONAL -> name + " may be missing now.";
            case TYPE -> name + " is of type " + told(after) + " now, and was of type " + told(before) + ".";
            case VALUES -> name + " takes the values " + told(after) + " now, and took " + told(before) + ".";
            case FORMAT -> name + " has the format " + told(after) + " now, and had " + told(before) + ".";
        };
    }

    private String ofType() {
        return after.isEmpty() ? "" : ", of type " + told(after);
    }

    private static String told(String words) {
        return words.isEmpty() ? "any" : InlineCode.text(words);
    }
}
