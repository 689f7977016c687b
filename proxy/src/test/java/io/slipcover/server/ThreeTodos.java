package io.slipcover.server;

import io.slipcover.testing.Releases;
import java.io.IOException;

/** Three documents, each stored in another version, and what clients are shown of them. The last cannot be shown to release 1. */
final class ThreeTodos {
    /** Most members of the document {@code a} as they are stored. */
    static final String MOONWALK =
            "\"schema\":\"todo-item\",\"version\":3,\"text\":\"Moonwalk\",\"status\":\"active\",\"group\":{\"name\":\"dogs\"}";
    /** The members of the document {@code b} as they are stored. */
    static final String OLD = "\"schema\":\"todo-item\",\"version\":1,\"title\":\"Old\",\"isDone\":true";

    private ThreeTodos() {}

    /** Stores {@code a}, with an attachment, {@code b} and {@code broken} behind this beginning of a path. */
    static void store(Releases releases, String place) throws IOException, InterruptedException {
        releases.put(
                place + "a",
                "{" + MOONWALK
                        + ",\"_attachments\":{\"f.txt\":{\"content_type\":\"text/plain\",\"data\":\"SGVsbG8=\"}}}");
        releases.put(place + "b", "{" + OLD + "}");
        releases.put(place + "broken", "{\"schema\":\"todo-item\",\"version\":2,\"title\":\"t\",\"status\":42}");
    }

    /** Stores a second leaf of {@code a}, which loses. */
    static void storeConflict(Releases releases, String place) throws IOException, InterruptedException {
        releases.put(
                place + "a?new_edits=false",
                "{\"_rev\":\"1-0123456789abcdef0123456789abcdef\",\"schema\":\"todo-item\",\"version\":1,\"title\":\"Lost\"}");
    }

    /** What a release is shown of them, one after the other. */
    static String[] views(int release) {
        return switch (release) {
            case 1 ->
                new String[] {
                    "\"schema\":\"todo-item\",\"version\":1,\"title\":\"Moonwalk\",\"isDone\":false,\"_",
                    "\"version\":1,\"title\":\"Old\",\"isDone\":true}",
                    "\"doc\":null,\"error\":\"migration_failed\",\"reason\":\"todo-item 2 to 1: convert status: no pair for 42\"}"
                };
            case 2 ->
                new String[] {
                    "\"version\":2,\"title\":\"Moonwalk\",\"status\":\"active\",\"group\":{\"name\":\"dogs\"},\"_",
                    "\"version\":2,\"title\":\"Old\",\"status\":\"done\",\"group\":{\"name\":\"default\"}}",
                    "\"version\":2,\"title\":\"t\",\"status\":42}"
                };
            default ->
                new String[] {
                    "\"version\":3,\"text\":\"Moonwalk\",\"status\":\"active\",\"group\":{\"name\":\"dogs\"},\"_",
                    "\"version\":3,\"text\":\"Old\",\"status\":\"done\",\"group\":{\"name\":\"default\"}}",
                    "\"version\":3,\"text\":\"t\",\"status\":42}"
                };
        };
    }
}
