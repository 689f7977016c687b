package io.slipcover.lens;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** A member on its way out of an object member and into it: what {@code hoist} and {@code plunge} do. */
final class Hosts {
    private Hosts() {}

    /**
     * Moves {@code host.name} up, behind its host; where the host is left empty, it goes and leaves its place.
     *
     * @return whether the host went
     */
    static boolean moveUp(Operation operation, JsonObject object, JsonName host, JsonName name) {
        if (object.has(name)) {
            throw LensException.taken(operation, name);
        }
        JsonObject inner = object.object(host);
        if (inner == null) {
            return false;
        }
        JsonValue value = inner.remove(name);
        if (value == null) {
            return false;
        }
        int index = object.indexOf(host);
        if (inner.size() > 0) {
            object.insert(index + 1, name, value);
            return false;
        }
        object.rename(index, name);
        object.set(index, value);
        return true;
    }

    /** Moves {@code name} into its host; where there is none, one is made in its place. */
    static void moveInto(Operation operation, JsonObject object, JsonName host, JsonName name) {
        JsonObject inner = object.object(host);
        if (inner != null && inner.has(name)) {
            throw LensException.of(operation, "there is a member " + host.text() + "." + name.text() + " already");
        }
        int index = object.indexOf(name);
        if (index < 0) {
            return;
        }
        if (inner != null) {
            inner.add(name, object.remove(index));
            return;
        }
        JsonValue taken = object.get(host);
        if (taken != null) {
            throw LensException.unexpected(operation, host, "an object", taken);
        }
        JsonObject made = hostOf(name, object.value(index));
        object.rename(index, host);
        object.set(index, made);
    }

    /** An object with nothing but the member. */
    static JsonObject hostOf(JsonName name, JsonValue value) {
        JsonObject host = JsonObject.empty();
        host.add(name, value);
        return host;
    }

    /** The value of the member of an object that has no other; null where the value is no such object. */
    static @Nullable JsonValue onlyMember(JsonName name, JsonValue value) {
        if (value.kind() != JsonKind.OBJECT) {
            return null;
        }
        JsonObject host = value.asObject();
        int index = host.indexOf(name);
        return index >= 0 && host.size() == 1 ? host.value(index) : null;
    }
}
