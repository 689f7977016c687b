package io.slipcover.config;

import io.slipcover.catalog.TypeRule;
import io.slipcover.config.Documents.TypePlaces;
import io.slipcover.json.JsonName;
import io.slipcover.json.MemberPath;
import io.slipcover.lens.ObjectCondition;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
        documents.toldTypes().forEach((type, place) -> checkTold(type, place, types.keySet()));
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
        if (!documents.type().canTell(type)) {
            problems.warn(place, "releases: types: no document is a '%s', since %s".formatted(type, whyNone(type)));
        }
    }

    /** A rule may tell a type that no release names, so that such documents stay as they are. But a name near another is a slip. */
    private void checkTold(String type, Place place, Set<String> ofReleases) {
        if (!ofReleases.contains(type)) {
            NearestName.of(type, ofReleases)
                    .ifPresent(near -> problems.warn(
                            place,
                            "documents: type: no release names the type '%s', did you mean '%s'?"
                                    .formatted(type, near)));
        }
    }

    private String whyNone(String type) {
        TypeRule rule = documents.type();
        if (rule instanceof TypeRule.ByNames byNames && byNames.types().containsKey(type)) {
            return "that is a name of '%s', did you mean '%s'?"
                    .formatted(byNames.types().get(type), byNames.types().get(type));
        }
        return whyNone(rule instanceof TypeRule.ByNames byNames ? byNames.rule() : rule, type);
    }

    private String whyNone(TypeRule rule, String type) {
        if (rule instanceof TypeRule.ByIdPrefix byPrefix) {
            return "its type is the part of _id before the first '" + byPrefix.separator() + "'";
        }
        if (rule instanceof TypeRule.ByMembers byMembers) {
            return "its type is the strings of %s with '%s' between them"
                    .formatted(
                            byMembers.members().stream().map(JsonName::text).collect(Collectors.joining(", ")),
                            TypeRule.ByMembers.SEPARATOR);
        }
        return "no rule of 'documents: type' tells that type"
                + NearestName.hint(type, documents.toldTypes().keySet());
    }

    private void checkRules(String type, TypePlaces places) {
        places.versions().forEach((version, place) -> {
            ObjectCondition rule = documents.recognition().rule(type, version);
            if (rule == null) {
                return;
            }
            String subject = "documents: recognise: " + type + " " + version;
            if (documents.version().path().isTop()
                    && rule.present().contains(documents.version().field())) {
                problems.warn(
                        place,
                        "%s: no document without a number has '%s', so that the rule tells none"
                                .formatted(subject, documents.version().field().text()));
            }
            MemberPath ofType = documents.type().member();
            if (ofType != null && ofType.isTop() && rule.lacks().contains(ofType.top())) {
                problems.warn(place, "%s: no document of the type lacks '%s'".formatted(subject, ofType));
            }
            rule.names().forEach(name -> checkCase(subject, type, name, place));
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
