package io.slipcover.imports;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.json.MemberPath;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What tells which of two copies somebody edited last: a member with a time, if the user names one, and else the revision numbers. A copy of the
 * first generation is as somebody made it, so nobody has edited it since.
 *
 * @param times the members that may hold the time of the last edit
 */
record Order(List<MemberPath> times) {
    Order {
        times = List.copyOf(times);
    }

    /** When a copy was edited, seen from another one. */
    enum Edited {
        EARLIER,
        LATER,
        /** Nobody has edited either of the two since one was made of the other. */
        NEITHER,
        UNKNOWN
    }

    /** When {@code other} was edited, seen from {@code copy}. */
    Edited compare(Copy copy, Copy other) {
        JsonValue own = time(copy.body());
        JsonValue others = time(other.body());
        Integer order = own == null || others == null ? null : compare(own, others);
        if (order != null) {
            return order > 0 ? Edited.EARLIER : order < 0 ? Edited.LATER : Edited.NEITHER;
        }
        if (copy.isAsMade()) {
            return other.isAsMade() ? Edited.NEITHER : Edited.LATER;
        }
        return other.isAsMade() ? Edited.EARLIER : Edited.UNKNOWN;
    }

    private @Nullable JsonValue time(JsonObject body) {
        for (MemberPath path : times) {
            JsonValue value = path.get(body);
            if (value != null && value.kind() != JsonKind.NULL) {
                return value;
            }
        }
        return null;
    }

    private static @Nullable Integer compare(JsonValue one, JsonValue other) {
        if (!(one instanceof JsonSlice first)
                || !(other instanceof JsonSlice second)
                || first.kind() != second.kind()) {
            return null;
        }
        if (first.kind() == JsonKind.NUMBER) {
            return first.asNumber().compareTo(second.asNumber());
        }
        if (first.kind() != JsonKind.STRING) {
            return null;
        }
        Instant firstTime = instant(first.asString());
        Instant secondTime = instant(second.asString());
        return firstTime == null || secondTime == null ? null : firstTime.compareTo(secondTime);
    }

    private static @Nullable Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noTime) {
            return null;
        }
    }
}
