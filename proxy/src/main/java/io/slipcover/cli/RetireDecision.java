package io.slipcover.cli;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.ClientVersion;
import io.slipcover.catalog.Release;
import io.slipcover.stats.Statistics;
import io.slipcover.usage.ReleaseUsage;
import io.slipcover.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a release can go, with all that speaks against it. */
final class RetireDecision {
    private static final int MOST_VERSIONS = 5;

    /** How old the newest news may be. A log of yesterday is news: it is rotated at night. */
    private static final Duration NEWS = Duration.ofDays(1);

    private final Catalog catalog;
    private final Release release;
    private final Duration idle;
    private final Instant now;
    private final List<String> reasons = new ArrayList<>();
    private final List<String> advice = new ArrayList<>();

    /**
     * @param usage null: nobody says who uses the release
     * @param stored null: nobody says what is stored
     * @param idle how long nobody may have asked
     */
    RetireDecision(
            Catalog catalog,
            Release release,
            @Nullable Usage usage,
            @Nullable Statistics stored,
            Duration idle,
            Instant now) {
        this.catalog = catalog;
        this.release = release;
        this.idle = idle;
        this.now = now;
        decideByConfiguration();
        decideByUsage(usage);
        if (stored != null) {
            decideByDocuments(stored);
        }
    }

    boolean canGo() {
        return reasons.isEmpty();
    }

    List<String> reasons() {
        return List.copyOf(reasons);
    }

    List<String> advice() {
        return List.copyOf(advice);
    }

    void cannot(String reason) {
        reasons.add(reason);
    }

    private void decideByConfiguration() {
        if (release.name().equals(catalog.store().name())) {
            reasons.add("it is the store release: let 'store' name another release, and migrate the documents");
        }
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate sunset = release.sunset();
        if (sunset != null && sunset.isAfter(today)) {
            reasons.add("its sunset is only on " + sunset + ", as clients were told");
        }
        if (release.deprecated() == null && sunset == null) {
            advice.add(
                    "its clients were never told: 'deprecated', 'sunset' and 'link' let them know before they are refused");
        }
    }

    private void decideByUsage(@Nullable Usage usage) {
        if (usage == null) {
            reasons.add("nobody says who uses it: give access logs, or --metrics URL");
            return;
        }
        Instant since = now.minus(idle);
        Instant from = usage.from();
        Instant to = usage.to();
        if (from == null || to == null) {
            reasons.add("the access log or the metrics do not tell since when they count");
        } else if (from.isAfter(since)) {
            reasons.add("what is known begins only at %s; wait, give older logs, or ask for less with --idle-for"
                    .formatted(from.truncatedTo(ChronoUnit.SECONDS)));
        }
        if (to != null && to.isBefore(now.minus(NEWS))) {
            reasons.add("what is known ends at " + to.truncatedTo(ChronoUnit.SECONDS)
                    + ": who asked since then is not known");
        }
        ReleaseUsage used = usage.releases().get(release.name());
        if (used == null || used.all().requests() == 0) {
            return;
        }
        Instant last = used.all().last();
        if (last == null || last.isAfter(since)) {
            reasons.add("it is in use: %d requests%s%s"
                    .formatted(
                            used.all().requests(),
                            last == null ? "" : ", the last at " + last.truncatedTo(ChronoUnit.SECONDS),
                            versions(used, since)));
            if (release.sunset() == null) {
                reasons.add("before: set 'deprecated' and 'sunset', and wait until its apps are updated");
            }
        }
        servedByOthers(used);
    }

    private static String versions(ReleaseUsage used, Instant since) {
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

    /** Tells of clients that another release serves as soon as this one is gone. */
    private void servedByOthers(ReleaseUsage used) {
        for (String version : used.versions().keySet()) {
            if (version.equals(Usage.OTHER)) {
                continue;
            }
            Release other = null;
            for (Release candidate : catalog.releases()) {
                if (!candidate.name().equals(release.name())
                        && candidate.clients().holds(ClientVersion.parse(version))) {
                    other = candidate;
                }
            }
            if (other != null) {
                advice.add("clients of " + version + " are served by release " + other.name() + " afterwards");
            }
        }
    }

    private void decideByDocuments(Statistics stored) {
        LostVersions.of(catalog, release).forEach(lost -> {
            long documents = stored.stored(lost.type(), lost.version());
            if (documents > 0) {
                reasons.add(
                        "%d documents of %s are stored in version %d, which this release alone names: before, run migrate"
                                .formatted(documents, lost.type(), lost.version()));
            }
        });
    }
}
