package io.slipcover.config;

import io.slipcover.config.Documents.TypePlaces;
import io.slipcover.json.JsonName;
import io.slipcover.lens.ConvertMultiply;
import io.slipcover.lens.Head;
import io.slipcover.lens.Merge;
import io.slipcover.lens.Nest;
import io.slipcover.lens.ObjectCondition;
import io.slipcover.lens.Operation;
import io.slipcover.lens.Unnest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Warns of versions that {@code recognise} does not tell apart. An app that is updated before it has sent what it wrote names its new release
 * for documents of the old one, and these have no number; then nothing but what the lenses refuse tells that they are old.
 */
final class ToldApart {
    private final Documents documents;
    private final List<ParsedLens> lenses;
    private final Problems problems;

    ToldApart(Documents documents, List<ParsedLens> lenses, Problems problems) {
        this.documents = documents;
        this.lenses = lenses;
        this.problems = problems;
    }

    void check(List<ReleasePlaces> releases) {
        if (documents.version().spelling() != null) {
            return; // No document of a type is without its version.
        }
        Map<String, SortedSet<Integer>> versions = new LinkedHashMap<>();
        for (ReleasePlaces places : releases) {
            places.release()
                    .types()
                    .forEach((type, version) -> versions.computeIfAbsent(type, any -> new TreeSet<>())
                            .add(version));
        }
        versions.forEach(this::check);
    }

    private void check(String type, SortedSet<Integer> versions) {
        List<Integer> ascending = List.copyOf(versions);
        for (int newer = 1; newer < ascending.size(); newer++) {
            for (int older = newer - 1; older >= 0; older--) {
                int from = ascending.get(older);
                int to = ascending.get(newer);
                ObjectCondition ofOlder = documents.recognition().rule(type, from);
                ObjectCondition ofNewer = documents.recognition().rule(type, to);
                if (ofOlder != null && ofNewer != null) {
                    overlap(type, from, ofOlder, to, ofNewer);
                } else if (older == newer - 1) {
                    oneRuleAtMost(type, from, ofOlder, to, ofNewer);
                } else if (ofOlder == null && ofNewer == null && areRuled(type, ascending.subList(older + 1, newer))) {
                    problems.warn(place(type), untold(type, from, to, operations(type, from, to)));
                }
            }
        }
    }

    private boolean areRuled(String type, List<Integer> versions) {
        return versions.stream().allMatch(version -> documents.recognition().rule(type, version) != null);
    }

    private void oneRuleAtMost(
            String type, int from, @Nullable ObjectCondition ofOlder, int to, @Nullable ObjectCondition ofNewer) {
        List<ParsedOperation> operations = operations(type, from, to);
        if (ofOlder != null) {
            if (!isEnded(ofOlder, moved(operations), brought(operations))) {
                problems.warn(place(type), unruled(type, to, from));
            }
        } else if (ofNewer == null) {
            problems.warn(place(type), untold(type, from, to, operations));
        } else if (!isEnded(ofNewer, brought(operations), moved(operations))) {
            problems.warn(place(type), unruled(type, from, to));
        }
    }

    /** Whether a rule's version differs from the one beside it in something that the rule is about. Of values, nobody knows here. */
    private static boolean isEnded(ObjectCondition rule, Set<JsonName> own, Set<JsonName> others) {
        return rule.present().stream().anyMatch(own::contains)
                || !rule.equal().isEmpty()
                || !rule.inside().isEmpty()
                || rule.lacks().stream().anyMatch(others::contains);
    }

    private static String unruled(String type, int unruled, int ruled) {
        return "documents: recognise: %s %d has no rule, and its documents match the rule of %d; without a number they are taken for that"
                .formatted(type, unruled, ruled);
    }

    /** Members that only the older side has. */
    private static Set<JsonName> moved(List<ParsedOperation> operations) {
        Set<JsonName> moved = new LinkedHashSet<>();
        Set<JsonName> brought = new LinkedHashSet<>();
        for (ParsedOperation operation : operations) {
            NameFlow flow = operation.flow();
            if (flow.moved()) {
                flow.sources().stream().filter(name -> !brought.contains(name)).forEach(moved::add);
            }
            brought.addAll(flow.destinations());
        }
        return moved;
    }

