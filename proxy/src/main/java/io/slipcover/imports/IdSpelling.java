package io.slipcover.imports;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an id tells of which version a copy is, such as <code>{id}:v:{version}</code>.
 *
 * @param text the spelling, in which both {@code {id}} and {@code {version}} stand once
 */
public record IdSpelling(String text) {
    private static final String ID = "{id}";
    private static final String VERSION = "{version}";
    private static final int LONGEST_NUMBER = 6;

    public IdSpelling {
        if (!standsOnce(text, ID) || !standsOnce(text, VERSION)) {
            throw new IllegalArgumentException("expected a text with {id} and {version}, such as '{id}:v:{version}'");
        }
    }

    /** What an id tells. */
    record Told(String id, int version) {}

    private static boolean standsOnce(String text, String word) {
        return text.contains(word) && text.indexOf(word) == text.lastIndexOf(word);
    }

    /** What an id in this spelling tells; empty where the id is spelled otherwise. */
    Optional<Told> read(String id) {
        String expression = Pattern.quote(text)
                .replace(ID, "\\E(?<id>.+)\\Q")
                .replace(VERSION, "\\E(?<version>[1-9][0-9]{0," + (LONGEST_NUMBER - 1) + "})\\Q");
        Matcher matcher = Pattern.compile(expression, Pattern.DOTALL).matcher(id);
        return matcher.matches()
                ? Optional.of(new Told(matcher.group("id"), Integer.parseInt(matcher.group("version"))))
                : Optional.empty();
    }

    /** The id of a version's copy. */
    String write(String id, int version) {
        int place = text.indexOf(ID);
        String before = text.substring(0, place).replace(VERSION, String.valueOf(version));
        String after = text.substring(place + ID.length()).replace(VERSION, String.valueOf(version));
        return before + id + after;
    }
}
