package io.slipcover.changelog;

import static java.util.Objects.requireNonNull;

import io.slipcover.json.JsonObject;

/**
 * A document as clients of the older release see it, and as clients of the newer release see it.
 *
 * @param origin where it comes from
 */
public record DocumentExample(JsonObject before, JsonObject after, Origin origin) {
    /** Where an example comes from. */
    public enum Origin {
        /** The schema of the older version has it among its {@code examples}. */
        OLDER_SCHEMA,
        /** The schema of the newer version has it among its {@code examples}. */
        NEWER_SCHEMA,
        /** It is made of what the schema of the older version says of members. */
        MEMBERS_OF_SCHEMA,
        /** It is made so that each operation of the lenses has something to do. */
        OPERATIONS
    }

    public DocumentExample {
        requireNonNull(before, "before");
        requireNonNull(after, "after");
        requireNonNull(origin, "origin");
    }
}
