package io.slipcover.transform;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands beside a part of a document, in the document with which it is compared. */
sealed interface Beside {
    /** The mark of a line that stands for the whole part. */
    default Mark whole() {
        return Mark.CHANGED;
    }

    /** The mark of the first and the last line of an object or an array. */
    default Mark around() {
        return Mark.SAME;
    }

    /** What stands beside a member of the part. */
    Beside member(JsonName name, JsonValue member);

    /** What stands beside the first elements of the part, so many at most. */
    Beside[] elements(JsonArray elements, int most);

    /** What stands beside a part; with null, nothing does. */
    static Beside of(JsonValue part, @Nullable JsonValue other) {
        if (other == null) {
            return new Alike(Mark.MISSING);
        }
        if (part.sameAs(other)) {
            return Alike.SAME;
        }
        if (part.kind() != other.kind()) {
            return new Alike(Mark.CHANGED);
        }
        return switch (part.kind()) {
            case OBJECT -> Members.of(other.asObject());
            case ARRAY -> new Elements(other.asArray());
            case STRING, NUMBER, BOOLEAN, NULL -> new Alike(Mark.CHANGED);
        };
    }

    /** All that is in the part has one mark. */
    record Alike(Mark mark) implements Beside {
        /** Nothing differs, or nobody compares. */
        static final Alike SAME = new Alike(Mark.SAME);

        @Override
        public Mark whole() {
            return mark;
        }

        @Override
        public Mark around() {
            return mark;
        }

        @Override
        public Beside member(JsonName name, JsonValue member) {
            return this;
        }

        @Override
        public Beside[] elements(JsonArray elements, int most) {
            Beside[] beside = new Beside[Math.min(elements.size(), most)];
            Arrays.fill(beside, this);
            return beside;
        }
    }

    /** An object that has other members. An object with very many members answers as fast as one with few. */
    record Members(Map<JsonName, JsonValue> byName) implements Beside {
        static Members of(JsonObject object) {
            Map<JsonName, JsonValue> byName = new HashMap<>();
            for (int index = 0; index < object.size(); index++) {
                byName.put(object.name(index), object.value(index)); // Of duplicates the last one.
            }
            return new Members(byName);
        }

        @Override
        public Beside member(JsonName name, JsonValue member) {
            return Beside.of(member, byName.get(name));
        }

        @Override
        public Beside[] elements(JsonArray elements, int most) {
            throw new IllegalStateException("an object has no elements");
        }
    }

    /** An array that has other elements. Equal ones at both ends are pairs, and those between them in their order. */
    record Elements(JsonArray others) implements Beside {
        @Override
        public Beside member(JsonName name, JsonValue member) {
            throw new IllegalStateException("an array has no members");
        }

        @Override
        public Beside[] elements(JsonArray elements, int most) {
            int pairs = Math.min(Math.min(elements.size(), others.size()), most);
            int head = 0;
            while (head < pairs && elements.get(head).sameAs(others.get(head))) {
                head++;
            }
            int tail = 0;
            while (tail < pairs - head
                    && elements.get(elements.size() - 1 - tail).sameAs(others.get(others.size() - 1 - tail))) {
                tail++;
            }
            Beside[] beside = new Beside[Math.min(elements.size(), most)];
            for (int index = 0; index < beside.length; index++) {
                if (index < head || index >= elements.size() - tail) {
                    beside[index] = Alike.SAME;
                } else {
                    beside[index] =
                            Beside.of(elements.get(index), index < others.size() - tail ? others.get(index) : null);
                }
            }
            return beside;
        }
    }
}
