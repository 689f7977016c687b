package io.slipcover.envelope;

import io.slipcover.json.JsonLimits;
import io.slipcover.json.Room;

/**
 * How much of a body is held, and how deep a document may be nested. A document that exceeds a limit is told as such a one; what comes
 * before and behind it is not concerned.
 *
 * @param maximumDepth levels of objects and arrays within a document; the envelope's own few do not count, so that a document has one
 *     limit wherever it stands
 * @param maximumEntryBytes bytes of one entry, with the comma and the white space before it
 * @param maximumMembers members of one document
 * @param room room for what is held; the limits of a process have no end of it, those of one body do
 */
public record EnvelopeLimits(int maximumDepth, int maximumEntryBytes, int maximumMembers, Room room) {
    /** The usual depth of documents, and entries of as many bytes as an array holds. */
    public static final EnvelopeLimits DEFAULT =
            new EnvelopeLimits(JsonLimits.DEFAULT_DOCUMENT_DEPTH, Integer.MAX_VALUE - 16);

    /** What is told of a document that is nested too deeply. */
    public ExceededLimit nestingExceeded() {
        return new ExceededLimit(ExceededLimit.Limit.NESTING, maximumDepth);
    }

    /** What is told of a document that has too many members. */
    public ExceededLimit membersExceeded() {
        return new ExceededLimit(ExceededLimit.Limit.MEMBERS, maximumMembers);
    }

    /** What is told of a document that is too long. */
    ExceededLimit lengthExceeded() {
        return new ExceededLimit(ExceededLimit.Limit.LENGTH, maximumEntryBytes);
    }

    /** The same for documents that have so many more levels around them, which do not count. */
    public EnvelopeLimits within(int levels) {
        return new EnvelopeLimits(maximumDepth + levels, maximumEntryBytes, maximumMembers, room);
    }

    /** The same limits for one body, whose bytes are held in this room. */
    public EnvelopeLimits in(Room held) {
        return new EnvelopeLimits(maximumDepth, maximumEntryBytes, maximumMembers, held);
    }

    /** Limits without an end of members and of room. */
    public EnvelopeLimits(int maximumDepth, int maximumEntryBytes) {
        this(maximumDepth, maximumEntryBytes, Integer.MAX_VALUE, Room.ENDLESS);
    }

    public EnvelopeLimits {
        if (maximumDepth < 1 || maximumEntryBytes < 1) {
            throw new IllegalArgumentException(
                    "limits of at least 1 expected, found " + maximumDepth + " and " + maximumEntryBytes);
        }
    }
}
