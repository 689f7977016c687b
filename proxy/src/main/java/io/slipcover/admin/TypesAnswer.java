package io.slipcover.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.catalog.Catalog;
import io.slipcover.config.Configuration;
import io.slipcover.config.LensFacts;
import io.slipcover.config.LensStep;
import io.slipcover.config.PathFacts;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Types, their versions, and the lenses between these, as JSON.
 *
 * @param configuration as it is now
 */
public record TypesAnswer(Supplier<Configuration> configuration) implements Function<AdminQuestion, String> {
    @Override
    public String apply(AdminQuestion question) {
        Configuration read = configuration.get();
        List<PathFacts> paths = read.facts().paths();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode types = json.putArray("types");
        for (String type : read.catalog().types()) {
            ObjectNode told = types.addObject().put("type", type);
            SortedSet<Integer> versions = read.catalog().versions(type);
            versions(told.putArray("versions"), read.catalog(), type, versions);
            lenses(told.putArray("lenses"), read.facts(), type, versions);
            ArrayNode ways = told.putArray("paths");
            paths.stream().filter(path -> path.type().equals(type)).forEach(path -> put(ways.addObject(), path));
        }
        return json.toString();
    }

    /** Every version from the oldest to the newest, those among them that no release names. */
    private static void versions(ArrayNode json, Catalog catalog, String type, SortedSet<Integer> named) {
        Integer stored = catalog.store().types().get(type);
        for (int version = named.first(); version <= named.last(); version++) {
            Integer number = version;
            ObjectNode told = json.addObject().put("version", version).put("stored", number.equals(stored));
            ArrayNode releases = told.putArray("releases");
            catalog.releases().stream()
                    .filter(release -> number.equals(release.types().get(type)))
                    .forEach(release -> releases.add(release.name()));
        }
    }

    private static void lenses(ArrayNode json, LensFacts facts, String type, SortedSet<Integer> named) {
        for (int from = named.first(); from < named.last(); from++) {
            ArrayNode operations =
                    json.addObject().put("from", from).put("to", from + 1).putArray("operations");
            facts.steps(type, from).stream()
                    .map(LensStep::operation)
                    .forEach(operation -> operations.add(operation.description()));
        }
    }

    private static void put(ObjectNode json, PathFacts path) {
        json.put("from", path.from()).put("to", path.to());
        path.unseen().forEach(json.putArray("unseen")::add);
        path.notKept().forEach(json.putArray("not_kept")::add);
        path.needsBase().forEach(json.putArray("needs_base")::add);
        path.refused().forEach(json.putArray("refused")::add);
    }
}
