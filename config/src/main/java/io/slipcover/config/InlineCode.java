package io.slipcover.config;

import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names and values as code in a line of Markdown. */
public final class InlineCode {
    private static final int LONGEST = 200;
    private static final Pattern BACKTICKS = Pattern.compile("`+");
    private static final Pattern BREAK = Pattern.compile("\\s*\\R\\s*");

    /** Words with single blanks between them, so that a reader sees where the name begins and ends. */
    private static final Pattern PLAIN = Pattern.compile("[^\\s\\p{Cntrl}\"]+(?: [^\\s\\p{Cntrl}\"]+)*");

    private InlineCode() {}

    /** A name; as a string of JSON where it would not be read as it is. */
    public static String name(String name) {
        return text(
                PLAIN.matcher(name).matches() ? name : JsonSlice.string(name).toString());
    }

    /** A value of JSON. */
    public static String value(JsonValue value) {
        return text(value.toString());
    }

    /** A text on one line. A long one is cut. */
    public static String text(String text) {
        String line = BREAK.matcher(text.strip()).replaceAll(" ");
        if (line.codePointCount(0, line.length()) > LONGEST) {
            line = line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
        }
        int longest = 0;
        Matcher runs = BACKTICKS.matcher(line);
        while (runs.find()) {
            longest = Math.max(longest, runs.end() - runs.start());
        }
        String fence = "`".repeat(longest + 1);
        String room = longest > 0 ? " " : "";
        return fence + room + line + room + fence;
    }

    /** Several of them: {@code a, b and c}. */
    public static String joined(List<String> parts) {
        int last = parts.size() - 1;
        return last < 1
                ? String.join("", parts)
                : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }
}
