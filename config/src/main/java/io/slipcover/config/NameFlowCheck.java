package io.slipcover.config;

import io.slipcover.json.JsonName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A check that finds operations that can never work: an earlier operation of the lens took their source away, or made
 * their destination. Between two lenses nothing is certain, because clients write documents of each version.
 */
final class NameFlowCheck {
    private final Problems problems;
    private final Map<JsonName, Fate> fates = new HashMap<>();

    private NameFlowCheck(Problems problems) {
        this.problems = problems;
    }

    /** What is certain about a member, and the operation that made it certain. */
    private record Fate(boolean there, ParsedOperation by) {}

    static void check(List<ParsedOperation> operations, Problems problems) {
        NameFlowCheck check = new NameFlowCheck(problems);
        for (ParsedOperation operation : operations) {
            check.follow(operation);
            check(operation.inner(), problems);
        }
    }

    private void follow(ParsedOperation operation) {
        NameFlow flow = operation.flow();
        if (flow.opaque()) {
            fates.clear();
            return;
        }
        checkSources(operation);
        checkDestinations(operation);
        boolean moves = flow.moved() && flow.destinations().size() == 1;
        boolean certain = flow.brings() || (moves && flow.sources().stream().allMatch(this::isThere));
        flow.blurred().forEach(fates::remove);
        if (flow.moved()) {
            flow.sources().forEach(source -> fates.put(source, new Fate(false, operation)));
        }
        for (JsonName destination : flow.destinations()) {
            if (certain) {
                fates.put(destination, new Fate(true, operation));
            } else {
                fates.remove(destination);
            }
        }
    }

    private void checkSources(ParsedOperation operation) {
        List<JsonName> sources = operation.flow().sources();
        @Nullable Fate gone = null;
        for (JsonName source : sources) {
            Fate fate = fates.get(source);
            if (fate == null || fate.there()) {
                return;
            }
            gone = fate;
        }
        if (gone != null) {
            JsonName source = sources.get(0);
            problems.add(
                    operation.placeOf(source),
                    "%s: '%s' is never there, since %s at line %d took it away"
                            .formatted(
                                    operation.name(),
                                    source.text(),
                                    gone.by().name(),
                                    gone.by().place().line()));
        }
    }

    private void checkDestinations(ParsedOperation operation) {
        for (JsonName destination : operation.flow().destinations()) {
            Fate fate = fates.get(destination);
            if (fate != null && fate.there()) {
                problems.add(
                        operation.placeOf(destination),
                        "%s: '%s' is always there already, since %s at line %d made it"
                                .formatted(
                                        operation.name(),
                                        destination.text(),
                                        fate.by().name(),
                                        fate.by().place().line()));
            }
        }
    }

    private boolean isThere(JsonName name) {
        Fate fate = fates.get(name);
        return fate != null && fate.there();
    }
}
