package io.slipcover.document;

/** Apps that were updated over a local database that is already filled, and then push what an older release has left there. */
final class UpdatedApps {
    /** What the writer of a document that mixes versions, or that is of an older version than its release's, is told besides. */
    static final String HINT =
            "; an app that was updated over a filled local database writes such documents, see docs/updating-apps.md";

    private UpdatedApps() {}
}
