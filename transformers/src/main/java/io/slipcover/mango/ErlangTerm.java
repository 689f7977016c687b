package io.slipcover.mango;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.StringJoiner;

/** How CouchDB writes a value into the reason of an error: as the Erlang term that it holds it as, strings as lists of bytes. */
final class ErlangTerm {
    private ErlangTerm() {}

    static String write(JsonValue value) {
        return switch (value.kind()) {
            case NULL -> "null";
            case BOOLEAN -> value.toString();
            case NUMBER -> ErlangNumber.of(value).toString();
            case STRING -> binary(((JsonSlice) value).asString());
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
        StringJoiner elements = new StringJoiner(",", "[", "]");
        for (int index = 0; index < array.size(); index++) {
            elements.add(write(array.get(index)));
        }
        return elements.toString();
    }

    private static String object(JsonObject object) {
        StringJoiner members = new StringJoiner(",", "{[", "]}");
        for (int index = 0; index < object.size(); index++) {
            members.add("{" + binary(object.name(index).text()) + "," + write(object.value(index)) + "}");
        }
        return members.toString();
    }
}
