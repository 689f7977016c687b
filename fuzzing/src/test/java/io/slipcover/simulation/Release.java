package io.slipcover.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Random;

/** A release of the todo example's app: what its todos look like, and what its users change in them. */
enum Release {
    ONE(1) {
        @Override
        void fill(ObjectNode todo, String text) {
            todo.put("title", text).put("isDone", false);
        }

        @Override
        void change(ObjectNode todo, Random random, String text) {
            if (random.nextBoolean() || isBlocked(todo)) {
                todo.put("title", text);
            } else {
                todo.put("isDone", !todo.path("isDone").asBoolean());
            }
        }
    },
    TWO(2) {
        @Override
        void fill(ObjectNode todo, String text) {
            todo.put("title", text)
                    .put("status", "active")
                    .put("assignee", "ada")
                    .put("isImportant", false);
            todo.putObject("group").put("name", group(todo));
        }

        @Override
        void change(ObjectNode todo, Random random, String text) {
            changeStatusOr("title", todo, random, text);
        }
    },
    THREE(3) {
        @Override
        void fill(ObjectNode todo, String text) {
            todo.put("text", text)
                    .put("status", isBlocked(todo) ? BLOCKED : "active")
                    .put("groupName", group(todo))
                    .put("isImportant", false);
            todo.putArray("assignees").add("ada").add("bob");
        }

        @Override
        void change(ObjectNode todo, Random random, String text) {
            changeStatusOr("text", todo, random, text);
        }
    };

    /** A status that release 1 sees as not done. */
    static final String BLOCKED = "blocked";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] STATUSES = {"active", "done", "later"};

    private final int version;

    Release(int version) {
        this.version = version;
    }

    String clientVersion() {
        return version() + ".0.0";
    }

    int version() {
        return version;
    }

    /** A new todo. Its id tells which release made it, and whether its status is never to change. */
    ObjectNode make(int number, boolean blocked, String text) {
        ObjectNode todo = JSON.createObjectNode();
        todo.put("_id", "made-by-" + version() + (blocked && this == THREE ? "-" + BLOCKED : "") + "-" + number);
        todo.put("schema", "todo-item").put("version", version());
        fill(todo, text);
        return todo;
    }

    abstract void fill(ObjectNode todo, String text);

    /** Changes a todo as a user does. */
    abstract void change(ObjectNode todo, Random random, String text);

    private static void changeStatusOr(String member, ObjectNode todo, Random random, String text) {
        if (random.nextBoolean() || isBlocked(todo)) {
            todo.put(member, text);
        } else {
            todo.put("status", STATUSES[random.nextInt(STATUSES.length)]);
        }
    }

    static boolean isBlocked(JsonNode todo) {
        return todo.path("_id").asText().contains(BLOCKED);
    }

    /** The group that a todo belongs to from its beginning to its end. */
    static String group(JsonNode todo) {
        return "group of " + todo.path("_id").asText();
    }

    /** The release that made a todo. */
    static Release madeBy(JsonNode todo) {
        String id = todo.path("_id").asText();
        return Arrays.stream(values())
                .filter(release -> id.startsWith("made-by-" + release.version()))
                .findFirst()
                .orElseThrow();
    }
}
