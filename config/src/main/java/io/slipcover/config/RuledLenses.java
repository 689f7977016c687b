package io.slipcover.config;

import io.slipcover.config.Documents.TypePlaces;
import io.slipcover.config.MemberFates.Fate;
import io.slipcover.config.MemberFates.Fate.Kind;
import io.slipcover.json.JsonName;
import io.slipcover.lens.Add;
import io.slipcover.lens.ObjectCondition;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Warns of lenses whose results contradict what {@code recognise} says of the version that they lead to, up or down. A document that such a
 * lens has led is stored under a number that its members deny, and then nobody can read it.
 *
 * <p>A number is only denied where another version has a rule, too. A member that no operation names stays, so hardly anything can be said of
 * it: what the lens itself makes or takes is held against a rule.
 */
final class RuledLenses {
    private final Documents documents;
    private final List<ParsedLens> lenses;
    private final KnownMembers known;
    private final Problems problems;

    RuledLenses(Documents documents, List<ParsedLens> lenses, KnownMembers known, Problems problems) {
        this.documents = documents;
        this.lenses = lenses.stream()
                .sorted(Comparator.comparingInt(lens -> lens.lens().from()))
                .toList();
        this.known = known;
        this.problems = problems;
    }

    void check() {
        FollowedMembers followed = new FollowedMembers(known, problems);
        for (ParsedLens lens : lenses) {
            Set<JsonName> before = followed.follow(lens);
            if (documents.recognition().versions(lens.lens().type()).size() > 1) {
                new OneLens(lens, before).check();
            }
        }
    }

    /** The check of one lens against the rules of the versions on both sides. */
    private final class OneLens {
        private final ParsedLens lens;
        private final String type;
        private final int older;
        private final int newer;
        private final Set<JsonName> before;
        private final MemberFates up;
        private final MemberFates down;

        /** @param before what is known of the older side */
        OneLens(ParsedLens lens, Set<JsonName> before) {
            this.lens = lens;
            this.type = lens.lens().type();
            this.older = lens.lens().from();
            this.newer = lens.lens().to();
            this.before = before;
            this.up = MemberFates.up(lens.operations());
            this.down = MemberFates.down(lens.operations());
        }

        void check() {
            ObjectCondition ofNewer = known.rule(type, newer);
            if (ofNewer != null) {
                ofNewer.present().forEach(this::requiredAbove);
                ofNewer.lacks().forEach(this::forbiddenAbove);
                unmade(ofNewer.present());
            }
            ObjectCondition ofOlder = known.rule(type, older);
            if (ofOlder != null) {
                ofOlder.present().forEach(this::requiredBelow);
                ofOlder.lacks().forEach(this::forbiddenBelow);
            }
        }

        private void requiredAbove(JsonName name) {
            Fate fate = up.of(name);
            ParsedOperation by = fate.by();
            if (fate.kind() == Kind.TAKEN && by != null) {
                warn(
                        by,
                        name,
                        "%s: takes '%s' away, but recognise says that every %s %d has it; take it out of 'has' there"
                                .formatted(by.name(), name.text(), type, newer));
            } else if (fate.kind() == Kind.LEFT_ALONE && known.isForbidden(type, older, name)) {
                problems.warn(
                        place(newer),
                        "%s: every %s %d has '%s' and no %2$s %d has it, but nothing in the lens between them makes it; write add: { name: %4$s, default: … }"
                                .formatted(subject(newer), type, newer, name.text(), older));
            } else if (fate.kind() == Kind.LED && by != null && isUnknown(fate.sources())) {
                misspeltSource(name, by, fate.sources().get(0));
            }
        }

        /** Whether something is known of the older side, but none of these members. */
        private boolean isUnknown(List<JsonName> sources) {
            ObjectCondition ofOlder = known.rule(type, older);
            return ofOlder != null
                    && !ofOlder.present().isEmpty()
                    && sources.stream().noneMatch(source -> isKnown(source) || MemberNames.isDoubtful(source));
        }

        /** In whatever case: a name in another case is told elsewhere. */
        private boolean isKnown(JsonName name) {
            return before.stream().anyMatch(other -> other.text().equalsIgnoreCase(name.text()));
        }

