package io.slipcover.check;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a client does to one member of what it was shown, before it writes the document back. */
public sealed interface Edit {
    /** The edited document; null where the document has nothing to edit in this way. */
    @Nullable
    JsonObject applied(JsonObject shown);

    /** The member that is edited; empty where nothing is. */
    String member();

    /**
     * The edit in a few words; empty where nothing is edited.
     *
     * @param shown what may be seen of a value
     */
    String text(UnaryOperator<JsonValue> shown);

    /** The client writes back what it was shown. */
    record None() implements Edit {
        @Override
        public JsonObject applied(JsonObject shown) {
            return shown.copy();
        }

        @Override
        public String member() {
            return "";
        }

        @Override
        public String text(UnaryOperator<JsonValue> shown) {
            return "";
        }
    }

    /** The member gets another value. */
    record Changed(JsonName name, JsonValue value) implements Edit {
        @Override
        public @Nullable JsonObject applied(JsonObject shown) {
            JsonValue before = shown.get(name);
            if (before == null || before.kind() != value.kind() || before.sameAs(value)) {
                return null;
            }
            JsonObject edited = shown.copy();
            edited.put(name, value);
            return edited;
        }

        @Override
        public String member() {
            return name.text();
        }

        @Override
        public String text(UnaryOperator<JsonValue> shown) {
            return "'%s' becomes %s".formatted(member(), shown.apply(value));
        }
    }

    /** The member goes. */
    record Removed(JsonName name) implements Edit {
        @Override
        public @Nullable JsonObject applied(JsonObject shown) {
            if (!shown.has(name)) {
                return null;
            }
            JsonObject edited = shown.copy();
            edited.remove(name);
            return edited;
        }

        @Override
        public String member() {
            return name.text();
        }

        @Override
        public String text(UnaryOperator<JsonValue> shown) {
            return "'%s' is taken away".formatted(member());
        }
    }

    /** A member comes that no lens knows, as a newer app of the same release may bring it. */
    record Added() implements Edit {
        public static final JsonName NAME = JsonName.of("slipcover-check");
        private static final JsonValue VALUE = JsonSlice.string("added");

        @Override
        public @Nullable JsonObject applied(JsonObject shown) {
            if (shown.has(NAME)) {
                return null;
            }
            JsonObject edited = shown.copy();
            edited.add(NAME, VALUE);
            return edited;
        }

        @Override
        public String member() {
            return NAME.text();
        }

        @Override
        public String text(UnaryOperator<JsonValue> shown) {
            return "'%s' is added".formatted(member());
        }
    }
}
