package io.slipcover.json;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The names of the members that lead from an object to a value inside of it. All values on the way are objects.
 *
 * @param names the names, the outermost first; at least one
 */
public record MemberPath(List<JsonName> names) {
    public MemberPath {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a path needs one name at least");
        }
    }

    /** The path to a member of the object itself. */
    public static MemberPath of(JsonName name) {
        return new MemberPath(List.of(name));
    }

    /** The name of the outermost member. */
    public JsonName top() {
        return names.get(0);
    }

    /** Whether the path leads to a member of the object itself. */
    public boolean isTop() {
        return names.size() == 1;
    }

    /** The name of the member that the path leads to. */
    public JsonName last() {
        return names.get(names.size() - 1);
    }

    /** The path from where the outermost member leads. There is one where the path {@linkplain #isTop is not} of one name. */
    public MemberPath rest() {
        return new MemberPath(names.subList(1, names.size()));
    }

    /** This path inside of a member. */
    public MemberPath within(JsonName host) {
        List<JsonName> longer = new ArrayList<>(names.size() + 1);
        longer.add(host);
        longer.addAll(names);
        return new MemberPath(longer);
    }

    /** Whether this path leads to the other one's value or to something around it. */
    public boolean isBeginningOf(MemberPath other) {
        return names.size() <= other.names.size() && names.equals(other.names.subList(0, names.size()));
    }

    /** The value at the path; null where it is missing, or where something on the way is no object. */
    public @Nullable JsonValue get(JsonObject object) {
        JsonObject host = host(object);
        return host == null ? null : host.get(last());
    }

    /** The text of the string at the path; null where there is none. */
    public @Nullable String string(JsonObject object) {
        JsonObject host = host(object);
        return host == null ? null : host.string(last());
    }

    /** The object that holds the last member; null where it is missing or no object. */
    public @Nullable JsonObject host(JsonObject object) {
        JsonObject host = object;
        for (int index = 0; host != null && index < names.size() - 1; index++) {
            host = host.object(names.get(index));
        }
        return host;
    }

    /**
     * The object that holds the last member, where missing objects on the way are made.
     *
     * @return null where something on the way is no object
     */
    public @Nullable JsonObject hostToWrite(JsonObject object) {
        JsonObject host = object;
        for (int index = 0; host != null && index < names.size() - 1; index++) {
            JsonName name = names.get(index);
            if (!host.has(name)) {
                host.add(name, JsonObject.empty());
            }
            host = host.object(name);
        }
        return host;
    }

    /** The path for a person to read: {@code meta.kind}. */
    @Override
    public String toString() {
        return names.stream().map(JsonName::text).collect(Collectors.joining("."));
    }
}
