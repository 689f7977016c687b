package io.slipcover.cli;

import io.slipcover.document.Revision;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A revision that waits in the quarantine, without its bytes.
 *
 * @param key the id of its document in the quarantine, and the revision of that document
 * @param user the name of the user who wrote the revision; empty where nobody knows it
 */
record WaitingRevision(
        Key key,
        String database,
        String id,
        String revision,
        String release,
        String clientVersion,
        String user,
        String time,
        String reason) {
    /** The name of a document in the quarantine. */
    record Key(String id, String revision) {}

    /** The order in which revisions are tried again: those of one document one after the other, a parent before its children. */
    static final Comparator<WaitingRevision> ORDER = Comparator.comparing(WaitingRevision::database)
            .thenComparing(WaitingRevision::id)
            .thenComparingLong(WaitingRevision::generation)
            .thenComparing(WaitingRevision::revision);

    private static final JsonName ID = JsonName.of("_id");
    private static final JsonName REVISION = JsonName.of("_rev");
    private static final JsonName QUARANTINED = JsonName.of("quarantined");

    /** The revision that a document of the quarantine database tells of, or null where the document tells of none. */
    static @Nullable WaitingRevision of(JsonObject document) {
        JsonObject about = document.object(QUARANTINED);
        if (about == null) {
            return null;
        }
        return new WaitingRevision(
                new Key(text(document, ID), text(document, REVISION)),
                text(about, JsonName.of("database")),
                text(about, JsonName.of("id")),
                text(about, JsonName.of("revision")),
                text(about, JsonName.of("release")),
                text(about, JsonName.of("client_version")),
                text(about, JsonName.of("user")),
                text(about, JsonName.of("time")),
                text(about, JsonName.of("reason")));
    }

    private static String text(JsonObject object, JsonName name) {
        String text = object.string(name);
        return text == null ? "" : text;
    }

    private long generation() {
        return Revision.parse(revision).map(Revision::generation).orElse(0L);
    }
}
