package io.slipcover.catalog;

import static java.util.Objects.requireNonNull;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** The rule that tells the type of a document. */
public sealed interface TypeRule {

    /**
     * The type's name; null where the document has no type.
     *
     * @param id the document's id where a request's path or another place tells it; null: the document's {@code _id}
     *     counts
     */
    @Nullable
    String typeOf(@Nullable String id, JsonObject document);

    /** Whether the rule owns a member. No lens and no default may name such a member. */
    boolean owns(JsonName member);

    /** The type is the string in a member. */
    record ByField(JsonName field) implements TypeRule {
        public ByField {
            requireNonNull(field, "field");
        }

        @Override
        public @Nullable String typeOf(@Nullable String id, JsonObject document) {
            return document.string(field);
        }

        @Override
        public boolean owns(JsonName member) {
            return field.equals(member);
        }

        // As a record says it anyway, but without code that is made at run time: the start needs it, for the digests of
        // views.
        @Override
        public String toString() {
            return "ByField[field=" + field + "]";
        }
    }

    /** The type is the part of {@code _id} before the first separator; an id without one has no type. */
    record ByIdPrefix(String separator) implements TypeRule {
        private static final JsonName ID = JsonName.of("_id");

        public ByIdPrefix {
            if (separator.isEmpty()) {
                throw new IllegalArgumentException("an id's prefix needs a separator that is not empty");
            }
        }

        @Override
        public @Nullable String typeOf(@Nullable String id, JsonObject document) {
            String known = id != null ? id : document.string(ID);
            int end = known == null ? -1 : known.indexOf(separator);
            return known == null || end < 0 ? null : known.substring(0, end);
        }

        @Override
        public boolean owns(JsonName member) {
            return false;
        }
    }
}
