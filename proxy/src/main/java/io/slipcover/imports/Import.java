package io.slipcover.imports;

import static java.util.Objects.requireNonNull;

import io.slipcover.catalog.Catalog;
import io.slipcover.couch.Attempts;
import io.slipcover.couch.ChangedDocument;
import io.slipcover.couch.Database;
import io.slipcover.document.Revision;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.MemberPath;
import io.slipcover.migrate.Schema;
import io.slipcover.migrate.Stop;
import io.slipcover.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An import into one database. It follows the feeds of the sources one after the other, and gathers all copies of each document that comes by. In
 * a first reading a document comes by once for each copy, and counts for the first one alone. Then the feeds are followed once more from where they
 * ended when the first reading began, so nothing is missed that somebody wrote meanwhile. A later run goes on from there.
 */
public final class Import {
    private static final int TOGETHER = 100;
    private static final int NAME_DIGITS = 16;

    private final Database database;
    private final Options options;
    private final Progress progress;
    private final CopyReader reader;
    private final Gathering gathering;
    private final Target target;
    private final String checkpointName;
    private final Counts counts = new Counts();
    private long refusedEarlier;

    /**
     * How a database is filled.
     *
     * @param spelling how ids tell versions in the sources without a release; null: they do not
     * @param times the members that may hold the time of a copy's last edit
     * @param rehearses whether nothing is written
     * @param again whether an earlier run counts for nothing
     */
    public record Options(
            List<Source> sources,
            @Nullable IdSpelling spelling,
            List<MemberPath> times,
            boolean rehearses,
            boolean again,
            Attempts attempts,
            Stop stop) {
        public Options {
            sources = List.copyOf(sources);
            times = List.copyOf(times);
            requireNonNull(attempts, "attempts");
            requireNonNull(stop, "stop");
        }
    }

    public Import(Catalog catalog, Database database, Options options, Progress progress) {
        Catalog there = catalog.in(database.name());
        this.database = database;
        this.options = options;
        this.progress = progress;
        this.reader = new CopyReader(there, options.sources(), options.spelling(), database.name());
        this.gathering = new Gathering(there, new Order(options.times()));
        this.target = new Target(database, options.attempts());
        String told = "%s\n%s\n%s\n%s\n%s"
                .formatted(
                        there.store().name(),
                        Schema.releases(there),
                        options.sources(),
                        options.spelling(),
                        options.times());
        this.checkpointName =
                "slipcover-import-" + ImportedRevision.sha256(told).substring(0, NAME_DIGITS);
    }

    /**
     * How an import ended.
     *
     * @param whole whether it came to its end
     * @param resumed whether it went on where an earlier run was
     * @param refusedEarlier how many documents earlier runs have refused, which this run went on behind
     */
    public record Ending(boolean whole, boolean resumed, long refusedEarlier) {}

    /** What became of the documents so far. */
    public Counts counts() {
        return counts;
    }

    /** Imports what there is, or as much of it as there is time for. */
    public Ending run() throws IOException, InterruptedException {
        Optional<Checkpoint> kept = options.again()
                ? Optional.empty()
                : options.attempts()
                        .make(() -> Checkpoint.read(
                                database, checkpointName, options.sources().size()));
        Checkpoint checkpoint = kept.isPresent() ? kept.get() : beginning();
        refusedEarlier = checkpoint.refused();
        if (checkpoint.first()) {
            checkpoint = follow(checkpoint);
            if (!options.stop().isWanted()) {
                checkpoint = checkpoint.afterFirst();
                save(checkpoint);
            }
        }
        if (!checkpoint.first() && !(options.rehearses() && kept.isEmpty())) {
            follow(checkpoint);
        }
        return new Ending(!options.stop().isWanted(), kept.isPresent(), refusedEarlier);
    }

    private Checkpoint beginning() throws IOException, InterruptedException {
        List<String> starts = new ArrayList<>();
        List<String> since = new ArrayList<>();
        for (Source source : options.sources()) {
            starts.add(options.attempts().make(source.database()::now));
            since.add("0");
        }
        return new Checkpoint(true, starts, since, 0);
    }

    private Checkpoint follow(Checkpoint begin) throws IOException, InterruptedException {
        Checkpoint checkpoint = begin;
        for (int place = 0; place < options.sources().size(); place++) {
            Source source = options.sources().get(place);
            boolean last = false;
            while (!last && !options.stop().isWanted()) {
                String from = checkpoint.since().get(place);
                Database.Page page =
                        options.attempts().make(() -> source.database().changes(from));
                take(source, page.documents(), checkpoint.first());
                progress.did(page.documents().size());
                Checkpoint behind = checkpoint.behind(place, page.end(), refusedEarlier + counts.refusedDocuments());
                last = page.isLast();
                if (!behind.equals(checkpoint)) {
                    checkpoint = behind;
                    save(checkpoint);
                }
            }
        }
        return checkpoint;
    }

    private void save(Checkpoint checkpoint) throws IOException, InterruptedException {
        if (!options.rehearses()) {
            options.attempts().make(() -> {
                checkpoint.write(database, checkpointName);
                return checkpoint;
            });
        }
    }

