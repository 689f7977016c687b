package io.slipcover.document;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ways that documents of a release's types can take. Each has a number, so that whoever counts them needs no names. */
final class Ways {
    /**
     * The ways of one type, which follow each other.
     *
     * @param first the number of the first of them
     * @param places the place of each version among the versions of the type
     */
    private record OfType(int first, Map<Integer, Integer> places) {
        int number(int from, int to) {
            Integer start = places.get(from);
            Integer end = places.get(to);
            if (start == null || end == null) {
                throw new IllegalArgumentException("no release names version " + (start == null ? from : to));
            }
            return first + start * places.size() + end;
        }
    }

    private final List<Way> all = new ArrayList<>();
    private final Map<String, OfType> byType = new HashMap<>();

    Ways(Catalog catalog, Release release) {
        for (String type : release.types().keySet()) {
            List<Integer> versions = List.copyOf(catalog.versions(type));
            Map<Integer, Integer> places = new HashMap<>();
            versions.forEach(version -> places.put(version, places.size()));
            byType.put(type, new OfType(all.size(), places));
            for (int from : versions) {
                for (int to : versions) {
                    all.add(new Way(type, from, to));
                }
            }
        }
    }

    /** All ways, each at the place of its number. */
    List<Way> all() {
        return List.copyOf(all);
    }

    /** The number of a way of a type that the release names, between versions that some release names. */
    int number(String type, int from, int to) {
        OfType ways = byType.get(type);
        if (ways == null) {
            throw new IllegalArgumentException("the release does not name " + type);
        }
        return ways.number(from, to);
    }
}
