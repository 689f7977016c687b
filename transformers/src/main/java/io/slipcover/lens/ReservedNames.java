package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import io.slipcover.json.MemberPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members that no lens may touch: CouchDB's, which begin with {@code _}, and those that tell the type and the version.
 *
 * @param names members that a lens may not touch at all
 * @param underscored whether members that begin with {@code _} belong to them
 * @param inside members that a lens may change inside only, and what it may not touch there
 */
public record ReservedNames(Set<JsonName> names, boolean underscored, Map<JsonName, ReservedNames> inside) {
    /** For an object in which no member is reserved. */
    public static final ReservedNames NONE = new ReservedNames(Set.of(), false, Map.of());

    public ReservedNames {
        names = Set.copyOf(names);
        inside = Map.copyOf(inside);
    }

    /** For a document. */
    public static ReservedNames ofDocument(Set<JsonName> names) {
        return new ReservedNames(names, true, Map.of());
    }

    /** For a document, with members inside of others. */
    public static ReservedNames ofPaths(Collection<MemberPath> paths) {
        return of(paths, true);
    }

    private static ReservedNames of(Collection<MemberPath> paths, boolean underscored) {
        Set<JsonName> names = new HashSet<>();
        paths.stream().filter(MemberPath::isTop).forEach(path -> names.add(path.top()));
        Map<JsonName, List<MemberPath>> deeper = new LinkedHashMap<>();
        for (MemberPath path : paths) {
            if (!names.contains(path.top())) {
                deeper.computeIfAbsent(path.top(), any -> new ArrayList<>()).add(path.rest());
            }
        }
        Map<JsonName, ReservedNames> inside = new HashMap<>();
        deeper.forEach((name, rests) -> inside.put(name, of(rests, false)));
        return new ReservedNames(names, underscored, inside);
    }

    /** Whether no lens may touch this member. */
    public boolean holds(JsonName name) {
        return (underscored && name.text().startsWith("_")) || names.contains(name);
    }

    /** Whether no lens may touch the member at this place, or not all that stands in it. */
    boolean holds(JsonObject object, int index) {
        if (!underscored && names.isEmpty() && inside.isEmpty()) {
            return false;
        }
        JsonName name = object.name(index);
        return holds(name) || inside.containsKey(name);
    }

    /** What is reserved inside of a member that a lens may change inside only; null where the member is none of those. */
    public @Nullable ReservedNames inside(JsonName name) {
        return inside.get(name);
    }

    /** The paths to what somebody touches who touches the whole member. */
    List<MemberPath> touchedWith(JsonName name) {
        if (holds(name)) {
            return List.of(MemberPath.of(name));
        }
        ReservedNames inner = inside(name);
        return inner == null
                ? List.of()
                : inner.paths().stream().map(path -> path.within(name)).toList();
    }

    /** The paths to all that is reserved by name. */
    List<MemberPath> paths() {
        List<MemberPath> paths = new ArrayList<>();
        names.stream().sorted().forEach(name -> paths.add(MemberPath.of(name)));
        inside.forEach((name, inner) -> inner.paths().forEach(path -> paths.add(path.within(name))));
        return paths;
    }

    /**
     * Puts reserved members that a result leaves out where they were.
     *
     * @return the reserved member that has another value in the result; null where there is none
     */
    @Nullable
    MemberPath restore(JsonObject given, JsonObject result) {
        Map<JsonName, JsonValue> missing = new LinkedHashMap<>();
        for (int i = 0; i < given.size(); i++) {
            if (holds(given.name(i))) {
                missing.put(given.name(i), given.value(i));
            }
        }
        for (int i = 0; i < result.size(); i++) {
            JsonName name = result.name(i);
            if (holds(name)) {
                JsonValue before = missing.remove(name);
                if (before == null || !before.sameAs(result.value(i))) {
                    return MemberPath.of(name);
                }
            }
        }
        missing.forEach(result::add);
        for (Map.Entry<JsonName, ReservedNames> entry : inside.entrySet()) {
            MemberPath touched = entry.getValue().restoreInside(entry.getKey(), given, result);
            if (touched != null) {
                return touched.within(entry.getKey());
            }
        }
        return null;
    }

    private @Nullable MemberPath restoreInside(JsonName host, JsonObject given, JsonObject result) {
        JsonObject before = given.object(host);
        JsonObject after = result.object(host);
        if (after != null) {
            return restore(before == null ? JsonObject.empty() : before, after);
        }
        if (before == null) {
            return null;
        }
        JsonObject restored = JsonObject.empty();
        MemberPath touched = restore(before, restored);
        if (touched == null && !restored.isEmpty()) {
            if (result.has(host)) {
                return paths().get(0);
            }
            result.add(host, restored);
        }
        return touched;
    }
}
