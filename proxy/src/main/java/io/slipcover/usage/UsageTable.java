package io.slipcover.usage;

import io.slipcover.json.JsonSlice;
import io.slipcover.stats.Columns;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Usage as a table for people. */
public final class UsageTable {
    private static final int MOST_DAYS = 31;
    private static final int HUNDRED = 100;

    private UsageTable() {}

    /**
     * The table, a line each.
     *
     * @param known the releases of the configuration; null: nobody said
     */
    public static List<String> lines(Usage usage, @Nullable List<String> known) {
        List<String> lines = new ArrayList<>();
        lines.add("%s by release, from %s to %s"
                .formatted(Counted.of(usage.requests(), "request", "requests"), time(usage.from()), time(usage.to())));
        if (!usage.releases().isEmpty()) {
            lines.addAll(Columns.aligned(rows(usage)));
        }
        older(usage, lines);
        days(usage, lines);
        if (known != null) {
            for (String release : UsedReleases.unused(usage, known)) {
                lines.add("release " + release + ": nobody asked");
            }
            for (String release : UsedReleases.unknown(usage, known)) {
                lines.add("release " + shown(release) + ": the configuration does not name it");
            }
        }
        unknown(usage, lines);
        return lines;
    }

    private static List<List<String>> rows(Usage usage) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("release", "client version", "requests", "share", "first seen", "last seen"));
        usage.releases().forEach((name, release) -> {
            rows.add(row(shown(name), "all", release.all(), usage.requests()));
            release.versions().forEach((version, seen) -> rows.add(row("", shown(version), seen, usage.requests())));
        });
        return rows;
    }

    private static List<String> row(String release, String version, Seen seen, long all) {
        double share = all == 0 ? 0 : (double) HUNDRED * seen.requests() / all;
        return List.of(
                release,
                version,
                Long.toString(seen.requests()),
                "%.1f %%".formatted(share),
                time(seen.first()),
                time(seen.last()));
    }

    private static void older(Usage usage, List<String> lines) {
        usage.releases()
                .forEach((name, release) -> release.older()
                        .forEach((older, documents) -> lines.add(
                                "release %s: %s of %s %s written in version %s, which is older than the release's"
                                        .formatted(
                                                shown(name),
                                                Counted.of(documents, "document", "documents"),
                                                shown(older.type()),
                                                documents == 1 ? "was" : "were",
                                                shown(older.version())))));
    }

    private static void days(Usage usage, List<String> lines) {
        TreeSet<LocalDate> days = new TreeSet<>();
        usage.releases().values().forEach(release -> days.addAll(release.days().keySet()));
        if (days.isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("day"));
        usage.releases().keySet().forEach(name -> head.add("release " + shown(name)));
        rows.add(head);
        for (LocalDate day :
                days.stream().skip(Math.max(0, days.size() - MOST_DAYS)).toList()) {
            List<String> row = new ArrayList<>(List.of(day.toString()));
            for (Map.Entry<String, ReleaseUsage> release : usage.releases().entrySet()) {
                row.add(Long.toString(release.getValue().days().getOrDefault(day, 0L)));
            }
            rows.add(row);
        }
        lines.addAll(Columns.aligned(rows));
        if (days.size() > MOST_DAYS) {
            lines.add("and " + Counted.of(days.size() - MOST_DAYS, "earlier day", "earlier days")
                    + ", which --json tells");
        }
    }

    private static void unknown(Usage usage, List<String> lines) {
        if (usage.withoutRelease() > 0) {
            lines.add(Counted.of(usage.withoutRelease(), "request", "requests")
                    + " of no release: the answer depends on none, or the client was refused before");
        }
        if (usage.refused() > 0) {
            lines.add(Counted.of(usage.refused(), "request was", "requests were")
                    + " refused, since no release serves the client's version, or the client told none");
        }
        if (usage.unread() > 0) {
            lines.add(Counted.of(usage.unread(), "line", "lines")
                    + " could not be read: another log, or the half of a line");
        }
    }

    /** A name that may come from a stranger's file. */
    private static String shown(String name) {
        return name.matches("[\\p{L}\\p{N}._-]{1,60}")
                ? name
                : JsonSlice.string(name).toString();
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "?" : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
