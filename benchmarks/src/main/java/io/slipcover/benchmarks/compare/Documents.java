package io.slipcover.benchmarks.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * The documents for measuring: todo items of release 3, of about 1 kB each, equal in each run. And CouchDB's bodies
 * with these documents.
 */
final class Documents {
    /** Where a revision stands in a template. */
    static final String REVISION = "3-00000000000000000000000000000000";

    static final int DOCUMENT_BYTES = 1000;
    private static final String[] PEOPLE = {"ada", "ben", "cleo", "dora", "eli"};
    private static final String[] GROUPS = {"home", "work", "friends", "garden"};
    private static final String[] STATES = {"active", "done"};
    private static final String[] WORDS = {
        "water",
        "the",
        "plants",
        "before",
        "lunch",
        "café",
        "and",
        "call",
        "\"Aunt May\"",
        "about",
        "Saturday",
        "train",
        "tickets",
        "größer",
        "list",
        "line\nbreak",
        "bring",
        "two",
        "umbrellas",
        "back"
    };

    private Documents() {}

    static String id(int number) {
        return "todo-%06d".formatted(number);
    }

    /** A stored document of 1 kB. */
    static ObjectNode document(int number) {
        return document(number, DOCUMENT_BYTES);
    }

    /**
     * A stored document of about this number of bytes. A long text has more than half of the bytes. The document's
     * lists are never empty, because some candidates cannot tell empty lists from empty objects. The document is
     * important, because no release adds that by itself.
     */
    private static ObjectNode document(int number, int bytes) {
        Random random = new Random(number);
        ObjectNode document = Json.MAPPER.createObjectNode();
        document.put("_id", id(number)).put("_rev", REVISION).put("schema", "todo-item");
        document.put("version", 3).put("text", words(random, 6));
        document.put("status", STATES[random.nextInt(STATES.length)]);
        document.put("groupName", GROUPS[random.nextInt(GROUPS.length)]);
        ArrayNode assignees = document.putArray("assignees");
        for (int index = 0; index <= random.nextInt(3); index++) {
            assignees.add(PEOPLE[random.nextInt(PEOPLE.length)]);
        }
        document.put("createdAt", "2026-%02d-%02dT08:15:30.000Z".formatted(1 + number % 12, 1 + number % 28));
        document.put("isImportant", true).put("minutes", 5 * random.nextInt(50));
        if (bytes < DOCUMENT_BYTES) {
            return document;
        }
        document.putObject("place").put("latitude", 52.5 + number % 8 / 8.0).put("longitude", 13.25);
        ArrayNode steps = document.putArray("steps");
        for (int index = 0; index < 3 * bytes / DOCUMENT_BYTES; index++) {
            steps.addObject().put("text", words(random, 5)).put("done", random.nextBoolean());
        }
        int missing = bytes - Json.bytes(document).length - ",\"notes\":\"\"".length();
        document.put("notes", text(random, missing));
        return document;
    }

    /** The answer to {@code _changes?include_docs=true}, in CouchDB's layout, of about so many bytes. */
    static byte[] changes(int bytes, int documentBytes) {
        StringBuilder answer = new StringBuilder("{\"results\":[\n");
        int rows = bytes / (documentBytes + 165);
        for (int number = 0; number < rows; number++) {
            answer.append(Json.text(change(number, documentBytes))).append(number == rows - 1 ? "\n" : ",\n");
        }
        return answer.append("],\n\"last_seq\":\"")
                .append(rows)
                .append("-g1AAAACReJzLYWBgYM\",\"pending\":0}\n")
                .toString()
                .getBytes(UTF_8);
    }

    /** A row of {@code _changes?include_docs=true}, with a document of 1 kB. */
    static ObjectNode change(int number) {
        return change(number, DOCUMENT_BYTES);
    }

    private static ObjectNode change(int number, int documentBytes) {
        ObjectNode row = Json.MAPPER.createObjectNode();
        row.put(
                "seq",
                "%d-g1AAAACReJzLYWBgYMpgTmHgz8tPSTV0MDQy1zMAQsMckEQiQ1L9____szKYExlzgQLsBilmqSamSdg04D"
                        .formatted(number));
        row.put("id", id(number));
        row.putArray("changes").addObject().put("rev", REVISION);
        row.set("doc", document(number, documentBytes));
        return row;
    }

    /** The body of a {@code _bulk_get} of the first documents. */
    static byte[] bulkGetQuestion(int documents) {
        ObjectNode question = Json.MAPPER.createObjectNode();
        ArrayNode docs = question.putArray("docs");
        for (int number = 0; number < documents; number++) {
            docs.addObject().put("id", id(number)).put("rev", REVISION);
        }
        return Json.bytes(question);
    }

    /** The answer to it. */
    static byte[] bulkGetAnswer(int documents) {
        ObjectNode answer = Json.MAPPER.createObjectNode();
        ArrayNode results = answer.putArray("results");
        for (int number = 0; number < documents; number++) {
            ObjectNode result = results.addObject().put("id", id(number));
            result.putArray("docs").addObject().set("ok", document(number));
        }
        return Json.bytes(answer);
    }

    /** A {@code _bulk_docs}. */
    static ObjectNode batch(List<ObjectNode> documents) {
        ObjectNode batch = Json.MAPPER.createObjectNode();
        batch.putArray("docs").addAll(documents);
        return batch;
    }

    /** The content of the answer to a batch of the first documents. */
    static byte[] rows(int documents) {
        ArrayNode rows = Json.MAPPER.createArrayNode();
        for (int number = 0; number < documents; number++) {
            rows.addObject().put("ok", true).put("id", id(number)).put("rev", "4" + REVISION.substring(1));
        }
        return Json.bytes(rows);
    }

    /** Of each document a line: its id, what stands before its revision, and what stands behind it. */
    static byte[] bases(int documents) {
        StringBuilder lines = new StringBuilder();
        for (int number = 0; number < documents; number++) {
            String text = Json.text(document(number));
            int at = text.indexOf(REVISION);
            lines.append(id(number)).append('\t').append(text, 0, at).append('\t');
            lines.append(text, at + REVISION.length(), text.length()).append('\n');
        }
        return lines.toString().getBytes(UTF_8);
    }

    /** Writes so many bytes that no program can make shorter. */
    static void writeAttachment(Path file, int bytes) throws IOException {
        byte[] content = new byte[bytes];
        new Random(1).nextBytes(content);
        Files.write(file, content);
    }

    private static String words(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < count; index++) {
            text.append(index == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
        return text.toString();
    }

    /** Words that take so many bytes in JSON. */
    private static String text(Random random, int bytes) {
        StringBuilder text = new StringBuilder();
        int left = bytes;
        while (left > 0) {
            String word = WORDS[random.nextInt(WORDS.length)] + " ";
            int length = Json.bytes(Json.MAPPER.getNodeFactory().textNode(word)).length - 2;
            text.append(length <= left ? word : ".".repeat(left));
            left -= Math.min(length, left);
        }
        return text.toString();
    }
}
