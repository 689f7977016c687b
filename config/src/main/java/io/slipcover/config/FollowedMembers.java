package io.slipcover.config;

import io.slipcover.json.JsonName;
import io.slipcover.lens.Add;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The members that documents of each type are known to have, followed through the lenses. An {@code add} of a member that its older side
 * knows already gets a warning.
 */
final class FollowedMembers {
    private final KnownMembers known;
    private final Problems problems;
    /** By type, the members that are known behind its last lens, each with who says so. */
    private final Map<String, Map<JsonName, String>> reached = new HashMap<>();

    FollowedMembers(KnownMembers known, Problems problems) {
        this.known = known;
        this.problems = problems;
    }

    /** Goes through the next lens of a type, and gives the members that are known on its older side. */
    Set<JsonName> follow(ParsedLens lens) {
        String type = lens.lens().type();
        Map<JsonName, String> before =
                new LinkedHashMap<>(known.of(type, lens.lens().from()));
        reached.getOrDefault(type, Map.of()).forEach(before::putIfAbsent);
        reached.put(type, behind(lens, before));
        return before.keySet();
    }

    /** The members that are known on the newer side of a lens. */
    private Map<JsonName, String> behind(ParsedLens lens, Map<JsonName, String> before) {
        Map<JsonName, String> now = new LinkedHashMap<>(before);
        for (ParsedOperation operation : lens.operations()) {
            NameFlow flow = operation.flow();
            if (flow.opaque()) {
                now.clear();
                continue;
            }
            for (JsonName destination : flow.destinations()) {
                String source = now.get(destination);
                if (operation.operation() instanceof Add && source != null) {
                    warnOfAdded(lens, operation, destination, source);
                }
            }
            checkInside(lens, operation);
            boolean leads = flow.brings() || flow.sources().stream().anyMatch(now::containsKey);
            if (flow.moved()) {
                flow.sources().forEach(now::remove);
            }
            if (leads) {
                flow.destinations().forEach(name -> now.put(name, operation.name()));
            }
        }
        return now;
    }

    /** Looks inside of a member, where a schema tells what the older side knows there. */
    private void checkInside(ParsedLens lens, ParsedOperation outer) {
        if (!outer.names().isEmpty()) {
            checkInside(lens, outer, List.of(outer.names().get(0).name()));
        }
    }

    private void checkInside(ParsedLens lens, ParsedOperation outer, List<JsonName> path) {
        for (ParsedOperation inner : outer.inner()) {
            if (inner.names().isEmpty()) {
                continue;
            }
            JsonName name = inner.names().get(0).name();
            List<JsonName> longer = new ArrayList<>(path);
            longer.add(name);
            String schema = known.schemaWith(lens.lens().type(), lens.lens().from(), longer);
            if (inner.operation() instanceof Add && schema != null) {
                warnOfAdded(lens, inner, name, schema);
            }
            checkInside(lens, inner, longer);
        }
    }

    private void warnOfAdded(ParsedLens lens, ParsedOperation add, JsonName name, String source) {
        problems.warn(
                add.placeOf(name),
                ("add: '%s' is a member that %s %d knows already (%s). Its clients would not see it any more, and what they write in it"
                                + " would be refused; write fill: { name: %1$s, default: … }, which leaves it to both sides")
                        .formatted(name.text(), lens.lens().type(), lens.lens().from(), source));
    }
}
