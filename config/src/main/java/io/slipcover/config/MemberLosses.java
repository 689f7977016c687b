package io.slipcover.config;

import io.slipcover.catalog.Catalog;
import io.slipcover.json.JsonName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the members that lenses do not keep, and the names that these members have in older versions. */
final class MemberLosses {
    private final Catalog catalog;
    private final List<ParsedLens> lenses;
    private final List<KnownLoss> known = new ArrayList<>();

    /** @param lenses the lenses between versions in use */
    MemberLosses(Catalog catalog, List<ParsedLens> lenses) {
        this.catalog = catalog;
        this.lenses = lenses;
    }

    List<KnownLoss> all() {
        for (ParsedLens lens : lenses) {
            for (int index = 0; index < lens.operations().size(); index++) {
                follow(lens, lens.operations().get(index), lens.operations().subList(0, index));
            }
        }
        return List.copyOf(known);
    }

    /** Notes the members of this version and of the older ones that an operation does not keep. */
    private void follow(ParsedLens lens, ParsedOperation operation, List<ParsedOperation> before) {
        Problem decision = decision(operation);
        if (decision == null) {
            return;
        }
        String type = lens.lens().type();
        int from = lens.lens().from();
        Set<JsonName> names = new LinkedHashSet<>(names(operation));
        back(before, names);
        for (int version = from; version >= catalog.versions(type).first(); version--) {
            for (JsonName name : names) {
                known.add(new KnownLoss(type, version, name, from, decision));
            }
            int older = version - 1;
            lenses.stream()
                    .filter(other ->
                            other.lens().type().equals(type) && other.lens().from() == older)
                    .forEach(other -> back(other.operations(), names));
        }
    }

    /** What an operation, or one inside of it, does not keep by decision; null where it keeps all, or where its code alone could tell. */
    private static @Nullable Problem decision(ParsedOperation operation) {
        boolean isCode = operation.inner().isEmpty() && operation.flow().opaque();
        if (!operation.losses().isEmpty()) {
            return isCode
                    ? null
                    : operation
                            .place()
                            .problem(operation.description() + ": "
                                    + operation.losses().get(0));
        }
        for (ParsedOperation inner : operation.inner()) {
            Problem decision = decision(inner);
            if (decision != null) {
                return decision;
            }
        }
        return null;
    }

    /** The members at the top of the document that an operation names. One without names of its own is about those of its inner operations. */
    private static List<JsonName> names(ParsedOperation operation) {
        if (!operation.names().isEmpty()) {
            return operation.names().stream().map(NamePlace::name).toList();
        }
        return operation.inner().stream()
                .flatMap(inner -> names(inner).stream())
                .toList();
    }

    /** Adds the names that members had before these operations. */
    private static void back(List<ParsedOperation> operations, Set<JsonName> names) {
        for (int index = operations.size() - 1; index >= 0; index--) {
            ParsedOperation operation = operations.get(index);
            NameFlow flow = operation.flow();
            if (operation.names().isEmpty()) {
                back(operation.inner(), names);
            } else if (flow.destinations().stream().anyMatch(names::contains)
                    || flow.blurred().stream().anyMatch(names::contains)) {
                names.addAll(flow.sources());
            }
        }
    }
}
