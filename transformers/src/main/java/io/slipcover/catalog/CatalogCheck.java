package io.slipcover.catalog;

import io.slipcover.json.JsonName;
import io.slipcover.json.MemberPath;
import io.slipcover.lens.Lens;
import io.slipcover.lens.Operation;
import io.slipcover.lens.ReservedNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;

/** Finds every mistake that shows when the parts of a schema are seen together. */
final class CatalogCheck {
    private final CatalogBuilder parts;
    private final List<CatalogProblem> problems = new ArrayList<>();

    CatalogCheck(CatalogBuilder parts) {
        this.parts = parts;
    }

    List<CatalogProblem> problems() {
        checkNames();
        checkOrder();
        checkDefaults();
        checkLenses();
        checkSteps();
        checkRecognition();
        checkOldestStored();
        return List.copyOf(problems);
    }

    private void checkNames() {
        if (parts.releases().isEmpty()) {
            problems.add(new CatalogProblem.NoRelease());
            return;
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < parts.releases().size(); i++) {
            String name = parts.releases().get(i).name();
            if (!names.add(name)) {
                problems.add(new CatalogProblem.ReleaseTwice(i, name));
            }
        }
        String store = parts.store();
        if (store != null && !names.contains(store)) {
            problems.add(new CatalogProblem.UnknownStore(store));
        }
    }

    private void checkOrder() {
        Map<String, Release> newest = new HashMap<>();
        for (int i = 0; i < parts.releases().size(); i++) {
            Release release = parts.releases().get(i);
            for (Map.Entry<String, Integer> entry : release.types().entrySet()) {
                String type = entry.getKey();
                Release before = newest.get(type);
                Integer earlier = before == null ? null : before.types().get(type);
                if (before == null || earlier == null || earlier <= entry.getValue()) {
                    newest.put(type, release);
                } else {
                    problems.add(new CatalogProblem.ReleaseGoesBack(i, type, entry.getValue(), earlier, before.name()));
                }
            }
        }
    }

    private void checkDefaults() {
        for (int i = 0; i < parts.releases().size(); i++) {
            Release release = parts.releases().get(i);
            for (Map.Entry<String, Defaults> entry : release.defaults().entrySet()) {
                if (!release.types().containsKey(entry.getKey())) {
                    problems.add(new CatalogProblem.DefaultWithoutType(i, entry.getKey()));
                }
                ReservedNames reserved = parts.reservedOfDefaults(entry.getKey());
                for (JsonName member : entry.getValue().names()) {
                    if (reserved.holds(member) || reserved.inside(member) != null) {
                        problems.add(new CatalogProblem.DefaultOfReservedMember(i, entry.getKey(), member));
                    }
                }
            }
        }
    }

    private void checkLenses() {
        Map<String, Map<Integer, Integer>> firsts = new HashMap<>();
        for (int i = 0; i < parts.lenses().size(); i++) {
            Lens lens = parts.lenses().get(i);
            Integer first =
                    firsts.computeIfAbsent(lens.type(), any -> new HashMap<>()).putIfAbsent(lens.from(), i);
            if (first != null) {
                problems.add(new CatalogProblem.LensTwice(i, first, lens.type(), lens.from(), lens.to()));
            }
            for (int k = 0; k < lens.operations().size(); k++) {
                Operation operation = lens.operations().get(k);
                for (MemberPath path : operation.touches(parts.reserved(lens.type()))) {
                    problems.add(new CatalogProblem.LensNamesReservedMember(i, k, operation.description(), path));
                }
            }
        }
    }

    private void checkSteps() {
        LensTable lenses = new LensTable(parts.lenses());
        parts.versions().forEach((type, versions) -> {
            for (int version = versions.first(); version < versions.last(); version++) {
                if (lenses.step(type, version) == null) {
                    problems.add(new CatalogProblem.MissingLens(
                            firstReleaseWith(type, versions.tailSet(version + 1)), type, version, version + 1));
                }
            }
        });
    }

    /** The place of the first release that has one of these versions. */
    private int firstReleaseWith(String type, SortedSet<Integer> versions) {
        for (int i = 0; i < parts.releases().size(); i++) {
            Integer version = parts.releases().get(i).types().get(type);
            if (version != null && versions.contains(version)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no release has " + type + " " + versions);
    }

    private void checkRecognition() {
        for (String type : parts.recognition().types()) {
            SortedSet<Integer> versions = parts.versions().get(type);
            if (versions == null) {
                problems.add(new CatalogProblem.RecognitionOfUnknownType(type));
                continue;
            }
            for (int version : parts.recognition().versions(type)) {
                if (!versions.contains(version)) {
                    problems.add(new CatalogProblem.RecognitionOfUnknownVersion(type, version));
                }
            }
        }
    }

    private void checkOldestStored() {
        new TreeMap<>(parts.oldestStored()).forEach((type, version) -> {
            SortedSet<Integer> versions = parts.versions().get(type);
            Release store = parts.storeRelease();
            Integer written = store == null ? null : store.types().get(type);
            if (versions == null) {
                problems.add(new CatalogProblem.OldestStoredOfUnknownType(type));
            } else if (!versions.contains(version)) {
                problems.add(new CatalogProblem.OldestStoredOfUnknownVersion(type, version));
            } else if (written != null && version > written) {
                problems.add(new CatalogProblem.OldestStoredIsNotWritten(type, version, written));
            }
        });
    }
}
