package io.slipcover.imports;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import io.slipcover.couch.ChangedDocument;
import io.slipcover.couch.Database;
import io.slipcover.document.Revision;
import io.slipcover.document.Revisions;
import io.slipcover.document.StoredKind;
import io.slipcover.envelope.ExceededLimit;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The reader of copies: it knows where the copies of a document are, and of which version each is. */
final class CopyReader {
    private static final JsonName CONFLICTS = JsonName.of("_conflicts");
    private static final JsonName REVISION = JsonName.of("_rev");

    private final Catalog catalog;
    private final List<Source> sources;
    private final @Nullable IdSpelling spelling;
    private final String target;
    private final StoredKind kinds;
    private final SortedSet<Integer> versions = new TreeSet<>();

    /**
     * @param spelling how ids tell versions in the sources without a release; null: they do not
     * @param target the name of the database to import into
     */
    CopyReader(Catalog catalog, List<Source> sources, @Nullable IdSpelling spelling, String target) {
        this.catalog = catalog;
        this.sources = sources;
        this.spelling = spelling;
        this.target = target;
        this.kinds = new StoredKind(catalog);
        catalog.types().forEach(type -> versions.addAll(catalog.versions(type)));
    }

    /** The id that the document of a copy has; empty where the copy is to be left aside. */
    Optional<String> documentOf(Source source, ChangedDocument copy) {
        if (copy.isDesign()) {
            return Optional.empty();
        }
        Optional<IdSpelling.Told> told = told(source, copy.id());
        if (told.isPresent()) {
            return told.map(IdSpelling.Told::id);
        }
        return source.database().name().equals(target) ? Optional.empty() : Optional.of(copy.id());
    }

    /** The version that the id of a copy names, where no release names that version. */
    OptionalInt unknownVersion(Source source, ChangedDocument copy) {
        return told(source, copy.id())
                .filter(told -> !versions.contains(told.version()))
                .map(told -> OptionalInt.of(told.version()))
                .orElse(OptionalInt.empty());
    }

    private Optional<IdSpelling.Told> told(Source source, String id) {
        return spelling == null || source.release() != null ? Optional.empty() : spelling.read(id);
    }

    /** Reads all copies of documents, wherever they are. */
    List<Group> read(Collection<String> ids) throws IOException, InterruptedException {
        Map<String, Group> groups = new LinkedHashMap<>();
        ids.forEach(id -> groups.put(id, new Group(id)));
        for (int place = 0; place < sources.size(); place++) {
            new SourceReading(sources.get(place), place, groups).read();
        }
        return List.copyOf(groups.values());
    }

    /** The reading of one source. */
    private final class SourceReading {
        private final Source source;
        private final int place;
        private final Map<String, Group> groups;
        /** The document of each copy. */
        private final Map<String, String> documents = new LinkedHashMap<>();

        private final Map<String, Copy> winners = new HashMap<>();
        private final List<Database.Leaf> conflicts = new ArrayList<>();

        SourceReading(Source source, int place, Map<String, Group> groups) {
            this.source = source;
            this.place = place;
            this.groups = groups;
        }

        void read() throws IOException, InterruptedException {
            for (String id : groups.keySet()) {
                if (spelling != null && source.release() == null) {
                    for (int version : versions) {
                        documents.put(spelling.write(id, version), id);
                    }
                }
                if (!source.database().name().equals(target)) {
                    documents.putIfAbsent(id, id);
                }
            }
            source.database().winners(documents.keySet(), this::take);
            Map<String, List<Copy>> others = new HashMap<>();
            source.database().read(conflicts, false, (document, exceeded) -> {
                String id = String.valueOf(document.string(Copy.ID));
                Group group = group(id);
                Copy copy = copy(group, id, document, exceeded);
                if (copy != null) {
                    others.computeIfAbsent(id, any -> new ArrayList<>()).add(copy);
                }
            });
            winners.forEach(
                    (id, copy) -> group(id).copies().add(copy.withConflicts(others.getOrDefault(id, List.of()))));
        }

