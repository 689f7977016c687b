package io.slipcover.config;

import io.slipcover.catalog.CatalogProblem;
import io.slipcover.catalog.Release;
import io.slipcover.catalog.TypeRule;
import io.slipcover.config.Documents.TypePlaces;
import io.slipcover.json.JsonName;
import io.slipcover.json.MemberPath;
import io.slipcover.lens.Lens;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Tells the catalog's problems where their causes stand, and those that only file and place can show. */
final class CatalogMistakes {
    private final Documents documents;
    private final List<ReleasePlaces> releases;
    private final List<ParsedLens> lenses;
    private final Place store;
    private final Problems problems;

    CatalogMistakes(
            Documents documents,
            List<ReleasePlaces> releases,
            List<ParsedLens> lenses,
            Place store,
            Problems problems) {
        this.documents = documents;
        this.releases = releases;
        this.lenses = lenses;
        this.store = store;
        this.problems = problems;
    }

    /**
     * Tells what is not merely a consequence of a part that could not be read.
     *
     * @param releasesAreWhole whether all releases could be read
     * @param lensesAreWhole whether all lens files could
     * @param notRead files that look like lens files, but are none
     */
    void report(List<CatalogProblem> found, boolean releasesAreWhole, boolean lensesAreWhole, List<String> notRead) {
        for (CatalogProblem problem : found) {
            if (problem instanceof CatalogProblem.OfRelease ofRelease) {
                if (problem instanceof CatalogProblem.MissingLens missing) {
                    if (releasesAreWhole && lensesAreWhole) {
                        missing(missing, notRead);
                    }
                } else if (releasesAreWhole || !(problem instanceof CatalogProblem.DefaultWithoutType)) {
                    ofRelease(ofRelease);
                }
            } else if (problem instanceof CatalogProblem.OfLens ofLens) {
                ofLens(ofLens);
            } else if (problem instanceof CatalogProblem.OfOldestStored ofOldestStored) {
                if (releasesAreWhole) {
                    ofOldestStored(ofOldestStored);
                }
            } else if (releasesAreWhole) {
                ofNames(problem);
            }
        }
        if (releasesAreWhole) {
            unusedLenses();
            unknownWhenAbsent();
        }
    }

    private void ofRelease(CatalogProblem.OfRelease problem) {
        ReleasePlaces release = releases.get(problem.release());
        if (problem instanceof CatalogProblem.ReleaseTwice) {
            problems.add(release.name(), "releases: " + problem.message());
        } else if (problem instanceof CatalogProblem.ReleaseGoesBack back) {
            problems.add(place(release.types(), back.type(), release.name()), "releases: types: " + problem.message());
        } else if (problem instanceof CatalogProblem.DefaultWithoutType without) {
            problems.add(
                    place(release.defaults(), without.type(), release.name()),
                    "releases: " + problem.message()
                            + NearestName.hint(
                                    without.type(), release.release().types().keySet()));
        } else if (problem instanceof CatalogProblem.DefaultOfReservedMember reserved) {
            Map<JsonName, Place> members = release.members().getOrDefault(reserved.type(), Map.of());
            problems.add(place(members, reserved.member(), release.name()), "releases: " + problem.message());
        } else {
            problems.add(release.name(), problem.message());
        }
    }

    private void missing(CatalogProblem.MissingLens problem, List<String> notRead) {
        ReleasePlaces release = releases.get(problem.release());
        problems.add(
                place(release.types(), problem.type(), release.name()),
                "releases: types: %s; expected a lens file with 'type: %s', 'from: %d', 'to: %d'%s"
                        .formatted(
                                problem.message(),
                                problem.type(),
                                problem.from(),
                                problem.to(),
                                notRead.isEmpty()
                                        ? ""
                                        : "; names of lens files end in .yaml, so " + String.join(", ", notRead)
                                                + (notRead.size() == 1 ? " is" : " are") + " not read"));
    }

    private void ofLens(CatalogProblem.OfLens problem) {
        ParsedLens lens = lenses.get(problem.lens());
        if (problem instanceof CatalogProblem.LensTwice twice) {
            ParsedLens first = lenses.get(twice.first());
            problems.add(lens.fromPlace(), problem.message() + ", the first is at " + first.fromPlace());
        } else if (problem instanceof CatalogProblem.LensNamesReservedMember reserved) {
            for (ParsedOperation operation : lens.operations()) {
                if (operation.operation() == lens.lens().operations().get(reserved.operation())) {
                    problems.add(
                            operation.placeOf(reserved.member()),
                            operation.name() + ": '" + reserved.path() + "' " + owner(reserved.path())
                                    + "; no lens may name it");
                }
            }
        } else {
            problems.add(lens.typePlace(), problem.message());
        }
    }

