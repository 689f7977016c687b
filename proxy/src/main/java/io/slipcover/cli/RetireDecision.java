package io.slipcover.cli;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import io.slipcover.cli.LostVersions.Lost;
import io.slipcover.usage.Counted;
import io.slipcover.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private final Catalog catalog;
    private final Release release;
    private final List<Lost> lost;
    private final StoredShapes stored;
    private final Instant now;
    private final List<ClientsAfterwards.Served> afterwards;
    private final List<String> reasons = new ArrayList<>();
    private final List<String> keeping = new ArrayList<>();
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
        this.afterwards = ClientsAfterwards.of(catalog, release);
        this.stored = stored;
        this.now = now;
        decideByConfiguration();
        if (usage == null) {
            reasons.add("nobody says who uses it: give access logs, or --metrics URL");
        } else {
            reasons.addAll(new UseReasons(catalog, release, lost, usage, isWhole, idle, now).all());
            if (!lost.isEmpty() && !usage.tellsOlder()) {
                keeping.add(
                        "no metrics say whether apps of other releases write documents as %s: give --metrics of every Slipcover"
                                .formatted(shapes()));
            }
        }
        decideByDocuments();
        decideByQuarantine();
        decideByOtherRanges();
        if (verdict() != Verdict.CANNOT_GO) {
            adviseOnClients();
        }
    }

    Verdict verdict() {
        if (!reasons.isEmpty()) {
            return Verdict.CANNOT_GO;
        }
        return keeping.isEmpty() ? Verdict.GOES : Verdict.STAYS;
    }

    List<String> reasons() {
        return List.copyOf(reasons);
    }

    /** Why the release keeps its place in the configuration, also where its clients can be refused. */
    List<String> keeping() {
        return List.copyOf(keeping);
    }

    /** What was looked at. */
    StoredShapes stored() {
        return stored;
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

    private String shapes() {
        return lost.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private void decideByDocuments() {
        if (stored.isAll() && stored.databases() == 0) {
            reasons.add(
                    "there is no database that the configuration names (%s), so nothing was looked at: look whether this is the right CouchDB"
                            .formatted(catalog.databases()));
        }
        if (!lost.isEmpty() && !stored.isAll()) {
            keeping.add(
                    "nobody has looked in all databases whether documents are stored as %s, which this release alone names: --all looks"
                            .formatted(shapes()));
        }
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
        lost.stream().map(Lost::type).distinct().forEach(type -> {
            long untold = stored.counts().stored(type, 0);
            if (untold > 0) {
                reasons.add(
                        "%s of %s may be of a version that this release alone names, since nobody can tell the version: before, mend what stats lists"
                                .formatted(Counted.of(untold, "document", "documents"), type));
            }
        });
    }

    private void decideByQuarantine() {
        Map<String, Long> waiting = stored.waiting();
        if (waiting == null) {
            keeping.add("nobody has looked whether revisions of its clients wait in the quarantine: --all looks");
            return;
        }
        long revisions = waiting.getOrDefault(release.name(), 0L);
        if (revisions > 0) {
            reasons.add(
                    "%s of its clients %s in the quarantine, and would be refused there: before, run quarantine --retry"
                            .formatted(
                                    Counted.of(revisions, "revision", "revisions"), revisions == 1 ? "waits" : "wait"));
        }
    }

    private void decideByOtherRanges() {
        for (ClientsAfterwards.Served served : afterwards) {
            if (!served.areSameShapes()) {
                keeping.add(
                        "without it, release %s would serve clients %s, in shapes that are not theirs: let 'clients' of release %s leave them out"
                                .formatted(
                                        served.other().name(),
                                        served.clients(),
                                        served.other().name()));
            }
        }
    }

    private void adviseOnClients() {
        advice.add(
                "a feed that has not ended stands in no log, and in the metrics without its release: look that no feed of its clients is open");
        if (verdict() == Verdict.GOES) {
            afterwards.forEach(served -> advice.add("clients %s are served by release %s afterwards"
                    .formatted(served.clients(), served.other().name())));
            if (release.sunset() != null && afterwards.isEmpty()) {
                advice.add("its clients are answered 400 afterwards, and not 410 with the 'link'");
            }
            lost.stream()
                    .filter(one -> one.isRecognised(catalog))
                    .forEach(one -> advice.add(
                            "a document of %s that tells no version and looks like version %d is refused afterwards, or taken for another version"
                                    .formatted(one.type(), one.version())));
        }
    }
}
