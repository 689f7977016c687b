package io.slipcover.document;

import static java.util.Objects.requireNonNull;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Defaults;
import io.slipcover.catalog.Release;
import io.slipcover.json.JsonObject;
import io.slipcover.lens.LensException;
import io.slipcover.lens.LensPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the version of a written document that neither a number nor {@code recognise} tells.
 *
 * <p>Such a document is of the writer's release as a rule. It is of an older one where an app was updated before it had sent what it
 * wrote offline. So the writer's version counts only where the way back from there, down to the oldest version that some release has,
 * accepts the document: lenses refuse members of the other side. Else the newest older version counts whose way back and way up accept
 * it. A version with a rule in {@code recognise}, which the document then does not match, comes after those without; and a value for
 * which a lens has nothing but {@code otherwise} speaks against a version as long as another version explains it.
 *
 * <p>An edit is of a version whose clients can have seen its base. So the base limits how far down the ways back have to go.
 */
final class UntoldVersion {
    private final Catalog catalog;
    private final Release release;
    private final Shapes shapes;

    /** By type: the version that the release has, and then the older ones, newest first. */
    private final Map<String, List<Candidate>> candidates = new HashMap<>();

    /**
     * A version that a document may have.
     *
     * @param ruled whether {@code recognise} has a rule for it
     * @param ways what has to accept the document; empty where nothing could refuse it
     * @param strictWays the same ways without stand-ins
     * @param defaults what a writer of this version was shown where nothing is stored
     */
    private record Candidate(
            int version, boolean ruled, List<Way> ways, List<Way> strictWays, boolean sameWays, Defaults defaults) {

        /** What speaks against the version, or null where nothing does. */
        @Nullable
        String objection(JsonObject written, boolean strictly, Shapes shapes, String type) {
            for (Way way : strictly ? strictWays : ways) {
                JsonObject copy = written.copy();
                defaults.equalIn(copy).forEach(copy::remove);
                try {
                    way.path().apply(copy);
                    shapes.requireType(type, copy);
                } catch (LensException refusal) {
                    return "%d to %d: %s".formatted(way.from(), way.to(), refusal.getMessage());
                }
            }
            return null;
        }
    }

    private record Way(int from, int to, LensPath path) {}

    UntoldVersion(Catalog catalog, Release release, Shapes shapes) {
        this.catalog = catalog;
        this.release = release;
        this.shapes = shapes;
        for (String type : release.types().keySet()) {
            candidates.put(type, candidates(type, catalog.versions(type).first()));
        }
    }

    private List<Candidate> candidates(String type, int oldest) {
        int wanted = requireNonNull(release.types().get(type), type);
        int stored = catalog.store().types().getOrDefault(type, wanted);
        List<Candidate> found = new ArrayList<>();
        for (int version : catalog.versions(type).subSet(oldest, wanted + 1)) {
            List<Way> ways = new ArrayList<>();
            add(ways, type, version, oldest);
            if (version != wanted) {
                add(ways, type, version, Math.max(version, stored));
            }
            List<Way> strict = new ArrayList<>();
            ways.forEach(
                    way -> strict.add(new Way(way.from(), way.to(), way.path().withoutStandIns())));
            Release shownBy = version == wanted ? release : requireNonNull(catalog.lastRelease(type, version));
            found.add(
                    0,
                    new Candidate(
                            version,
                            catalog.recognition().rule(type, version) != null,
                            ways,
                            strict,
                            ways.equals(strict),
                            catalog.defaults(shownBy, type)));
        }
        return List.copyOf(found);
    }

    private void add(List<Way> ways, String type, int from, int to) {
        LensPath path = catalog.path(type, from, to);
        boolean mayRefuse = path.mayRefuse() || catalog.typeRule().isToldInSeveralWays(type);
        if (!path.isIdentity() && mayRefuse) {
            ways.add(new Way(from, to, path));
        }
    }

    /** The versions that such a document of the type may have, newest first: the release's and the older ones. */
    List<Integer> possible(String type) {
        return ofType(type).stream().map(Candidate::version).toList();
    }

    /** Whether something speaks against the version that the release has, so that a base has a say. */
    boolean isDoubtful(String type, JsonObject written) {
        List<Candidate> ofType = ofType(type);
        Candidate own = ofType.get(0);
        if (ofType.size() == 1) {
            return false;
        }
        boolean othersFirst = own.ruled() && !ofType.stream().allMatch(Candidate::ruled);
        return othersFirst || own.objection(written, true, shapes, type) != null;
    }

    /**
     * The version of a document of a type that the release names, which tells none.
     *
     * @param oldest the oldest version whose clients can have written it
     * @throws ShapeException where no version explains the document
     */
    int of(String type, JsonObject written, int oldest) {
        boolean any = oldest == catalog.versions(type).first();
        List<Candidate> ofType = any ? ofType(type) : candidates(type, oldest);
        if (ofType.size() == 1) {
            return ofType.get(0).version(); // None below could tell.
        }
        Map<Integer, String> objections = new HashMap<>();
        for (boolean ruled : new boolean[] {false, true}) {
            for (boolean strictly : new boolean[] {true, false}) {
                for (Candidate candidate : ofType) {
                    if (candidate.ruled() != ruled || (!strictly && candidate.sameWays())) {
                        continue;
                    }
                    String objection = candidate.objection(written, strictly, shapes, type);
                    if (objection == null) {
                        return candidate.version();
                    }
                    objections.put(candidate.version(), objection);
                }
            }
        }
        throw noVersion(type, ofType, objections);
    }

    private List<Candidate> ofType(String type) {
        return requireNonNull(candidates.get(type), type);
    }

    private ShapeException noVersion(String type, List<Candidate> tried, Map<Integer, String> objections) {
        String versions = tried.stream()
                .map(candidate -> "%d (%s)".formatted(candidate.version(), objections.get(candidate.version())))
                .collect(Collectors.joining(" nor of "));
        String missing = type + ": " + catalog.versionRule().path() + " is missing, and its members are ";
        return ShapeException.ofSeveralVersions(type, missing + "neither of " + versions, missing + "of no version");
    }
}
