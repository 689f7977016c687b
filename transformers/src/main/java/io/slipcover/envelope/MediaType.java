package io.slipcover.envelope;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Content-Type} and its parameters, read as CouchDB reads it: cut at each semicolon, quoted or not; of parameters of one name
 * the first counts; a quote that is not the value's last character belongs to the value. A character is a byte.
 */
public final class MediaType {
    private record Parameter(String name, String value) {}

    private final String type;
    private final List<Parameter> parameters;

    private MediaType(String type, List<Parameter> parameters) {
        this.type = type;
        this.parameters = parameters;
    }

    /** Reads a header's value. */
    public static MediaType parse(String header) {
        String type = "";
        List<Parameter> parameters = new ArrayList<>();
        boolean first = true;
        for (String piece : header.split(";", -1)) {
            if (piece.isEmpty()) {
                continue;
            }
            String stripped = strip(piece);
            int equals = stripped.indexOf('=');
            if (first) {
                type = stripped.toLowerCase(Locale.ROOT);
                first = false;
            } else if (equals > 0) {
                parameters.add(new Parameter(
                        strip(stripped.substring(0, equals)).toLowerCase(Locale.ROOT),
                        unquote(strip(stripped.substring(equals + 1)))));
            }
        }
        return new MediaType(type, parameters);
    }

    /** Whether it is this type, given in lower case and without parameters. */
    public boolean is(String name) {
        return type.equals(name);
    }

    /** The type, in lower case and without its parameters. */
    public String type() {
        return type;
    }

    /** The value of a parameter, given by its name in lower case, or null. */
    public @Nullable String parameter(String name) {
        for (Parameter parameter : parameters) {
            if (parameter.name().equals(name)) {
                return parameter.value();
            }
        }
        return null;
    }

    /** Takes away spaces, and nothing else that is white. */
    static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) == ' ') {
            from++;
        }
        while (from < to && text.charAt(to - 1) == ' ') {
            to--;
        }
        return text.substring(from, to);
    }

    private static String unquote(String value) {
        if (!value.startsWith("\"")) {
            return value;
        }
        StringBuilder text = new StringBuilder(value.length());
        for (int at = 1; at < value.length(); at++) {
            char character = value.charAt(at);
            boolean last = at == value.length() - 1;
            if (character == '"' && last) {
                break;
            }
            if (character == '\\' && !last) {
                at++;
                character = value.charAt(at);
            }
            text.append(character);
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return type;
    }
}
