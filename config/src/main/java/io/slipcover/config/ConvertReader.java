package io.slipcover.config;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonNumber;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.Codec;
import io.slipcover.lens.ConvertCodec;
import io.slipcover.lens.ConvertMultiply;
import io.slipcover.lens.ConvertPairs;
import io.slipcover.lens.ConvertPairs.Pair;
import io.slipcover.lens.ConvertTidying;
import io.slipcover.lens.Mixed;
import io.slipcover.lens.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code convert}, in all its forms. */
final class ConvertReader {
    /** What {@code otherwise} says where other values stay as they are. */
    private static final String SAME = "same";

    private static final List<String> FORMS = List.of("pairs", "multiply", "codec", "date", "case", "trim", "digits");

    /** What each codec does not keep of what an older client writes. */
    private static final Map<String, String> CODECS = codecs();

    private final JsonFromYaml json;

    ConvertReader(JsonFromYaml json) {
        this.json = json;
    }

    private static Map<String, String> codecs() {
        Map<String, String> losses = new LinkedHashMap<>();
        losses.put("number-string", "");
        losses.put(
                "string-number",
                "the spelling of a number in a string is not stored: '1.50' reads as '1.5' afterwards");
        losses.put("iso8601-millis", "digits of a second past the third, and the zone, are not stored");
        losses.put("millis-iso8601", "fractions of a millisecond are not stored");
        return losses;
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
            operation = pairs(fields, name, pairs, otherwise, Boolean.TRUE.equals(partial));
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
                ? flow(name, converted)
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
        fields.mayHaveNewerForm();
        return operation == null ? null : new Mixed(List.of(operation));
    }

    private static NameFlow flow(JsonName name, ConvertPairs convert) {
        if (convert.brings()) {
            return NameFlow.blurs(List.of(), name);
        }
        return convert.takes() ? NameFlow.blurs(List.of(name), name) : NameFlow.changes(name);
    }

    private @Nullable Operation pairs(
            OperationFields fields,
            @Nullable JsonName name,
            YamlValue value,
            @Nullable YamlValue otherwiseValue,
            boolean partial) {
        Fields keys = fields.keys();
        List<YamlValue> elements = keys.list("pairs", value);
        List<Pair> pairs = new ArrayList<>();
        for (YamlValue element : elements == null ? List.<YamlValue>of() : elements) {
            Pair pair = pair(fields, "pairs", element);
            if (pair != null) {
                notice(fields, element, pair, pairs);
                pairs.add(pair);
            }
        }
        if (elements != null && elements.isEmpty()) {
            keys.expected("pairs", "one pair [older, newer] or more", value);
            return null;
        }
        boolean keepsOthers =
                otherwiseValue instanceof YamlValue.Scalar word && word.text().equals(SAME);
        Pair otherwise = otherwiseValue == null || keepsOthers ? null : pair(fields, "otherwise", otherwiseValue);
        if (otherwiseValue == null && !partial) {
            keys.report(
                    value.place(),
                    "the pairs do not cover every value, and one that no pair holds would be an error;"
                            + " expected 'otherwise: [older, newer]' or 'otherwise: same' too, or 'partial: true' where that is meant");
        }
        if (otherwise != null) {
            fields.loses("a value that no pair holds is stored as " + told(otherwise.newer()));
        }
        if (keepsOthers) {
            noticeStaying(fields, pairs);
        }
        noticeMissing(fields, pairs);
        if (name == null
                || elements == null
                || pairs.size() != elements.size()
                || (otherwiseValue != null && otherwise == null && !keepsOthers)) {
            return null;
        }
        return fields.make(
                value.place(),
                () -> keepsOthers ? ConvertPairs.keepingOthers(name, pairs) : new ConvertPairs(name, pairs, otherwise));
    }

    /** Notices pairs that are never taken, and older values that become one. */
    private static void notice(OperationFields fields, YamlValue place, Pair pair, List<Pair> before) {
        boolean olderTaken = before.stream().anyMatch(other -> JsonValue.areSame(other.older(), pair.older()));
        for (Pair other : before) {
            if (JsonValue.areSame(other.newer(), pair.newer())) {
                if (olderTaken) {
                    fields.keys()
                            .report(
                                    place.place(),
                                    "pairs: this pair is never taken, those before it hold both its sides");
                } else {
                    fields.loses(told(pair.older()) + " is stored as " + told(pair.newer()) + ", which reads as "
                            + told(other.older()) + " afterwards");
                }
                return;
            }
        }
    }

    /** Notices that a missing member, which no pair holds, reads as the value that a pair gives it. */
    private static void noticeMissing(OperationFields fields, List<Pair> pairs) {
        if (pairs.stream().noneMatch(pair -> pair.older() == null)) {
            pairs.stream()
                    .filter(pair -> pair.newer() == null)
                    .findFirst()
                    .ifPresent(pair -> fields.loses(
                            "no member is stored as no member, which reads as " + pair.older() + " afterwards"));
        }
    }

    /** Notices values of the newer side that stay when older clients write them, and then show as other values. */
    private static void noticeStaying(OperationFields fields, List<Pair> pairs) {
        List<JsonValue> noticed = new ArrayList<>();
        for (Pair pair : pairs) {
            JsonValue newer = pair.newer();
            if (newer != null
                    && noticed.stream().noneMatch(newer::sameAs)
                    && pairs.stream().noneMatch(other -> JsonValue.areSame(other.older(), newer))) {
                fields.loses(newer + " is stored as it is, which reads as " + told(pair.older()) + " afterwards");
                noticed.add(newer);
            }
        }
    }

    private static String told(@Nullable JsonValue value) {
        return value == null ? "no member" : value.toString();
    }

    /** A pair {@code [older, newer]}, or a map of both of which one may be left out: that side has no member. */
    private @Nullable Pair pair(OperationFields fields, String key, YamlValue value) {
        if (value instanceof YamlValue.Mapping) {
            return sides(fields, key, value);
        }
        if (!(value instanceof YamlValue.Sequence sequence)
                || sequence.elements().size() != 2) {
            fields.keys()
                    .expected(
                            key,
                            key.equals("otherwise") ? "a pair [older, newer], or same" : "a pair [older, newer]",
                            value);
            return null;
        }
        JsonValue older = json.value(sequence.elements().get(0));
        JsonValue newer = json.value(sequence.elements().get(1));
        return older == null || newer == null ? null : new Pair(older, newer);
    }

    private @Nullable Pair sides(OperationFields fields, String key, YamlValue value) {
        Fields sides = fields.keys().nested(key, value);
        if (sides == null) {
            return null;
        }
        YamlValue olderValue = sides.optional("older");
        YamlValue newerValue = sides.optional("newer");
        if (olderValue == null && newerValue == null && sides.unknownKeys() == 0) {
            sides.report(value.place(), "expected 'older' or 'newer', or both");
        }
        sides.finish();
        JsonValue older = olderValue == null ? null : json.value(olderValue);
        JsonValue newer = newerValue == null ? null : json.value(newerValue);
        boolean isWrong = sides.unknownKeys() > 0
                || (olderValue != null && older == null)
                || (newerValue != null && newer == null);
        return isWrong || (older == null && newer == null) ? null : new Pair(older, newer);
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
            fields.keys()
                    .report(value.place(), "unknown codec '" + text + "'" + NearestName.hint(text, CODECS.keySet()));
            return null;
        }
        String loss = CODECS.getOrDefault(text, "");
        if (!loss.isEmpty()) {
            fields.loses(loss);
        }
        return fields.make(value.place(), () -> name == null ? null : new ConvertCodec(name, codec));
    }
}
