package io.slipcover.config;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.ConvertPairs;
import io.slipcover.lens.ConvertPairs.Pair;
import io.slipcover.lens.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the pairs of {@code convert}, and notices what they do not keep. */
final class PairsReader {
    /** What {@code otherwise} says where other values stay as they are. */
    private static final String SAME = "same";

    private final JsonFromYaml json;

    PairsReader(JsonFromYaml json) {
        this.json = json;
    }

    /** What a conversion by pairs does to the names of members. */
    static NameFlow flow(JsonName name, ConvertPairs convert) {
        if (convert.brings()) {
            return NameFlow.blurs(List.of(), name);
        }
        return convert.takes() ? NameFlow.blurs(List.of(name), name) : NameFlow.changes(name);
    }

    @Nullable
    Operation read(
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
}
