package io.slipcover.stats;

import io.slipcover.catalog.Release;
import io.slipcover.document.StoredKind.Kind;
import io.slipcover.json.JsonSlice;
import io.slipcover.stats.Statistics.Hidden;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Statistics as a table for people. */
public final class StatisticsTable {
    private StatisticsTable() {}

    /**
     * The table, a line each.
     *
     * @param title what the statistics are of
     */
    public static List<String> lines(String title, Statistics statistics) {
        List<String> lines = new ArrayList<>();
        lines.add("%s: %d documents, %d with a conflict, %d of no known type, %d design documents, %d tombstones"
                .formatted(
                        title,
                        statistics.documents(),
                        statistics.conflicts(),
                        statistics.others(),
                        statistics.designs(),
                        statistics.tombstones()));
        if (!statistics.kinds().isEmpty()) {
            lines.addAll(Columns.aligned(rows(statistics)));
        }
        if (statistics.hidden() > 0) {
            lines.add("cannot be shown:");
            for (Hidden hidden : statistics.listed()) {
                lines.add("  %s %s %s to release %s: %s"
                        .formatted(
                                JsonSlice.string(hidden.database()),
                                JsonSlice.string(hidden.id()),
                                JsonSlice.string(hidden.revision()),
                                hidden.release(),
                                hidden.reason()));
            }
            long more = statistics.hidden() - statistics.listed().size();
            if (more > 0) {
                lines.add("  and " + more + " more");
            }
        }
        return lines;
    }

    private static List<List<String>> rows(Statistics statistics) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("type", "version", "stored"));
        statistics.releases().forEach(release -> head.add("for " + release.name()));
        rows.add(head);
        for (Map.Entry<Kind, Statistics.Count> entry : statistics.kinds().entrySet()) {
            Kind kind = entry.getKey();
            List<String> row = new ArrayList<>(List.of(
                    kind.type(),
                    kind.version() == 0 ? "?" : Integer.toString(kind.version()),
                    Long.toString(entry.getValue().all())));
            for (Release release : statistics.releases()) {
                boolean knows = release.types().containsKey(kind.type());
                row.add(knows ? Long.toString(entry.getValue().readableFor(release.name())) : "-");
            }
            rows.add(row);
        }
        return rows;
    }
}
