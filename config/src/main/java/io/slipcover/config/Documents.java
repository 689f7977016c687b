package io.slipcover.config;

import io.slipcover.catalog.Recognition;
import io.slipcover.catalog.TypeRule;
import io.slipcover.catalog.VersionRule;
import io.slipcover.json.MemberPath;
import io.slipcover.lens.ReservedNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What tells types and versions of documents, as the file says it.
 *
 * @param toldTypes the types that rules name, and where; empty where other things tell the type
 * @param versionPlace where it says which member holds the version
 * @param whenAbsentPlace where the version of documents without a number stands; null: nowhere
 * @param oldestStored by type, the oldest version that is still stored
 * @param oldestStoredPlaces where each type of {@code oldest-stored} stands
 * @param recognitionPlaces where each type of {@code recognise} stands, and each of its versions
 */
record Documents(
        TypeRule type,
        Map<String, Place> toldTypes,
        VersionRule version,
        Place versionPlace,
        @Nullable Place whenAbsentPlace,
        Recognition recognition,
        Map<String, TypePlaces> recognitionPlaces,
        Map<String, Integer> oldestStored,
        Map<String, Place> oldestStoredPlaces) {

    /** The members that no lens of some types may touch. */
    ReservedNames reserved(Collection<String> types) {
        List<MemberPath> paths = new ArrayList<>();
        types.forEach(name -> paths.addAll(type.looksAt(name)));
        paths.add(version.path());
        return ReservedNames.ofPaths(paths);
    }

    /** Where a type stands, and where each of its versions does. */
    record TypePlaces(Place place, Map<Integer, Place> versions) {}
}
