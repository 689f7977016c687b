package io.slipcover.mango;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** How CouchDB writes a value into the reason of an error: as the Erlang term that it holds it as, strings as lists of bytes. */
final class ErlangTerm {
    private static final int LINE = 80;

    private ErlangTerm() {}

    /** The term in one line, as {@code ~w} writes it. */
    static String write(JsonValue value) {
        return switch (value.kind()) {
            case NULL -> "null";
            case BOOLEAN -> value.toString();
            case NUMBER -> ErlangNumber.of(value).toString();
            case STRING -> binary(Json.text(value));
            case ARRAY -> array(value.asArray());
            case OBJECT -> object(value.asObject());
        };
    }

    private static String binary(String text) {
        StringJoiner bytes = new StringJoiner(",", "<<", ">>");
        for (byte each : text.getBytes(UTF_8)) {
            bytes.add(Integer.toString(Byte.toUnsignedInt(each)));
        }
        return bytes.toString();
    }

    private static String array(JsonArray array) {
        return Elements.of(array).map(ErlangTerm::write).collect(Collectors.joining(",", "[", "]"));
    }

    private static String object(JsonObject object) {
        StringJoiner members = new StringJoiner(",", "{[", "]}");
        for (int index = 0; index < object.size(); index++) {
            members.add("{" + binary(object.name(index).text()) + "," + write(object.value(index)) + "}");
        }
        return members.toString();
    }

    /**
     * The term as {@code ~p} writes it behind so many characters: printable strings as such, and in several lines where one does not
     * hold it.
     */
    static String writePretty(JsonValue value, int column) {
        return Pretty.of(value).write(column);
    }

    /** A term that may be broken into lines between its elements. */
    private record Pretty(String open, List<Pretty> elements, String close) {
        static Pretty of(JsonValue value) {
            return switch (value.kind()) {
                case NULL, BOOLEAN, NUMBER -> leaf(ErlangTerm.write(value));
                case STRING -> string(Json.text(value));
                case ARRAY -> ofArray(value);
                case OBJECT -> ofObject(value.asObject());
            };
        }

        private static Pretty leaf(String text) {
            return new Pretty(text, List.of(), "");
        }

        private static Pretty string(String text) {
            byte[] bytes = text.getBytes(UTF_8);
            return leaf(
                    bytes.length > 0 && PrintableText.isPrintable(bytes)
                            ? "<<" + PrintableText.quoted(text) + ">>"
                            : binary(text));
        }

        private static Pretty ofArray(JsonValue value) {
            String text = PrintableText.ofCharacters(value.asArray());
            List<Pretty> elements = Elements.of(value.asArray()).map(Pretty::of).toList();
            return text != null ? leaf(PrintableText.quoted(text)) : new Pretty("[", elements, "]");
        }

        private static Pretty ofObject(JsonObject object) {
            List<Pretty> members = new ArrayList<>();
            for (int index = 0; index < object.size(); index++) {
                Pretty name = string(object.name(index).text());
                members.add(new Pretty("{", List.of(name, of(object.value(index))), "}"));
            }
            return new Pretty("{", List.of(new Pretty("[", members, "]")), "}");
        }

        String write(int column) {
            String line = line();
            if (elements.isEmpty() || column + line.length() <= LINE) {
                return line;
            }
            int inside = column + open.length();
            StringJoiner lines = new StringJoiner(",\n" + " ".repeat(inside), open, close);
            elements.forEach(element -> lines.add(element.write(inside)));
            return lines.toString();
        }

        private String line() {
            StringJoiner line = new StringJoiner(",", open, close);
            elements.forEach(element -> line.add(element.line()));
            return line.toString();
        }
    }
}