    private void take(Source source, List<ChangedDocument> changed, boolean first)
            throws IOException, InterruptedException {
        Map<String, Set<String>> copies = new LinkedHashMap<>();
        for (ChangedDocument copy : changed) {
            Optional<String> document = reader.documentOf(source, copy);
            OptionalInt unknown = reader.unknownVersion(source, copy);
            if (unknown.isPresent()) {
                if (!copy.deleted()) {
                    counts.refused();
                    counts.note("%s %s: no release names version %d"
                            .formatted(source, quoted(copy.id()), unknown.getAsInt()));
                }
            } else if (document.isPresent()) {
                copies.computeIfAbsent(document.get(), id -> new LinkedHashSet<>())
                        .add(copy.id());
            } else if (first && !copy.deleted()) {
                counts.foundOther();
            }
        }
        List<String> ids = List.copyOf(copies.keySet());
        for (int from = 0; from < ids.size(); from += TOGETHER) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + TOGETHER));
            List<Group> groups = options.attempts().make(() -> reader.read(some)).stream()
                    .filter(group -> !first
                            || copies.getOrDefault(group.id(), Set.of()).stream()
                                    .anyMatch(copy -> group.isLedBy(source, copy)))
                    .toList();
            Map<String, List<Placing.TargetLeaf>> leaves = options.attempts()
                    .make(() -> target.leaves(groups.stream().map(Group::id).toList()));
            List<Copy> newest = groups.stream()
                    .filter(group -> !leaves.containsKey(group.id()))
                    .flatMap(group -> group.newest().stream())
                    .toList();
            Map<Copy, List<Revision>> histories = options.attempts().make(() -> reader.histories(newest));
            for (Group group : groups) {
                List<Revision> history = group.newest()
                        .map(copy -> histories.getOrDefault(copy, List.of(copy.revision())))
                        .orElse(List.of());
                bring(group, leaves.getOrDefault(group.id(), List.of()), history);
            }
            target.flush();
        }
    }

    private void bring(Group group, List<Placing.TargetLeaf> leaves, List<Revision> history)
            throws IOException, InterruptedException {
        if (!group.refusals().isEmpty()) {
            counts.refused();
            group.refusals().forEach(counts::note);
            return;
        }
        if (group.copies().isEmpty()) {
            return; // Somebody has purged the copies since.
        }
        Gathering.Gathered gathered = gathering.gather(group.copies());
        if (gathered.refused()) {
            counts.refused();
            gathered.notes().forEach(counts::note);
            return;
        }
        if (gathered.document().isEmpty()) {
            gathered.notes().forEach(counts::note);
            remove(group.id(), leaves);
            return;
        }
        Content content = gathered.document().get();
        Placing placing = Placing.of(content, history, leaves);
        boolean removed = leaves.stream().allMatch(Placing.TargetLeaf::deleted) && !leaves.isEmpty();
        switch (placing.kind()) {
            case THERE -> counts.foundThere();
            case FREE -> write(group.id(), placing.history(), content, counts::imported);
            case EDITED -> edited(group.id(), placing, content, removed);
        }
        // A document that is there already may have got a conflict since, or lack one that a run did not get to.
        boolean deletedThere = removed && placing.kind() != Placing.Kind.FREE;
        counts.foundOvertaken(gathered.overtaken());
        counts.refusedCopies(gathered.refusedCopies());
        gathered.notes().forEach(counts::note);
        for (Content conflict : gathered.conflicts()) {
            List<Revision> beside = placing.beside(conflict);
            if (!deletedThere && !Placing.isThere(beside.get(0), leaves)) {
                write(group.id(), beside, conflict, counts::keptConflict);
            }
        }
    }

    /** Somebody has edited the document in the target. The imported content becomes a conflict, over which the edit wins. */
    private void edited(String id, Placing placing, Content content, boolean removed)
            throws IOException, InterruptedException {
        counts.foundEdited();
        if (removed) {
            counts.note(quoted(id) + " is deleted in the target, and edited in a source: not imported");
        } else {
            counts.note(quoted(id) + " is edited in the target, and in a source: kept as a conflict");
            write(id, placing.history(), content, counts::keptConflict);
        }
    }

    /** Every copy is deleted: deletes what an earlier run has imported, unless somebody has edited it. */
    private void remove(String id, List<Placing.TargetLeaf> leaves) throws IOException, InterruptedException {
        counts.foundDeleted();
        if (leaves.isEmpty() || leaves.stream().allMatch(Placing.TargetLeaf::deleted)) {
            return;
        }
        Content tombstone = Content.tombstone(id);
        Placing placing = Placing.of(tombstone, List.of(), leaves);
        for (List<Revision> conflict : Placing.deletions(tombstone, leaves)) {
            write(id, conflict, tombstone, () -> {});
        }
        switch (placing.kind()) {
            case THERE -> {}
            case FREE -> write(id, placing.history(), tombstone, () -> {});
            case EDITED -> {
                counts.foundEdited();
                counts.note(quoted(id) + " is edited in the target, and deleted in every source: kept");
            }
        }
    }

    private static String quoted(String id) {
        return JsonSlice.string(id).toString();
    }

    private void write(String id, List<Revision> history, Content content, Runnable stored)
            throws IOException, InterruptedException {
        if (options.rehearses()) {
            stored.run();
            return;
        }
        target.write(history, content, new Target.Hearer() {
            @Override
            public void stored() {
                stored.run();
            }

            @Override
            public void refused(String reason) {
                counts.refused();
                counts.note(quoted(id) + ": " + reason);
            }
        });
    }
}
