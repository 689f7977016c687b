package io.slipcover.cli;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import io.slipcover.config.WrittenLens;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonObject;
import io.slipcover.stats.Columns;
import java.util.ArrayList;
import java.util.List;

/** Types, releases and lenses as lines for people. */
final class LensesTable {
    private LensesTable() {}

    static List<String> lines(Catalog catalog, List<WrittenLens> lenses) {
        List<String> lines = new ArrayList<>();
        List<List<String>> releases = new ArrayList<>();
        releases.add(List.of("release", "clients", "types"));
        for (Release release : catalog.releases()) {
            releases.add(List.of(
                    release.name().equals(catalog.store().name()) ? release.name() + " (store)" : release.name(),
                    release.clients().toString(),
                    types(release)));
        }
        lines.addAll(Columns.toTheLeft(releases));
        lines.add("");
        List<List<String>> steps = new ArrayList<>();
        steps.add(List.of("type", "lens", "operations"));
        for (WrittenLens lens : lenses) {
            steps.add(List.of(lens.type(), lens.from() + " to " + lens.to(), operations(lens.operations())));
        }
        lines.addAll(Columns.toTheLeft(steps));
        return lines;
    }

    private static String types(Release release) {
        List<String> types = new ArrayList<>();
        release.types().forEach((type, version) -> types.add(type + " " + version));
        return String.join(", ", types);
    }

    private static String operations(JsonArray operations) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            JsonObject operation = operations.get(i).asObject();
            names.add(operation.name(0).text());
        }
        return String.join(", ", names);
    }
}
