package io.slipcover.document;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.function.Predicate;

/**
 * The rules that tell deleted documents. CouchDB lets a deletion keep members, for filters and for people who want the document back. A
 * tombstone with such members has a shape as other documents have. A bare tombstone has none.
 */
final class Tombstone {
    private static final JsonName DELETED = JsonName.of("_deleted");

    private Tombstone() {}

    /** Whether the document is deleted. */
    static boolean is(JsonObject document) {
        return document.isTrue(DELETED);
    }

    /**
     * Whether a deleted document has nothing that depends on its shape: no member but CouchDB's and those that tell its type.
     *
     * @param ofType whether a member tells the type alone
     */
    static boolean isBare(JsonObject tombstone, Predicate<JsonName> ofType) {
        for (int i = 0; i < tombstone.size(); i++) {
            JsonName name = tombstone.name(i);
            if (!Shapes.isCouch(name) && !ofType.test(name)) {
                return false;
            }
        }
        return true;
    }

    /** The bare tombstone of this deletion: CouchDB's members alone. */
    static JsonObject bare(JsonObject tombstone) {
        JsonObject bare = JsonObject.empty();
        for (int i = 0; i < tombstone.size(); i++) {
            if (Shapes.isCouch(tombstone.name(i))) {
                bare.add(tombstone.name(i), tombstone.value(i));
            }
        }
        return bare;
    }
}
