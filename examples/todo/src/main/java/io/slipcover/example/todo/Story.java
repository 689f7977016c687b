package io.slipcover.example.todo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the tour tells, line by line, and how many of its claims hold. */
final class Story {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOLD = "\u001b[1m";
    private static final String DIM = "\u001b[2m";
    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintWriter out;
    private final boolean coloured;
    private int scenes;
    private int claims;
    private int failures;

    Story(PrintWriter out, boolean coloured) {
        this.out = out;
        this.coloured = coloured;
    }

    void scene(String title) {
        scenes++;
        line("");
        line(paint(BOLD, scenes + ". " + title));
    }

    /** Tells what somebody does. */
    void tell(String text) {
        line("   " + text);
    }

    /** Claims that somebody sees the document so, where the members that belong to CouchDB do not count. */
    void sees(String who, JsonNode document, String expected) {
        JsonNode found = own(document);
        claim(who, found.toString(), found.equals(json(expected)), expected);
    }

    /** Claims that something is so. */
    void holds(String claim, Object found, Object expected) {
        claim(claim, String.valueOf(found), found.equals(expected), String.valueOf(expected));
    }

    private void claim(String who, String found, boolean holds, String expected) {
        claims++;
        String mark = holds ? paint(GREEN, "✓") : paint(RED, "✗");
        line("   " + mark + " " + pad(who) + " " + paint(DIM, found));
        if (!holds) {
            failures++;
            line("     " + pad(paint(RED, "expected")) + " " + expected);
        }
    }

    /** Says how it ended. */
    void end() {
        line("");
        line(
                failures == 0
                        ? paint(GREEN, "All " + claims + " claims hold.")
                        : paint(RED, failures + " of " + claims + " claims do not hold."));
    }

    boolean isTrue() {
        return failures == 0;
    }

    /** The members of a document that are not CouchDB's. */
    static JsonNode own(JsonNode document) {
        ObjectNode own = document.deepCopy();
        List<String> names = StreamSupport.stream(((Iterable<String>) document::fieldNames).spliterator(), false)
                .filter(name -> name.startsWith("_"))
                .toList();
        return own.remove(names);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException notJson) {
            throw new IllegalArgumentException(text, notJson);
        }
    }

    private static String pad(String who) {
        return String.format("%-15s", who);
    }

    private String paint(String colour, String text) {
        return coloured ? colour + text + PLAIN : text;
    }

    private void line(String text) {
        out.println(text);
        out.flush();
    }
}