    /** Members that only the newer side has. */
    private static Set<JsonName> brought(List<ParsedOperation> operations) {
        Set<JsonName> brought = new LinkedHashSet<>();
        for (ParsedOperation operation : operations) {
            NameFlow flow = operation.flow();
            if (flow.moved()) {
                brought.removeAll(flow.sources());
            }
            brought.addAll(flow.destinations());
        }
        return brought;
    }

    /** Two rules of which one holds wherever the other does: such a document is of both versions. */
    private void overlap(String type, int from, ObjectCondition older, int to, ObjectCondition newer) {
        if (newer.implies(older)) {
            problems.warn(place(type), neither(type, to, from));
        } else if (older.implies(newer)) {
            problems.warn(place(type), neither(type, from, to));
        }
    }

    private static String neither(String type, int narrow, int wide) {
        return "documents: recognise: every document of %s %d matches the rule of %d, too, so that it is taken for neither"
                .formatted(type, narrow, wide);
    }

    private Place place(String type) {
        TypePlaces places = documents.recognitionPlaces().get(type);
        return places == null ? documents.versionPlace() : places.place();
    }

    private String untold(String type, int from, int to, List<ParsedOperation> operations) {
        List<String> noticed = titles(operations, true);
        List<String> unnoticed = titles(operations, false);
        StringBuilder message = new StringBuilder();
        message.append("documents: recognise: no rule tells %s %d from %d".formatted(type, from, to))
                .append(". An app that is updated in place sends documents of %d without a number".formatted(from))
                .append(", and they are taken for %d".formatted(to));
        if (!noticed.isEmpty()) {
            message.append(" unless a lens notices: ").append(String.join(", ", noticed));
        }
        if (!unnoticed.isEmpty()) {
            message.append(". They would lose: ").append(String.join(", ", unnoticed));
        }
        if (documents.version().hidden()) {
            message.append(". The number is hidden, so its edits of what it had pulled have none either")
                    .append(", and would lose what %d is not shown".formatted(from));
        }
        String rules = rules(operations, from, to);
        if (!rules.isEmpty()) {
            message.append(". Rules such as %s: { %s } tell them apart".formatted(type, rules));
        }
        return message.toString();
    }

    private List<ParsedOperation> operations(String type, int from, int to) {
        List<ParsedOperation> operations = new ArrayList<>();
        for (int version = from; version < to; version++) {
            for (ParsedLens lens : lenses) {
                if (lens.lens().type().equals(type) && lens.lens().from() == version) {
                    operations.addAll(lens.operations());
                }
            }
        }
        return operations;
    }

    private static List<String> titles(List<ParsedOperation> operations, boolean noticed) {
        return operations.stream()
                .filter(operation -> notices(operation) == noticed)
                .map(ParsedOperation::description)
                .distinct()
                .toList();
    }

    /** Whether the way back refuses what the operation has not led up, as far as it has something to lead up. */
    private static boolean notices(ParsedOperation parsed) {
        Operation operation = parsed.operation();
        if (!parsed.inner().isEmpty()) {
            return parsed.inner().stream().anyMatch(ToldApart::notices);
        }
        boolean silent = (operation != null && !operation.mayRefuseBackward())
                || operation instanceof Merge
                || operation instanceof Head
                || operation instanceof ConvertMultiply;
        boolean moves = operation instanceof Nest || operation instanceof Unnest;
        return !silent && (moves || !parsed.flow().opaque());
    }

    /** Rules that would tell the versions apart by a member that only one of them has; empty where no lens names such a member. */
    private static String rules(List<ParsedOperation> operations, int from, int to) {
        Set<JsonName> older = moved(operations);
        Set<JsonName> newer = brought(operations);
        List<String> rules = new ArrayList<>();
        add(rules, from, older, newer);
        add(rules, to, newer, older);
        return String.join(", ", rules);
    }

    private static void add(List<String> rules, int version, Set<JsonName> own, Set<JsonName> others) {
        own.stream()
                .filter(name -> !others.contains(name))
                .findFirst()
                .ifPresent(name -> rules.add("%d: { has: [%s] }".formatted(version, name.text())));
    }
}
