package io.slipcover.config;

import io.slipcover.catalog.Recognition;
import io.slipcover.catalog.TypeRule;
import io.slipcover.catalog.VersionRule;
import io.slipcover.json.JsonName;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What tells types and versions of documents, as the file says it.
 *
 * @param versionPlace where it says which member holds the version
 * @param whenAbsentPlace where the version of documents without a number stands; null: nowhere
 * @param oldestStored by type, the oldest version that is still stored
 * @param oldestStoredPlaces where each type of {@code oldest-stored} stands
 * @param recognitionPlaces where each type of {@code recognise} stands, and each of its versions
 */
record Documents(
        TypeRule type,
        VersionRule version,
        Place versionPlace,
        @Nullable Place whenAbsentPlace,
        Recognition recognition,
        Map<String, TypePlaces> recognitionPlaces,
        Map<String, Integer> oldestStored,
        Map<String, Place> oldestStoredPlaces) {

    /** The members that no lens may name, but for those that begin with {@code _}. */
    Set<JsonName> reserved() {
        Set<JsonName> reserved = new HashSet<>();
        reserved.add(version.field());
        if (type instanceof TypeRule.ByField byField) {
            reserved.add(byField.field());
        }
        return reserved;
    }

    /** Where a type stands, and where each of its versions does. */
    record TypePlaces(Place place, Map<Integer, Place> versions) {}
}
