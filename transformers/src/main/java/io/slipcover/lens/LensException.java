package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** A document, or a member of it, that an operation does not accept. Expected to happen, so it has no stack trace. */
public final class LensException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int LONGEST_VALUE = 60;

    private final String operation;
    private final String reason;
    private final String discreetReason;

    /**
     * @param operation what it does, as {@link Operation#description()} says
     * @param reason what was found and what was expected
     * @param discreetReason the same for someone who may not read the document: it names members, never a value
     */
    public LensException(String operation, String reason, String discreetReason) {
        this(operation, reason, discreetReason, null);
    }

    LensException(String operation, String reason, String discreetReason, @Nullable Throwable cause) {
        super(operation + ": " + reason, cause, false, false);
        this.operation = operation;
        this.reason = reason;
        this.discreetReason = discreetReason;
    }

    /** What the operation does: {@code convert status}. */
    public String operation() {
        return operation;
    }

    /** What was found and what was expected: {@code no pair for 42}. */
    public String reason() {
        return reason;
    }

    /** The same without a value: {@code no pair for the value}. */
    public String discreetReason() {
        return discreetReason;
    }

    /** The same, seen from the operation around it. */
    LensException within(String outer) {
        String separator = operation.startsWith("[") ? "" : ", ";
        return new LensException(outer + separator + operation, reason, discreetReason, getCause());
    }

    /** The same in an element of a list: {@code [3], convert status}. */
    LensException at(int index) {
        return new LensException("[" + index + "], " + operation, reason, discreetReason, getCause());
    }

    /** The same in a value of an object that is used as a map. Such a name may be a secret, as values are, so the discreet reason is silent. */
    LensException atName(JsonName name) {
        return new LensException(
                operation, "in the value of '" + name.text() + "', " + reason, discreetReason, getCause());
    }

    static LensException taken(Operation operation, JsonName destination) {
        return of(operation, "there is a member " + destination.text() + " already");
    }

    static LensException unexpected(Operation operation, JsonName member, String expected, JsonValue found) {
        return unexpected(operation, member.text() + " is expected to be " + expected, found);
    }

    /** @param reason what was expected: {@code an element is expected to be a string} */
    static LensException unexpected(Operation operation, String reason, JsonValue found) {
        return of(operation, reason + ", not " + shown(found), reason);
    }

    /** @param reason a reason without a value */
    static LensException of(Operation operation, String reason) {
        return of(operation, reason, reason);
    }

    static LensException of(Operation operation, String reason, String discreetReason) {
        return new LensException(operation.description(), reason, discreetReason);
    }

    /** A value as it is told in a reason: its text, cut where it is long. */
    static String shown(JsonValue value) {
        String text = value.toString();
        if (text.length() <= LONGEST_VALUE) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST_VALUE - 1)) ? LONGEST_VALUE - 1 : LONGEST_VALUE;
        return text.substring(0, end) + "…";
    }
}
