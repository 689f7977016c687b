package io.slipcover.document;

/** A document whose version cannot be told, or is one that no release names. */
final class ShapeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String type;
    private final String discreetReason;
    private final boolean newer;
    private final boolean severalVersions;

    private ShapeException(String type, String reason, String discreetReason, boolean newer, boolean severalVersions) {
        super(reason, null, false, false);
        this.type = type;
        this.discreetReason = discreetReason;
        this.newer = newer;
        this.severalVersions = severalVersions;
    }

    /**
     * A version that could be one, but that no release names.
     *
     * @param newer whether it is newer than all that are named
     */
    static ShapeException unnamed(String type, String version, boolean newer) {
        return new ShapeException(
                type,
                type + " " + version + ": no release names this version",
                type + ": it has a version that no release names",
                newer,
                false);
    }

    static ShapeException unclear(String type, String reason, String discreetReason) {
        return new ShapeException(type, reason, discreetReason, false, false);
    }

    /** The members are those of several versions, or of none, or of another one than the number says. */
    static ShapeException ofSeveralVersions(String type, String reason, String discreetReason) {
        return new ShapeException(type, reason, discreetReason, false, true);
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    /** The reason for whoever wrote the document: it says which apps write such documents. */
    String reasonForWriter() {
        return severalVersions ? reason() + RefusedException.UPDATED_APP : reason();
    }

    /** The same without a value of the document. */
    String discreetReason() {
        return discreetReason;
    }

    /** The same for operators. */
    Obstacle obstacle() {
        return Obstacle.ofVersion(type, discreetReason);
    }

    /** Whether a newer Slipcover at work may know the version. */
    boolean isNewer() {
        return newer;
    }
}
