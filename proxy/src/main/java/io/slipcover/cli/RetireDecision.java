package io.slipcover.cli;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.ClientVersion;
import io.slipcover.catalog.Release;
import io.slipcover.cli.LostVersions.Lost;
import io.slipcover.usage.Counted;
import io.slipcover.usage.ReleaseUsage;
import io.slipcover.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a release can go, with all that speaks against it. */
final class RetireDecision {
    /** What can be done. */
    enum Verdict {
        /** Something speaks against it. */
        CANNOT_GO,
        /** Its clients can be refused. The release stays in the configuration, for documents that may be stored in its shapes. */
        STAYS,
        /** The release can leave the configuration. */
        GOES
    }

    private static final int MOST_VERSIONS = 5;

    /** How old the newest news may be. A log of yesterday is news: it is rotated at night. */
    private static final Duration NEWS = Duration.ofDays(1);

    private final Catalog catalog;
    private final Release release;
    private final List<Lost> lost;
    private final StoredShapes stored;
    private final Duration idle;
    private final Instant now;
    private final List<String> reasons = new ArrayList<>();
    private final List<String> advice = new ArrayList<>();

    /**
     * @param usage null: nobody says who uses the release
     * @param isWhole whether all that says it came to its end
     * @param idle how long nobody may have asked
     */
    RetireDecision(
            Catalog catalog,
            Release release,
            @Nullable Usage usage,
            boolean isWhole,
            StoredShapes stored,
            Duration idle,
            Instant now) {
        this.catalog = catalog;
        this.release = release;
        this.lost = LostVersions.of(catalog, release);
        this.stored = stored;
        this.idle = idle;
        this.now = now;
        decideByConfiguration();
        if (usage == null) {
            reasons.add("nobody says who uses it: give access logs, or --metrics URL");
        } else {
            decideByUsage(usage, isWhole);
        }
        decideByDocuments();
        if (usage != null && verdict() == Verdict.GOES) {
            servedByOthers(usage);
        }
    }

    Verdict verdict() {
        if (!reasons.isEmpty()) {
            return Verdict.CANNOT_GO;
        }
        return lost.isEmpty() || stored.isAll() ? Verdict.GOES : Verdict.STAYS;
    }

    List<String> reasons() {
        return List.copyOf(reasons);
    }

    List<String> advice() {
        return List.copyOf(advice);
    }

    /** The versions that no release names any more without the release. */
    List<Lost> lost() {
        return lost;
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

    private void decideByUsage(Usage usage, boolean isWhole) {
        Instant since = now.minus(idle);
        if (!isWhole) {
            reasons.add("a packed log is broken or breaks off: who asked in the rest of it is not known");
        }
        reasons.addAll(usage.coverage().gaps(since, now, NEWS));
        if (usage.releases().containsKey(Usage.OTHER)
                && catalog.release(Usage.OTHER).isEmpty()) {
            reasons.add("the sources name more releases than are told apart, so some requests may be of this release");
        }
        if (usage.unread() > 0) {
            advice.add(Counted.of(usage.unread(), "line", "lines")
                    + " could not be read: if these are halves of lines, look whether they name the release");
        }
        ReleaseUsage used = usage.releases().get(release.name());
        if (used != null && used.all().requests() > 0) {
            decideByRequests(used, since);
        }
        usage.releases().forEach(this::decideByOlderDocuments);
    }

    private void decideByRequests(ReleaseUsage used, Instant since) {
        Instant last = used.all().last();
        if (last != null && !last.isAfter(since)) {
            return;
        }
        reasons.add("it is in use: %s%s%s"
                .formatted(
                        Counted.of(used.all().requests(), "request", "requests"),
                        last == null ? "" : ", the last at " + last.truncatedTo(ChronoUnit.SECONDS),
                        versions(used, since)));
        if (release.sunset() == null) {
            reasons.add("before: set 'deprecated' and 'sunset', and wait until its apps are updated");
        }
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
                        "clients of release %s wrote %s of %s in version %s, which this release alone names: these would be refused"
                                .formatted(of, Counted.of(older.getValue(), "document", "documents"), type, version));
            }
        }
    }

    /** Tells of clients that another release serves as soon as this one is gone. */
    private void servedByOthers(Usage usage) {
        ReleaseUsage used = usage.releases().get(release.name());
        for (String version : used == null ? Set.<String>of() : used.versions().keySet()) {
            Release other = version.equals(Usage.OTHER) ? null : otherFor(ClientVersion.parse(version));
            if (other != null) {
                advice.add("clients of " + version + " are served by release " + other.name() + " afterwards");
            }
        }
    }

    /** The release that serves a client without this one; null where none does. */
    private @Nullable Release otherFor(ClientVersion version) {
        Release last = null;
        for (Release candidate : catalog.releases()) {
            if (candidate.clients().holds(version) && !candidate.name().equals(release.name())) {
                last = candidate;
            }
        }
        return last;
    }

    private void decideByDocuments() {
        for (Lost one : lost) {
            long documents = stored.counts().stored(one.type(), one.version());
            if (documents > 0) {
                reasons.add("%s of %s %s stored in version %d, which this release alone names: before, run migrate"
                        .formatted(
                                Counted.of(documents, "document", "documents"),
                                one.type(),
                                documents == 1 ? "is" : "are",
                                one.version()));
            }
        }
    }
}