    private String owner(MemberPath path) {
        if (path.top().text().startsWith("_")) {
            return "begins with '_', and such members are CouchDB's";
        }
        if (documents.version().path().equals(path)) {
            return "is the member of the version, which is Slipcover's";
        }
        return documents.type() instanceof TypeRule.ByCases
                ? "tells the type, since a rule of 'documents: type' looks at it"
                : "is the member of the type, which is Slipcover's";
    }

    private void ofNames(CatalogProblem problem) {
        if (problem instanceof CatalogProblem.UnknownStore unknown) {
            // All of them and no guess: names of releases are so short that any is near to any other.
            String names = releases.stream()
                    .map(release -> "'" + release.release().name() + "'")
                    .collect(Collectors.joining(" or "));
            problems.add(store, "store: no release is called '" + unknown.name() + "'; expected " + names);
        } else if (problem instanceof CatalogProblem.RecognitionOfUnknownType unknown) {
            problems.add(
                    typePlaces(unknown.type()).place(),
                    "documents: recognise: no release names the type '" + unknown.type() + "'"
                            + NearestName.hint(unknown.type(), types()));
        } else if (problem instanceof CatalogProblem.RecognitionOfUnknownVersion unknown) {
            TypePlaces places = typePlaces(unknown.type());
            problems.add(
                    places.versions().getOrDefault(unknown.version(), places.place()),
                    "documents: recognise: no release names %s %d; expected %s"
                            .formatted(unknown.type(), unknown.version(), listed(unknown.type())));
        }
        // NoRelease: told where 'releases' was read.
    }

    private void ofOldestStored(CatalogProblem.OfOldestStored problem) {
        Place place = place(documents.oldestStoredPlaces(), problem.type(), store);
        String name = "documents: oldest-stored: ";
        if (problem instanceof CatalogProblem.OldestStoredOfUnknownType) {
            problems.add(
                    place,
                    name + "no release names the type '" + problem.type() + "'"
                            + NearestName.hint(problem.type(), types()));
        } else if (problem instanceof CatalogProblem.OldestStoredOfUnknownVersion unknown) {
            problems.add(
                    place,
                    name
                            + "no release names %s %d; expected %s"
                                    .formatted(unknown.type(), unknown.version(), listed(unknown.type())));
        } else {
            problems.add(place, name + problem.message());
        }
    }

    /** Lenses of types that no release names, which are mistakes, and those outside of the versions in use, which may wait there. */
    private void unusedLenses() {
        Set<String> types = types();
        for (ParsedLens parsed : lenses) {
            Lens lens = parsed.lens();
            SortedSet<Integer> versions = versions(lens.type());
            if (versions.isEmpty()) {
                problems.add(
                        parsed.typePlace(),
                        "no release names the type '" + lens.type() + "'" + NearestName.hint(lens.type(), types));
            } else if (lens.to() > versions.last() || lens.from() < versions.first()) {
                problems.warn(
                        parsed.fromPlace(),
                        "the lens is not used, since no release names %s %d"
                                .formatted(lens.type(), lens.to() > versions.last() ? lens.to() : lens.from()));
            }
        }
    }

    /** A version that no type has: documents without a number could not be shown. */
    private void unknownWhenAbsent() {
        Place place = documents.whenAbsentPlace();
        int version = documents.version().whenAbsent();
        Set<String> types = types();
        if (place != null && !types.isEmpty() && types.stream().noneMatch(type -> hasVersion(type, version))) {
            problems.warn(place, "documents: version: when-absent: no type has a version " + version);
        }
    }

    private boolean hasVersion(String type, int version) {
        SortedSet<Integer> versions = versions(type);
        return versions.first() <= version && version <= versions.last();
    }

    private Set<String> types() {
        Set<String> types = new LinkedHashSet<>();
        releases.forEach(release -> types.addAll(release.release().types().keySet()));
        return types;
    }

    private SortedSet<Integer> versions(String type) {
        TreeSet<Integer> versions = new TreeSet<>();
        for (ReleasePlaces places : releases) {
            Release release = places.release();
            Integer version = release.types().get(type);
            if (version != null) {
                versions.add(version);
            }
        }
        return versions;
    }

    private String listed(String type) {
        return versions(type).stream().map(String::valueOf).collect(Collectors.joining(" or "));
    }

    private TypePlaces typePlaces(String type) {
        return documents.recognitionPlaces().getOrDefault(type, new TypePlaces(store, Map.of()));
    }

    private static <K> Place place(Map<K, Place> places, K key, Place otherwise) {
        return places.getOrDefault(key, otherwise);
    }
}