        private void misspeltSource(JsonName name, ParsedOperation by, JsonName source) {
            List<String> unused = before.stream()
                    .filter(other -> up.of(other).kind() == Kind.LEFT_ALONE)
                    .map(JsonName::text)
                    .toList();
            String hint = NearestName.of(source.text(), unused)
                    .map(near -> "did you mean '" + near + "'?")
                    .orElse("if every %s %d has '%s', write so in recognise: %2$d: { has: [%3$s] }"
                            .formatted(type, older, source.text()));
            warn(
                    by,
                    source,
                    "%s: recognise says that every %s %d has '%s', but nothing leads there: no %2$s %d is known to have '%s'; %s"
                            .formatted(by.name(), type, newer, name.text(), older, source.text(), hint));
        }

        private void forbiddenAbove(JsonName name) {
            Fate fate = up.of(name);
            ParsedOperation by = fate.by();
            boolean made = fate.kind() == Kind.MADE || fate.kind() == Kind.LED;
            if (made && by != null) {
                warn(
                        by,
                        name,
                        "%s: brings '%s', but recognise says that no %s %d has it; take it out of 'lacks' there"
                                .formatted(by.name(), name.text(), type, newer));
            } else if (fate.kind() == Kind.LEFT_ALONE && before.contains(name)) {
                problems.warn(
                        place(newer),
                        "%s: no %s %d has '%s', but %2$s %d has it, and nothing in the lens between them takes it away; write remove: { name: %4$s, default: … }"
                                .formatted(subject(newer), type, newer, name.text(), older));
            }
        }

        /** Rules all of whose members come out of nowhere: the one that the lens makes is called otherwise. */
        private void unmade(Set<JsonName> required) {
            ObjectCondition ofOlder = known.rule(type, older);
            Set<JsonName> told = new HashSet<>(before);
            lenses.stream()
                    .filter(other -> other.lens().type().equals(type))
                    .flatMap(other -> other.operations().stream())
                    .flatMap(operation -> operation.names().stream())
                    .forEach(named -> told.add(named.name()));
            if (ofOlder == null
                    || ofOlder.present().isEmpty()
                    || hasDoubtfulName()
                    || required.isEmpty()
                    || !required.stream().allMatch(name -> up.of(name).kind() == Kind.LEFT_ALONE)) {
                return;
            }
            for (JsonName name : required) {
                if (!told.contains(name) && !MemberNames.isDoubtful(name) && !isKnown(name)) {
                    List<String> made =
                            up.brought().stream().map(JsonName::text).toList();
                    problems.warn(
                            place(newer),
                            "%s: every %s %d has '%s', but nothing leads there: %2$s %d is not known to have it, and the lens between them does not make it%s"
                                    .formatted(
                                            subject(newer),
                                            type,
                                            newer,
                                            name.text(),
                                            older,
                                            made(NearestName.of(name.text(), made), made)));
                }
            }
        }

        /** Whether a name in the lens is told elsewhere, which is to be mended first. */
        private boolean hasDoubtfulName() {
            return lens.operations().stream()
                    .flatMap(operation -> operation.names().stream())
                    .anyMatch(named -> MemberNames.isDoubtful(named.name()));
        }

        private static String made(Optional<String> near, List<String> made) {
            return near.map(name -> ", did you mean '" + name + "'?")
                    .orElse(made.isEmpty() ? "" : "; it makes " + String.join(", ", made));
        }

        private void requiredBelow(JsonName name) {
            Fate fate = down.of(name);
            ParsedOperation by = fate.by();
            if (fate.kind() != Kind.TAKEN || by == null || by.operation() instanceof Add) {
                return; // An 'add' of what the older side has is told where the lens is followed.
            }
            String remedy = by.flow().destinations().isEmpty()
                    ? "give it a default: %s: { name: %s, default: … }".formatted(by.name(), name.text())
                    : "take it out of 'has' there";
            warn(
                    by,
                    name,
                    "%s: older clients get no '%s', but recognise says that every %s %d has it; %s"
                            .formatted(by.name(), name.text(), type, older, remedy));
        }

        private void forbiddenBelow(JsonName name) {
            Fate fate = down.of(name);
            ParsedOperation by = fate.by();
            if ((fate.kind() == Kind.MADE || fate.kind() == Kind.LED) && by != null) {
                warn(
                        by,
                        name,
                        "%s: gives older clients '%s', but recognise says that no %s %d has it; take it out of 'lacks' there"
                                .formatted(by.name(), name.text(), type, older));
            }
        }

        private void warn(ParsedOperation by, JsonName name, String message) {
            problems.warn(by.placeOf(name), message);
        }

        private String subject(int version) {
            return "documents: recognise: " + type + " " + version;
        }

        private Place place(int version) {
            TypePlaces places = documents.recognitionPlaces().get(type);
            return places == null ? lens.typePlace() : places.versions().getOrDefault(version, places.place());
        }
    }
}
