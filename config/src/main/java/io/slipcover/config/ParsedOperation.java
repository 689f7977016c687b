package io.slipcover.config;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a lens file, and what the checks want to know of it.
 *
 * @param name what the file calls it: {@code rename}
 * @param place where its name stands
 * @param arguments what stands behind its name
 * @param operation what it does; null where something is wrong with it, which was reported
 * @param names the members it names
 * @param flow what it does to the members' names
 * @param defaultValue what {@code add} or {@code remove} brings
 * @param inner the operations under {@code in}
 * @param surroundings what stands around the objects that those lead
 * @param losses what it does not keep, a sentence each
 */
record ParsedOperation(
        String name,
        Place place,
        YamlValue.Mapping arguments,
        @Nullable Operation operation,
        List<NamePlace> names,
        NameFlow flow,
        @Nullable DefaultValue defaultValue,
        List<ParsedOperation> inner,
        Surroundings surroundings,
        List<String> losses) {

    /** A value that an operation brings, and where it stands. */
    record DefaultValue(JsonName name, JsonValue value, Place place) {}

    /** What it does, in a few words; of one with something wrong in it, the name alone. */
    String description() {
        return operation == null ? name : operation.description();
    }

    /** Where the operation names a member. */
    Place placeOf(JsonName member) {
        return names.stream()
                .filter(named -> named.name().equals(member))
                .map(NamePlace::place)
                .findFirst()
                .orElse(place);
    }
}
