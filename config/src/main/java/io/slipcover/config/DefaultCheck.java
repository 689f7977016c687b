package io.slipcover.config;

import io.slipcover.config.ParsedOperation.DefaultValue;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.LensException;
import io.slipcover.lens.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Leads each default through the rest of its type's path: what {@code add} brings goes up through all that follows, what
 * {@code remove} brings back goes down, and a release's default goes up from its version. A run ends at an expression or a
 * class, which may need members that are not there.
 */
final class DefaultCheck {
    private final Map<String, Map<Integer, ParsedLens>> lenses = new HashMap<>();
    private final Problems problems;

    DefaultCheck(List<ParsedLens> lenses, Problems problems) {
        lenses.forEach(lens -> this.lenses
                .computeIfAbsent(lens.lens().type(), type -> new HashMap<>())
                .putIfAbsent(lens.lens().from(), lens));
        this.problems = problems;
    }

    void check(List<ReleasePlaces> releases) {
        for (Map<Integer, ParsedLens> ofType : lenses.values()) {
            for (ParsedLens lens : ofType.values()) {
                checkOperations(
                        lens.operations(),
                        lens.title(),
                        (run, document) -> up(run, document, ofType, lens.lens().to()),
                        (run, document) ->
                                down(run, document, ofType, lens.lens().from() - 1));
            }
        }
        releases.forEach(this::checkRelease);
    }

    /** What a document still goes through. */
    private interface Rest {
        void lead(Run run, JsonObject document);
    }

    /** One default on its way. */
    private static final class Run {
        private final boolean up;
        private boolean ended;
        private @Nullable String failure;

        Run(boolean up) {
            this.up = up;
        }

        void through(String title, List<ParsedOperation> operations, JsonObject document) {
            for (ParsedOperation parsed : operations) {
                Operation operation = parsed.operation();
                ended |= operation == null || parsed.flow().opaque();
                if (ended || operation == null) {
                    return;
                }
                try {
                    if (up) {
                        operation.forward(document);
                    } else {
                        operation.backward(document);
                    }
                } catch (LensException e) {
                    ended = true;
                    failure = title + ": " + e.getMessage();
                }
            }
        }
    }

    private static void up(Run run, JsonObject document, Map<Integer, ParsedLens> lenses, int version) {
        ParsedLens lens = lenses.get(version);
        while (lens != null && !run.ended) {
            run.through(lens.title(), lens.operations(), document);
            lens = lenses.get(lens.lens().to());
        }
    }

    private static void down(Run run, JsonObject document, Map<Integer, ParsedLens> lenses, int version) {
        ParsedLens lens = lenses.get(version);
        while (lens != null && !run.ended) {
            run.through(lens.title(), reversed(lens.operations()), document);
            lens = lenses.get(lens.lens().from() - 1);
        }
    }

    private void checkOperations(List<ParsedOperation> operations, String title, Rest up, Rest down) {
        for (int index = 0; index < operations.size(); index++) {
            ParsedOperation operation = operations.get(index);
            List<ParsedOperation> after = operations.subList(index + 1, operations.size());
            List<ParsedOperation> before = reversed(operations.subList(0, index));
            DefaultValue value = operation.defaultValue();
            if (value != null) {
                boolean goesUp = operation.flow().brings();
                List<ParsedOperation> rest = goesUp ? after : before;
                Rest beyond = goesUp ? up : down;
                check(
                        goesUp,
                        value.name(),
                        value.value(),
                        value.place(),
                        operation.name() + ": default",
                        (run, document) -> {
                            run.through(title, rest, document);
                            beyond.lead(run, document);
                        });
            }
            if (operation.surroundings() != Surroundings.UNKNOWN
                    && !operation.names().isEmpty()) {
                checkOperations(
                        operation.inner(),
                        title,
                        (run, document) -> outside(operation, document, run, title, after, up),
                        (run, document) -> outside(operation, document, run, title, before, down));
            }
        }
    }

    /** Goes on with the document around a member. */
    private static void outside(
            ParsedOperation in, JsonObject inner, Run run, String title, List<ParsedOperation> operations, Rest rest) {
        JsonObject document = in.surroundings().around(inner, in.names().get(0).name());
        if (document == null) {
            return;
        }
        run.through(title, operations, document);
        rest.lead(run, document);
    }

    private void checkRelease(ReleasePlaces places) {
        places.release().defaults().forEach((type, defaults) -> {
            Integer version = places.release().types().get(type);
            if (version == null) {
                return;
            }
            for (JsonName member : defaults.names()) {
                JsonValue value = defaults.get(member);
                Place place = places.members().getOrDefault(type, Map.of()).getOrDefault(member, places.name());
                Map<Integer, ParsedLens> ofType = lenses.getOrDefault(type, Map.of());
                if (value != null) {
                    check(
                            true,
                            member,
                            value,
                            place,
                            "releases: defaults: " + member.text(),
                            (run, document) -> up(run, document, ofType, version));
                }
            }
        });
    }

    /** Reports a default that fails where a document without it would not. */
    private void check(boolean up, JsonName name, JsonValue value, Place place, String subject, Rest rest) {
        Run run = new Run(up);
        JsonObject document = JsonObject.empty();
        document.add(name, value.copy());
        rest.lead(run, document);
        if (run.failure == null) {
            return;
        }
        Run without = new Run(up);
        rest.lead(without, JsonObject.empty());
        if (!run.failure.equals(without.failure)) {
            problems.add(place, subject + " does not pass through the rest of its path: " + run.failure);
        }
    }

    private static List<ParsedOperation> reversed(List<ParsedOperation> operations) {
        List<ParsedOperation> reversed = new ArrayList<>(operations);
        Collections.reverse(reversed);
        return reversed;
    }
}
