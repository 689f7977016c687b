package io.slipcover.config;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonNumber;
import io.slipcover.lens.Codec;
import io.slipcover.lens.ConvertCodec;
import io.slipcover.lens.ConvertMultiply;
import io.slipcover.lens.ConvertPairs;
import io.slipcover.lens.ConvertTidying;
import io.slipcover.lens.Operation;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code convert}, in all its forms. */
final class ConvertReader {
    static final List<String> FORMS = List.of("pairs", "multiply", "codec", "date", "case", "trim", "digits");

    private final PairsReader pairsReader;

    ConvertReader(JsonFromYaml json) {
        this.pairsReader = new PairsReader(json);
    }

    ParsedOperation read(OperationFields fields) {
        Fields keys = fields.keys();
        JsonName name = fields.member("name");
        YamlValue pairs = keys.optional("pairs");
        YamlValue otherwise = keys.optional("otherwise");
        YamlValue multiply = keys.optional("multiply");
        YamlValue codec = keys.optional("codec");
        YamlValue date = keys.optional("date");
        YamlValue letters = keys.optional("case");
        YamlValue trim = keys.optional("trim");
        YamlValue digits = keys.optional("digits");
        Boolean partial = keys.flag("partial");
        boolean mixed = Boolean.TRUE.equals(keys.flag("mixed"));
        List<String> forms = FORMS.stream().filter(keys::has).toList();
        Operation operation = null;
        if (forms.size() > 1) {
            keys.report(
                    keys.place(),
                    "expected one of " + String.join(", ", FORMS) + ", found " + String.join(" and ", forms));
        } else if (forms.isEmpty()) {
            if (keys.unknownKeys() == 0) {
                keys.report(keys.place(), "missing one of " + String.join(", ", FORMS));
            }
        } else if (pairs != null) {
            operation = pairsReader.read(fields, name, pairs, otherwise, Boolean.TRUE.equals(partial));
        } else if (multiply != null) {
            operation = multiply(fields, name, multiply);
        } else if (codec != null) {
            operation = codec(fields, name, codec);
        } else if (date != null) {
            operation = ValueFormReader.date(fields, name, date);
        } else if (letters != null) {
            operation = ValueFormReader.letters(fields, name, letters);
        } else if (trim != null) {
            operation = ValueFormReader.trim(fields, name, trim);
        } else if (digits != null) {
            operation = ValueFormReader.digits(fields, name, digits);
        }
        if (otherwise != null && pairs == null && !forms.isEmpty()) {
            keys.report(otherwise.place(), "'otherwise' belongs to 'pairs', found " + forms.get(0));
        }
        NameFlow flow = operation instanceof ConvertPairs converted && name != null
                ? PairsReader.flow(name, converted)
                : name == null ? NameFlow.opaqueFlow() : NameFlow.changes(name);
        return fields.parsed(mixed ? mixed(fields, operation) : operation, flow);
    }

    private static @Nullable Operation mixed(OperationFields fields, @Nullable Operation operation) {
        Place place = fields.keys().placeOf("mixed");
        if (operation instanceof ConvertMultiply) {
            fields.keys().report(place, "mixed: no number tells whether it was multiplied already");
            return null;
        }
        if (operation instanceof ConvertTidying) {
            fields.keys().report(place, "mixed: a value that has the newer form already stays as it is anyway");
            return null;
        }
        return fields.mixed(operation);
    }

    private static @Nullable Operation multiply(OperationFields fields, @Nullable JsonName name, YamlValue value) {
        JsonNumber factor = JsonFromYaml.number(value);
        if (factor == null) {
            fields.keys().expected("multiply", "a number", value);
            return null;
        }
        return fields.make(value.place(), () -> name == null ? null : new ConvertMultiply(name, factor));
    }

    private static @Nullable Operation codec(OperationFields fields, @Nullable JsonName name, YamlValue value) {
        String text = fields.keys().string("codec", value);
        if (text == null) {
            return null;
        }
        Codec codec = Codec.named(text).orElse(null);
        if (codec == null) {
            List<String> known = Arrays.stream(Codec.values()).map(Codec::text).toList();
            fields.keys().report(value.place(), "unknown codec '" + text + "'" + NearestName.hint(text, known));
            return null;
        }
        if (!codec.lost().isEmpty()) {
            fields.loses(codec.lost());
        }
        return fields.make(value.place(), () -> name == null ? null : new ConvertCodec(name, codec));
    }
}
