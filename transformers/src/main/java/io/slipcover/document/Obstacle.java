package io.slipcover.document;

import static java.util.Objects.requireNonNull;

import io.slipcover.lens.LensException;
import java.util.Locale;

/**
 * The reason why a document cannot be shown or stored, in words for operators. It names type, versions, operation and members, and never a
 * value of the document. All parts but the problem come from the configuration, so that there are few different obstacles to count.
 *
 * @param type the document's type; empty where it is not known
 * @param from the version that the document has; 0 where that is not known
 * @param to the version that the document should get; 0 where that is not known
 * @param operation what the operation of the lens does, such as {@code convert status}; empty where no operation is at fault
 * @param problem what is wrong, such as {@code no pair for the value}
 */
public record Obstacle(Kind kind, String type, int from, int to, String operation, String problem) {
    /** The kind of obstacle that stands in a document's way. */
    public enum Kind {
        /** An operation of a lens does not accept the document. */
        LENS,
        /** The document's version cannot be told, or no release names it. */
        VERSION,
        /** The document does not match the JSON Schema of its version. */
        SCHEMA,
        /** The document is beyond a limit of Slipcover's. */
        LIMIT,
        /** A lens failed in a way of its own. */
        UNEXPECTED;

        /** The kind in lower case, as metrics name it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Obstacle {
        requireNonNull(kind, "kind");
        requireNonNull(type, "type");
        requireNonNull(operation, "operation");
        requireNonNull(problem, "problem");
    }

    /** An operation that does not accept the document, on the way between two versions of a type. */
    public static Obstacle ofLens(String type, int from, int to, LensException exception) {
        return new Obstacle(Kind.LENS, type, from, to, exception.operation(), exception.discreetReason());
    }

    /**
     * A version that cannot be told or that no release names.
     *
     * @param problem what is wrong, without a value of the document
     */
    public static Obstacle ofVersion(String type, String problem) {
        return new Obstacle(Kind.VERSION, type, 0, 0, "", problem);
    }

    /**
     * A JSON Schema that a written document does not match.
     *
     * @param version the version in which the document was written
     * @param problem names the schema's path and keyword, without a value of the document
     */
    public static Obstacle ofSchema(String type, int version, String problem) {
        return new Obstacle(Kind.SCHEMA, type, version, version, "", problem);
    }

    /**
     * A limit that the document is beyond.
     *
     * @param problem names the limit
     */
    public static Obstacle ofLimit(String problem) {
        return new Obstacle(Kind.LIMIT, "", 0, 0, "", problem);
    }

    /**
     * A lens that failed in a way of its own. The obstacle leaves out the failure's message, because the message may quote the document.
     */
    public static Obstacle ofFailure(Throwable failure) {
        return new Obstacle(
                Kind.UNEXPECTED,
                "",
                0,
                0,
                "",
                "unexpected: " + failure.getClass().getSimpleName());
    }

    /** The obstacle that an exception tells of, whatever kind of failure the exception is. */
    static Obstacle of(Throwable failure) {
        if (failure instanceof UnshowableException unshowable) {
            return unshowable.obstacle();
        }
        if (failure instanceof RefusedException refused) {
            return refused.obstacle();
        }
        return failure instanceof TemporarilyRefusedException refused ? refused.obstacle() : ofFailure(failure);
    }

    /** This obstacle where it is not the document's own, but that of the stored revision from which the document's edit started. */
    Obstacle ofBase() {
        return new Obstacle(kind, type, from, to, operation, "the base of the edit: " + problem);
    }

    /** The obstacle in one line: {@code todo-item 2 to 1: convert status: no pair for the value}. */
    @Override
    public String toString() {
        String path = from == 0
                ? ""
                : kind == Kind.SCHEMA ? "%s %d: ".formatted(type, from) : "%s %d to %d: ".formatted(type, from, to);
        return path + (operation.isEmpty() ? "" : operation + ": ") + problem;
    }
}