        private Group group(String copy) {
            Group group = groups.get(documents.get(copy));
            if (group == null) {
                throw new IllegalStateException("CouchDB answered with a document that nobody asked for: " + copy);
            }
            return group;
        }

        private void take(Database.Leaf winner, @Nullable JsonObject document, @Nullable ExceededLimit exceeded) {
            Group group = group(winner.id());
            group.found(source, winner.id());
            Copy copy = document == null ? tombstone(group, winner) : copy(group, winner.id(), document, exceeded);
            if (copy == null) {
                return;
            }
            winners.put(winner.id(), copy);
            JsonArray leaves = document == null ? null : document.array(CONFLICTS);
            for (int index = 0; leaves != null && index < leaves.size(); index++) {
                if (leaves.get(index) instanceof JsonSlice revision) {
                    conflicts.add(new Database.Leaf(winner.id(), revision.asString()));
                }
            }
        }

        private @Nullable Copy tombstone(Group group, Database.Leaf winner) {
            return Revision.parse(winner.revision())
                    .map(revision -> new Copy(
                            source,
                            winner.id(),
                            place,
                            revision,
                            catalog.store(),
                            true,
                            Copy.body(JsonObject.empty(), group.id()),
                            Attachments.none(),
                            List.of()))
                    .orElse(null);
        }

        /** A copy; null where it cannot be placed among the others, which is noted. */
        private @Nullable Copy copy(Group group, String id, JsonObject document, @Nullable ExceededLimit exceeded) {
            Optional<Revision> revision =
                    Optional.ofNullable(document.string(REVISION)).flatMap(Revision::parse);
            if (exceeded != null || revision.isEmpty()) {
                group.refusals().add(refusal(id, exceeded == null ? "it has no revision" : exceeded.reason()));
                return null;
            }
            JsonObject body = Copy.body(document, group.id());
            Attachments attachments = Attachments.of(document, source, id, revision.get());
            Optional<StoredKind.Kind> kind = kinds.of(body);
            Release release = catalog.store();
            if (kind.isPresent()) {
                String type = kind.get().type();
                int version = version(id, kind.get());
                Optional<Release> found = release(type, version);
                if (found.isEmpty()) {
                    group.refusals().add(refusal(id, "no release names version " + version + " of " + type));
                    return null;
                }
                release = found.get();
            }
            int rank = catalog.releases().indexOf(release) * sources.size() + place;
            return new Copy(source, id, rank, revision.get(), release, false, body, attachments, List.of());
        }

        private String refusal(String id, String reason) {
            return "%s %s: %s".formatted(source, JsonSlice.string(id), reason);
        }

        private int version(String id, StoredKind.Kind kind) {
            return told(source, id).map(IdSpelling.Told::version).orElse(kind.version());
        }

        /** The release of the source, or else the first one that has this version. */
        private Optional<Release> release(String type, int version) {
            Release release = source.release();
            return release != null
                    ? Optional.of(release)
                    : catalog.releases().stream()
                            .filter(any -> any.types().getOrDefault(type, 0) == version)
                            .findFirst();
        }
    }

    /** The revision of each copy, and its ancestors behind it. */
    Map<Copy, List<Revision>> histories(List<Copy> copies) throws IOException, InterruptedException {
        Map<Copy, List<Revision>> histories = new HashMap<>();
        for (Source source : sources) {
            Map<Database.Leaf, Copy> asked = new LinkedHashMap<>();
            for (Copy copy : copies) {
                if (copy.source().equals(source)) {
                    asked.put(new Database.Leaf(copy.id(), copy.revision().toString()), copy);
                }
            }
            source.database().read(List.copyOf(asked.keySet()), true, (document, exceeded) -> {
                Database.Leaf leaf = new Database.Leaf(
                        String.valueOf(document.string(Copy.ID)), String.valueOf(document.string(REVISION)));
                Copy copy = asked.get(leaf);
                Optional<Revisions> revisions = Revisions.of(document);
                if (copy != null && revisions.isPresent()) {
                    histories.put(copy, revisions.get().newestFirst());
                }
            });
        }
        return histories;
    }
}
