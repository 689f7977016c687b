package io.slipcover.config;

import io.slipcover.catalog.Catalog;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the lens files say beyond what the catalog needs for leading documents. It is worked out when somebody asks, because serving needs
 * none of it.
 */
public final class LensFacts {
    private final Catalog catalog;
    private final List<ParsedLens> lenses;

    LensFacts(Catalog catalog, List<ParsedLens> lenses) {
        this.catalog = catalog;
        this.lenses = lenses.stream()
                .filter(lens -> isUsed(catalog, lens))
                .sorted(Comparator.comparing((ParsedLens lens) -> lens.lens().type())
                        .thenComparingInt(lens -> lens.lens().from()))
                .toList();
    }

    /** What is said of a schema that no file says: nothing. */
    public static LensFacts none(Catalog catalog) {
        return new LensFacts(catalog, List.of());
    }

    private static boolean isUsed(Catalog catalog, ParsedLens lens) {
        SortedSet<Integer> versions = catalog.versions(lens.lens().type());
        return !versions.isEmpty()
                && lens.lens().from() >= versions.first()
                && lens.lens().to() <= versions.last();
    }

    /** The lenses between versions in use. */
    List<ParsedLens> lenses() {
        return lenses;
    }

    /** The lenses between versions in use as their files write them, by type, the oldest first. */
    public List<WrittenLens> written() {
        return lenses.stream().map(WrittenLens::of).toList();
    }

    /** The names of the files with lenses between versions in use. */
    public Set<String> files() {
        return lenses.stream().map(lens -> lens.fromPlace().file()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The members that lenses do not keep as older clients write them, by the author's decision. */
    public List<KnownLoss> losses() {
        return new MemberLosses(catalog, lenses).all();
    }

    /** What each path from an older version to the stored one means for the clients of the older version. */
    public List<PathFacts> paths() {
        return new PathsReader(catalog, lenses).read();
    }

    /** What the path from one version up to another means for clients of the older version. */
    public PathFacts path(String type, int from, int to) {
        return PathsReader.path(type, from, to, lenses);
    }

    /** The operations that lead a version of a type to the next one; none where no lens does. */
    public List<LensStep> steps(String type, int from) {
        return lenses.stream()
                .filter(lens -> lens.lens().type().equals(type) && lens.lens().from() == from)
                .flatMap(lens -> lens.operations().stream())
                .map(LensStep::of)
                .toList();
    }
}
