package io.slipcover.config;

import io.slipcover.config.YamlValue.Entry;
import io.slipcover.config.YamlValue.Mapping;
import io.slipcover.config.YamlValue.Scalar;
import io.slipcover.config.YamlValue.Sequence;
import io.slipcover.json.JsonNumber;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * YAML values as JSON. Numbers keep their spelling where JSON has it too; the others of YAML's core schema ({@code 0x1F},
 * {@code +1}, {@code .5}, {@code 007}) are spelt as JSON spells them.
 */
final class JsonFromYaml {
    private static final Pattern JSON_NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?");
    private static final Pattern DECIMAL = Pattern.compile("([-+]?)0*([0-9]*)(?:\\.([0-9]*))?([eE][-+]?[0-9]+)?");

    private final Problems problems;

    JsonFromYaml(Problems problems) {
        this.problems = problems;
    }

    /** The JSON value; null where a part of it is none, which is reported. */
    @Nullable
    JsonValue value(YamlValue yaml) {
        StringBuilder text = new StringBuilder();
        return append(yaml, text) ? JsonValue.of(text.toString()) : null;
    }

    /** The number; null where the value is none, which is not reported. */
    static @Nullable JsonNumber number(YamlValue yaml) {
        String spelling =
                yaml instanceof Scalar scalar && scalar.kind() == YamlValue.Kind.NUMBER ? spelling(scalar) : null;
        return spelling == null ? null : JsonNumber.parse(spelling);
    }

    private boolean append(YamlValue yaml, StringBuilder text) {
        if (yaml instanceof Mapping mapping) {
            return append(mapping, text);
        }
        if (yaml instanceof Sequence sequence) {
            return append(sequence, text);
        }
        return append((Scalar) yaml, text);
    }

    private boolean append(Mapping mapping, StringBuilder text) {
        boolean complete = true;
        char separator = '{';
        for (Entry entry : mapping.entries()) {
            text.append(separator).append(JsonSlice.string(entry.name())).append(':');
            complete &= append(entry.value(), text);
            separator = ',';
        }
        text.append(separator == '{' ? "{}" : "}");
        return complete;
    }

    private boolean append(Sequence sequence, StringBuilder text) {
        boolean complete = true;
        char separator = '[';
        for (YamlValue element : sequence.elements()) {
            text.append(separator);
            complete &= append(element, text);
            separator = ',';
        }
        text.append(separator == '[' ? "[]" : "]");
        return complete;
    }

    private boolean append(Scalar scalar, StringBuilder text) {
        switch (scalar.kind()) {
            case NULL -> text.append("null");
            case BOOLEAN -> text.append(scalar.text().toLowerCase(Locale.ROOT));
            case BROKEN -> {
                return false;
            }
            case STRING -> text.append(JsonSlice.string(scalar.text()));
            case NUMBER -> {
                String spelling = spelling(scalar);
                if (spelling == null) {
                    problems.add(scalar.place(), "JSON has no such number: " + scalar.text());
                    return false;
                }
                text.append(spelling);
            }
        }
        return true;
    }

    private static @Nullable String spelling(Scalar scalar) {
        String text = scalar.text();
        if (JSON_NUMBER.matcher(text).matches()) {
            return text;
        }
        if (text.startsWith("0x")) {
            return new BigInteger(text.substring(2), 16).toString();
        }
        if (text.startsWith("0o")) {
            return new BigInteger(text.substring(2), 8).toString();
        }
        var decimal = DECIMAL.matcher(text);
        if (!decimal.matches()) {
            return null;
        }
        String integer = decimal.group(2).isEmpty() ? "0" : decimal.group(2);
        String fraction = decimal.group(3);
        String exponent = decimal.group(4);
        return (decimal.group(1).equals("-") ? "-" : "")
                + integer
                + (fraction == null || fraction.isEmpty() ? "" : "." + fraction)
                + (exponent == null ? "" : exponent);
    }
}
