package io.slipcover.cli;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import io.slipcover.cli.LostVersions.Lost;
import io.slipcover.usage.Counted;
import io.slipcover.usage.ReleaseUsage;
import io.slipcover.usage.ShownName;
import io.slipcover.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What access logs and metrics say against it that a release goes, and what they do not tell. */
final class UseReasons {
    private static final int MOST_VERSIONS = 5;

    /** How old the newest news may be. A log of yesterday is news: it is rotated at night. */
    private static final Duration NEWS = Duration.ofDays(1);

    private final Catalog catalog;
    private final Release release;
    private final List<Lost> lost;
    private final Usage usage;
    private final boolean isWhole;
    private final Instant since;
    private final Instant now;
    private final List<String> reasons = new ArrayList<>();

    /**
     * @param lost the versions that no release names without this one
     * @param isWhole whether all logs came to their end
     * @param idle how long nobody may have asked
     */
    UseReasons(
            Catalog catalog,
            Release release,
            List<Lost> lost,
            Usage usage,
            boolean isWhole,
            Duration idle,
            Instant now) {
        this.catalog = catalog;
        this.release = release;
        this.lost = lost;
        this.usage = usage;
        this.isWhole = isWhole;
        this.since = now.minus(idle);
        this.now = now;
    }

    /** The reasons, a sentence each. */
    List<String> all() {
        if (!isWhole) {
            reasons.add("a packed log is broken or breaks off: who asked in the rest of it is not known");
        }
        reasons.addAll(usage.coverage().gaps(since, now, NEWS));
        if (usage.releases().containsKey(Usage.OTHER)
                && catalog.release(Usage.OTHER).isEmpty()) {
            reasons.add("the sources name more releases than are told apart, so some requests may be of this release");
        }
        unknownReleases()
                .forEach(name -> reasons.add(
                        "the sources name release %s, which the configuration does not name: it may be this one under an older name"
                                .formatted(ShownName.of(name))));
        if (usage.unread() > 0) {
            reasons.add(
                    Counted.of(usage.unread(), "line", "lines")
                            + " could not be read: who asked there is not known, so leave out lines that are none of Slipcover's");
        }
        if (usage.dropped() > 0 && usage.hasLog()) {
            reasons.add("the metrics say that %s of the access log were dropped: who asked there is not known"
                    .formatted(Counted.of(usage.dropped(), "line", "lines")));
        }
        ReleaseUsage used = usage.releases().get(release.name());
        if (used != null && used.all().requests() > 0) {
            decideByRequests(used);
        }
        usage.releases().forEach(this::decideByOlderDocuments);
        return List.copyOf(reasons);
    }

    private void decideByRequests(ReleaseUsage used) {
        Instant last = used.all().last();
        if (used.untimed() > 0) {
            reasons.add("nobody says when %s of it came".formatted(Counted.of(used.untimed(), "request", "requests")));
        }
        if (last == null ? used.untimed() > 0 : !last.isAfter(since)) {
            return;
        }
        reasons.add("it is in use: %s%s%s"
                .formatted(
                        Counted.of(used.all().requests(), "request", "requests"),
                        last == null ? "" : ", the last at " + last.truncatedTo(ChronoUnit.SECONDS),
                        versions(used)));
        if (release.sunset() == null) {
            reasons.add("before: set 'deprecated' and 'sunset', and wait until its apps are updated");
        }
    }

    private String versions(ReleaseUsage used) {
        List<String> recent = used.versions().entrySet().stream()
                .filter(entry -> {
                    Instant seen = entry.getValue().last();
                    return seen == null || seen.isAfter(since);
                })
                .map(entry -> entry.getKey() + " (" + entry.getValue().requests() + ")")
                .toList();
        if (recent.isEmpty()) {
            return "";
        }
        String first = recent.stream().limit(MOST_VERSIONS).collect(Collectors.joining(", "));
        return ", by clients of " + first
                + (recent.size() > MOST_VERSIONS ? " and " + (recent.size() - MOST_VERSIONS) + " more" : "");
    }

    /** Apps that were updated over a filled database push documents in an older version than their release has. */
    private void decideByOlderDocuments(String of, ReleaseUsage used) {
        for (Map.Entry<ReleaseUsage.Older, Long> older : used.older().entrySet()) {
            String type = older.getKey().type();
            String version = older.getKey().version();
            boolean isLost = lost.stream()
                    .anyMatch(one -> one.type().equals(type)
                            && Integer.toString(one.version()).equals(version));
            boolean isUntold = type.equals(Usage.OTHER) && version.equals(Usage.OTHER) && !lost.isEmpty();
            if (older.getValue() > 0 && (isLost || isUntold)) {
                reasons.add(
                        "clients of release %s wrote %s of %s in version %s, which this release alone names: these would be refused%s"
                                .formatted(
                                        ShownName.of(of),
                                        Counted.of(older.getValue(), "document", "documents"),
                                        ShownName.of(type),
                                        ShownName.of(version),
                                        lost.stream().anyMatch(one -> one.isRecognised(catalog))
                                                ? ", or taken for another version where they tell none"
                                                : ""));
            }
        }
    }

    /** Releases of which the configuration knows nothing, and whose clients asked recently. */
    private List<String> unknownReleases() {
        return usage.releases().entrySet().stream()
                .filter(entry -> catalog.release(entry.getKey()).isEmpty()
                        && !entry.getKey().equals(Usage.OTHER)
                        && isRecent(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean isRecent(ReleaseUsage used) {
        Instant last = used.all().last();
        return used.all().requests() > 0 && (last == null || last.isAfter(since) || used.untimed() > 0);
    }
}
