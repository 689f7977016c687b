package io.slipcover.config;

import io.slipcover.catalog.Catalog;
import io.slipcover.lens.Change;
import io.slipcover.lens.Operation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads off the lenses what each path to the stored version means for clients of the older version. */
final class PathsReader {
    private final Catalog catalog;
    private final List<ParsedLens> lenses;

    PathsReader(Catalog catalog, List<ParsedLens> lenses) {
        this.catalog = catalog;
        this.lenses = lenses;
    }

    List<PathFacts> read() {
        List<PathFacts> facts = new ArrayList<>();
        for (String type : catalog.types()) {
            Integer stored = catalog.store().types().get(type);
            for (int version : catalog.versions(type)) {
                if (stored != null && version < stored) {
                    facts.add(path(type, version, stored, lenses));
                }
            }
        }
        return facts;
    }

    /** What one path means. */
    static PathFacts path(String type, int from, int to, List<ParsedLens> lenses) {
        return new OnePath().read(type, from, to, lenses);
    }

    /** What is gathered along one path, each once. */
    private static final class OnePath {
        private final Set<String> unseen = new LinkedHashSet<>();
        private final Set<String> notKept = new LinkedHashSet<>();
        private final Set<String> needsBase = new LinkedHashSet<>();
        private final Set<Refusal> refusals = new LinkedHashSet<>();

        PathFacts read(String type, int from, int to, List<ParsedLens> lenses) {
            for (ParsedLens lens : lenses) {
                if (lens.lens().type().equals(type)
                        && lens.lens().from() >= from
                        && lens.lens().to() <= to) {
                    lens.operations().forEach(operation -> gather(operation, ""));
                }
            }
            return new PathFacts(
                    type,
                    from,
                    to,
                    List.copyOf(unseen),
                    List.copyOf(notKept),
                    List.copyOf(needsBase),
                    List.copyOf(refusals));
        }

        /** @param outer where the operation's members stand: {@code address.}, or nothing for the top of the document */
        private void gather(ParsedOperation parsed, String outer) {
            Operation operation = parsed.operation();
            if (operation == null) {
                return;
            }
            parsed.losses().forEach(loss -> notKept.add(outer + operation.description() + ": " + loss));
            if (operation.needsBase() && parsed.inner().isEmpty()) {
                needsBase.add(outer + operation.description());
            }
            if (operation.downwards() instanceof Change.Dropped dropped) {
                unseen.add(outer + dropped.name().text());
            }
            refusals.addAll(Refusals.of(operation, outer));
            String inner = parsed.inner().isEmpty() || parsed.names().isEmpty()
                    ? outer
                    : outer + parsed.names().get(0).name().text() + step(operation);
            parsed.inner().forEach(nested -> gather(nested, inner));
        }

        /** What stands between a member and the members inside of it. */
        private static String step(Operation operation) {
            Change change = operation.upwards();
            return change instanceof Change.Each ? "[]." : change instanceof Change.EachValue ? ".*." : ".";
        }
    }
}
