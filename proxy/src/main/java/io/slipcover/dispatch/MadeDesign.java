package io.slipcover.dispatch;

/**
 * A design document that Slipcover makes for a release, and that an operator uploads.
 *
 * @param release the release's name
 * @param database the database where clients ask for it
 * @param asked the name of the design document that clients ask for
 * @param made the name of the design document that answers
 */
record MadeDesign(String release, String database, String asked, String made) {
    /** What there is to do where it is missing. */
    String remedy() {
        return "release %s has _design/%s in place of _design/%s, and nobody has uploaded it to '%s': an operator does so with"
                        .formatted(release, made, asked, database)
                + " slipcover design --release %s --database %s --upload FILE".formatted(release, database);
    }
}
