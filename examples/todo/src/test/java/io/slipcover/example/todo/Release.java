package io.slipcover.example.todo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** A release of the todo app, with what it makes of three todos that are stored in three shapes: see {@code matrix.json}. */
enum Release {
    ONE("1", "1.0.0"),
    ONE_ONE("1.1", "1.1.0"),
    TWO("2", "2.0.0"),
    THREE("3", "3.0.0");

    /** The names of the stored todos: one in each shape. */
    static final List<String> TODOS = List.of("plants", "report", "picnic");

    private static final JsonNode MATRIX = read();

    private final String description;
    private final String clientVersion;

    Release(String description, String clientVersion) {
        this.description = description;
        this.clientVersion = clientVersion;
    }

    private static JsonNode read() {
        try (InputStream stream = requireNonNull(Release.class.getResourceAsStream("matrix.json"), "matrix.json")) {
            return Todos.json(new String(stream.readAllBytes(), UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A todo in the shape in which it has been stored for years. */
    static ObjectNode stored(String todo) {
        return MATRIX.at("/stored").get(todo).deepCopy();
    }

    /** The version that clients of this release name. */
    String clientVersion() {
        return clientVersion;
    }

    /** What this release sees of a todo. */
    ObjectNode shows(String todo) {
        return of("shows").get(todo).deepCopy();
    }

    /** The members that a user of this release changes. */
    ObjectNode edit() {
        return of("edit").deepCopy();
    }

    /** How a todo is stored whose {@link #edit} this release wrote. */
    JsonNode storesEdited(String todo) {
        return of("storesEdited").get(todo);
    }

    /** A todo that this release writes first. */
    ObjectNode newTodo() {
        return of("new").deepCopy();
    }

    /** How {@link #newTodo} is stored. */
    JsonNode storesNew() {
        return of("storesNew");
    }

    private JsonNode of(String member) {
        return MATRIX.at("/releases").get(clientVersion).get(member);
    }

    @Override
    public String toString() {
        return description;
    }
}
