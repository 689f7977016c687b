package io.slipcover.config;

import io.slipcover.catalog.Recognition.Rule;
import io.slipcover.catalog.TypeRule;
import io.slipcover.config.Documents.TypePlaces;
import io.slipcover.json.JsonName;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Warns of names that are no mistake each for itself, but match nothing beside the others: nobody would be told. */
final class SilentNames {
    private final Documents documents;
    private final List<ReleasePlaces> releases;
    private final List<ParsedLens> lenses;
    private final Problems problems;

    SilentNames(Documents documents, List<ReleasePlaces> releases, List<ParsedLens> lenses, Problems problems) {
        this.documents = documents;
        this.releases = releases;
        this.lenses = lenses;
        this.problems = problems;
    }

    void check() {
        Map<String, Place> types = new LinkedHashMap<>();
        releases.forEach(release -> release.types().forEach(types::putIfAbsent));
        types.forEach(this::checkType);
        documents.recognitionPlaces().forEach(this::checkRules);
        for (ReleasePlaces release : releases) {
            release.members()
                    .forEach((type, members) -> members.forEach(
                            (name, place) -> checkCase("releases: defaults: " + type, type, name, place)));
        }
    }

    private void checkType(String type, Place place) {
        if (!type.strip().equals(type)) {
            problems.warn(place, "releases: types: '" + type + "' begins or ends with a space");
        }
        if (documents.type() instanceof TypeRule.ByIdPrefix rule && type.contains(rule.separator())) {
            problems.warn(
                    place,
                    "releases: types: no document is a '%s', since its type is the part of _id before the first '%s'"
                            .formatted(type, rule.separator()));
        }
    }

    private void checkRules(String type, TypePlaces places) {
        places.versions().forEach((version, place) -> {
            Rule rule = documents.recognition().rule(type, version);
            if (rule == null) {
                return;
            }
            String subject = "documents: recognise: " + type + " " + version;
            if (rule.has().contains(documents.version().field())) {
                problems.warn(
                        place,
                        "%s: no document without a number has '%s', so that the rule tells none"
                                .formatted(subject, documents.version().field().text()));
            }
            if (documents.type() instanceof TypeRule.ByField byField
                    && rule.lacks().contains(byField.field())) {
                problems.warn(
                        place,
                        "%s: no document of the type lacks '%s'"
                                .formatted(subject, byField.field().text()));
            }
            rule.has().forEach(name -> checkCase(subject, type, name, place));
            rule.lacks().forEach(name -> checkCase(subject, type, name, place));
        });
    }

    /** A name that the type's lenses spell otherwise: names are compared letter by letter. */
    private void checkCase(String subject, String type, JsonName name, Place place) {
        Set<JsonName> known = new HashSet<>();
        for (ParsedLens lens : lenses) {
            if (lens.lens().type().equals(type)) {
                lens.operations().forEach(operation -> operation.names().forEach(named -> known.add(named.name())));
            }
        }
        if (known.contains(name)) {
            return;
        }
        known.stream()
                .filter(other -> lowerCase(other).equals(lowerCase(name)))
                .findFirst()
                .ifPresent(other -> problems.warn(
                        place,
                        "%s: '%s' is another member than '%s', which the lenses name"
                                .formatted(subject, name.text(), other.text())));
    }

    private static String lowerCase(JsonName name) {
        return name.text().toLowerCase(Locale.ROOT);
    }
}
