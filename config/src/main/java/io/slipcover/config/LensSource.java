package io.slipcover.config;

import java.util.List;
import java.util.Set;

/**
 * A lens file as it is written.
 *
 * @param types all types that the file is for
 * @param operations the elements of its list
 */
record LensSource(Set<String> types, List<YamlValue> operations) {
    LensSource {
        types = Set.copyOf(types);
        operations = List.copyOf(operations);
    }
}
