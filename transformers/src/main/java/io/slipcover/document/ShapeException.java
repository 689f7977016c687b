package io.slipcover.document;

/** A document whose version cannot be told, or is one that no release names. */
final class ShapeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String discreetReason;
    private final boolean unnamed;

    private ShapeException(String reason, String discreetReason, boolean unnamed) {
        super(reason, null, false, false);
        this.discreetReason = discreetReason;
        this.unnamed = unnamed;
    }

    /** A version that could be one, but that no release names. */
    static ShapeException unnamed(String type, String version) {
        return new ShapeException(
                type + " " + version + ": no release names this version",
                type + ": it has a version that no release names",
                true);
    }

    static ShapeException unclear(String reason, String discreetReason) {
        return new ShapeException(reason, discreetReason, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    /** The same without a value of the document. */
    String discreetReason() {
        return discreetReason;
    }

    /** Whether another Slipcover may know the version. */
    boolean isUnnamed() {
        return unnamed;
    }
}
