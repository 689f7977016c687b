package io.slipcover.lens.model;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonNumber;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.Add;
import io.slipcover.lens.Codec;
import io.slipcover.lens.ConvertCodec;
import io.slipcover.lens.ConvertDate;
import io.slipcover.lens.ConvertMultiply;
import io.slipcover.lens.ConvertPairs;
import io.slipcover.lens.ConvertTidying;
import io.slipcover.lens.Copy;
import io.slipcover.lens.DateForms;
import io.slipcover.lens.ElementLens;
import io.slipcover.lens.Everywhere;
import io.slipcover.lens.Fill;
import io.slipcover.lens.FromEntries;
import io.slipcover.lens.FromFlags;
import io.slipcover.lens.Head;
import io.slipcover.lens.Hoist;
import io.slipcover.lens.In;
import io.slipcover.lens.Join;
import io.slipcover.lens.MapElements;
import io.slipcover.lens.MapValues;
import io.slipcover.lens.MemberChoice;
import io.slipcover.lens.MemberSelection;
import io.slipcover.lens.Merge;
import io.slipcover.lens.Mixed;
import io.slipcover.lens.MixedHead;
import io.slipcover.lens.MixedWrap;
import io.slipcover.lens.Nest;
import io.slipcover.lens.ObjectCondition;
import io.slipcover.lens.Operation;
import io.slipcover.lens.Plunge;
import io.slipcover.lens.Remove;
import io.slipcover.lens.Rename;
import io.slipcover.lens.ReservedNames;
import io.slipcover.lens.Split;
import io.slipcover.lens.Tidying;
import io.slipcover.lens.ToEntries;
import io.slipcover.lens.ToFlags;
import io.slipcover.lens.Unnest;
import io.slipcover.lens.When;
import io.slipcover.lens.Wrap;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Random operations that mostly suit a document, each twice: the one under test, and its model. */
public final class RandomOperations {

    /** One operation, as Slipcover has it and as the model has it. */
    public record Pair(String label, Operation operation, ModelOperation model) {
        @Override
        public String toString() {
            return label;
        }
    }

    private final Random random;
    private final RandomDocuments documents;
    private final boolean lossless;
    private final ReservedNames reserved;

    /**
     * @param lossless whether to leave out what the schema's author loses on purpose: {@code remove}, {@code fill} and {@code merge}, and pairs in which the
     *     value that one of them shows is led to another by an earlier one
     * @param reserved what no operation moves; no document of these operations has such a member
     */
    public RandomOperations(Random random, boolean lossless, ReservedNames reserved) {
        this.random = random;
        this.documents = new RandomDocuments(random);
        this.lossless = lossless;
        this.reserved = reserved;
    }

    /** An operation for older documents like this one. */
    public Pair suiting(Map<String, Object> older, int depth) {
        String name = older.isEmpty() || random.nextInt(6) == 0
                ? any()
                : List.copyOf(older.keySet()).get(random.nextInt(older.size()));
        Object value = random.nextInt(8) == 0 ? documents.value(1) : older.get(name);
        int kind = random.nextInt(13);
        if (kind == 12) {
            return form(older, name);
        }
        if (kind == 11 && depth > 0) {
            return random.nextBoolean() ? when(older, depth) : everywhere(older, depth);
        }
        if (kind == 0) {
            return rename(name, other(name));
        }
        if (kind == 10) {
            return random.nextBoolean() ? copying(name, other(name)) : merge(name);
        }
        if (kind == 1) {
            return add(other(name));
        }
        if (kind == 2) {
            return remove(name);
        }
        if (kind == 3) {
            return wrap(name);
        }
        if (kind == 4) {
            return random.nextBoolean() ? plunge(other(name), name) : nesting(older, name);
        }
        if (kind == 5) {
            return pairs(name, value);
        }
        if (value instanceof Map<?, ?> object) {
            return random.nextBoolean() && depth > 0 ? inside(name, object, depth) : hoist(name, object);
        }
        if (value instanceof List<?> array) {
            return depth > 0 && random.nextInt(4) > 0 ? map(name, array, depth) : head(name);
        }
        if (value instanceof String text) {
            return ofString(name, text);
        }
        if (value instanceof BigDecimal) {
            return ofNumber(name);
        }
        return random.nextBoolean() ? join(name) : remove(name);
    }

    private Pair ofString(String name, String text) {
        if (random.nextInt(4) == 0
                && !text.isEmpty()
                && (Character.isDigit(text.charAt(0)) || text.startsWith("Feb"))) {
            return date(name, text.startsWith("Feb") ? 0 : text.length() == 10 ? 1 : 2);
        }
        if (!lossless && random.nextInt(4) == 0) {
            return tidyText(name);
        }
        if (text.startsWith("20") || text.startsWith("19")) {
            return codec(name, Codec.ISO8601_MILLIS);
        }
        if (!text.isEmpty() && Character.isDigit(text.charAt(0)) && random.nextBoolean()) {
            return codec(name, Codec.STRING_NUMBER);
        }
        return random.nextBoolean() ? split(name) : join(name);
    }

    /** @param older the number of the older side's form */
    private Pair date(String name, int older) {
        String zone = List.of("UTC", "Europe/Berlin", "+05:30").get(random.nextInt(3));
        int newer = (older + 1 + random.nextInt(3)) % 4;
        boolean zoned = older > 1 || newer > 1;
        ZoneId inZone = ZoneId.of(zoned ? zone : "UTC");
        List<String> texts = List.of("MMM d, yyyy", "yyyy-MM-dd", "iso8601", "millis");
        List<Values.Form> forms =
                List.of(Values.namedMonthForm(inZone), Values.dateForm(inZone), Values.isoForm(), Values.millisForm());
        return new Pair(
                "date " + name + " " + texts.get(older) + " " + texts.get(newer) + " " + inZone,
                new ConvertDate(
                        name(name),
                        new DateForms(texts.get(older), texts.get(newer), zoned ? inZone : null, Locale.ENGLISH)),
                Values.date(name, forms.get(older), forms.get(newer)));
    }

    private Pair tidyText(String name) {
        return switch (random.nextInt(3)) {
            case 0 ->
                tidied(name, Tidying.OfText.LOWER, String.class, text -> ((String) text).toLowerCase(Locale.ROOT));
            case 1 ->
                tidied(name, Tidying.OfText.UPPER, String.class, text -> ((String) text).toUpperCase(Locale.ROOT));
            default -> tidied(name, Tidying.OfText.TRIMMED, String.class, text -> ((String) text).trim());
        };
    }

    private Pair tidyNumber(String name) {
        int digits = random.nextInt(2);
        return tidied(
                name,
                new Tidying.Digits(digits),
                BigDecimal.class,
                number -> Values.number(((BigDecimal) number).setScale(digits, RoundingMode.HALF_UP)));
    }

    private static Pair tidied(String name, Tidying tidying, Class<?> expected, UnaryOperator<Object> model) {
        return new Pair(
                "tidy " + name + " " + tidying,
                new ConvertTidying(name(name), tidying),
                Values.tidied(name, expected, model));
    }

    /** The operation for data of which some has the newer form already. */
    private static Pair mixed(Pair pair, ModelOperation strict) {
        return new Pair(
                "mixed (" + pair + ")", new Mixed(List.of(pair.operation())), Nested.mixed(pair.model(), strict));
    }

    private Pair perhapsMixed(Pair pair) {
        return random.nextInt(4) == 0 ? mixed(pair, pair.model()) : pair;
    }

    private Pair ofNumber(String name) {
        if (random.nextInt(5) == 0) {
            return lossless ? date(name, 3) : tidyNumber(name);
        }
        return switch (random.nextInt(3)) {
            case 0 -> codec(name, Codec.NUMBER_STRING);
            case 1 -> codec(name, Codec.MILLIS_ISO8601);
            default -> multiply(name);
        };
    }

    private String any() {
        return RandomDocuments.NAMES.get(random.nextInt(RandomDocuments.NAMES.size()));
    }

    private String other(String name) {
        String other = any();
        return other.equals(name) ? other(name) : other;
    }

    private List<String> names(int count, String without) {
        List<String> names = new ArrayList<>(RandomDocuments.NAMES);
        names.remove(without);
        Collections.shuffle(names, random);
        return List.copyOf(names.subList(0, count));
    }

    private static JsonName name(String name) {
        return JsonName.of(name);
    }

    private JsonValue json(Object value) {
        return JsonValue.of(Documents.spell(value, random));
    }

    private Pair rename(String source, String destination) {
        return new Pair(
                "rename " + source + " " + destination,
                new Rename(name(source), name(destination)),
                Members.rename(source, destination));
    }

    private Pair add(String name) {
        Object standard = documents.value(1);
        return new Pair(
                "add " + name + " " + standard, new Add(name(name), json(standard)), Members.add(name, standard));
    }

    private Pair copying(String source, String destination) {
        return new Pair(
                "copy " + source + " " + destination,
                new Copy(name(source), name(destination)),
                Members.copying(source, destination));
    }

    private Pair merge(String name) {
        if (lossless) {
            return copying(name, other(name));
        }
        List<String> names = new ArrayList<>(names(1 + random.nextInt(2), name));
        names.add(random.nextInt(names.size() + 1), name);
        String into = random.nextBoolean() ? names.get(random.nextInt(names.size())) : any();
        return new Pair(
                "merge " + names + " " + into,
                new Merge(names.stream().map(JsonName::of).toList(), name(into)),
                Members.merge(names, into));
    }

    private Pair remove(String name) {
        if (lossless) {
            return rename(name, other(name));
        }
        if (random.nextInt(3) == 0) {
            return new Pair("remove " + name, new Remove(name(name), null), Members.removeOptional(name));
        }
        Object standard = documents.value(1);
        if (random.nextInt(3) == 0) {
            return new Pair(
                    "fill " + name + " " + standard,
                    new Fill(name(name), json(standard)),
                    Members.fill(name, standard));
        }
        return new Pair(
                "remove " + name + " " + standard,
                new Remove(name(name), json(standard)),
                Members.remove(name, standard));
    }

    private Pair hoist(String host, Map<?, ?> object) {
        String inner =
                object.isEmpty() ? any() : (String) object.keySet().iterator().next();
        String name = inner.equals(host) ? other(host) : inner;
        return new Pair("hoist " + host + " " + name, new Hoist(name(host), name(name)), Members.hoist(host, name));
    }

    private Pair plunge(String host, String name) {
        return new Pair("plunge " + host + " " + name, new Plunge(name(host), name(name)), Members.plunge(host, name));
    }

    /** Several members into an object, or out of one. */
    private Pair nesting(Map<String, Object> older, String name) {
        Set<String> names = new TreeSet<>(names(1 + random.nextInt(3), null));
        String prefix = random.nextInt(6) == 0 ? any() : "";
        List<String> hosts = older.keySet().stream()
                .filter(member -> older.get(member) instanceof Map)
                .toList();
        boolean unnests = !hosts.isEmpty() && random.nextBoolean();
        String host = unnests ? hosts.get(random.nextInt(hosts.size())) : name;
        names.remove(host);
        boolean named = !names.isEmpty() && random.nextBoolean() && prefix.isEmpty();
        boolean matching = random.nextInt(3) == 0;
        Set<JsonName> listed = names.stream().map(JsonName::of).collect(Collectors.toSet());
        MemberChoice choice = named
                ? new MemberChoice.Named(listed)
                : matching ? new MemberChoice.Matching("[a-c]$") : new MemberChoice.AllBut(listed);
        Predicate<String> chosen = member ->
                named ? names.contains(member) : matching ? member.matches("(?s).*[a-c]") : !names.contains(member);
        MemberSelection selection = new MemberSelection(name(host), choice, prefix, reserved);
        String label = host + " " + choice.text() + " prefix '" + prefix + "'";
        return unnests
                ? new Pair("unnest " + label, new Unnest(selection), Members.unnest(host, chosen, prefix))
                : new Pair("nest " + label, new Nest(selection), Members.nest(host, chosen, prefix));
    }

    private Pair wrap(String name) {
        return random.nextInt(3) == 0
                ? new Pair("wrap mixed " + name, new MixedWrap(name(name)), Values.mixedWrap(name))
                : new Pair("wrap " + name, new Wrap(name(name)), Values.wrap(name));
    }

    private Pair head(String name) {
        return random.nextInt(3) == 0
                ? new Pair("head mixed " + name, new MixedHead(name(name)), Values.mixedHead(name))
                : new Pair("head " + name, new Head(name(name)), Values.head(name));
    }

    /** An operation that gives a list or an object another form: mostly of a member for which there is one. */
    private Pair form(Map<String, Object> older, String name) {
        List<String> lists = older.keySet().stream()
                .filter(member -> older.get(member) instanceof List)
                .toList();
        List<String> objects = older.keySet().stream()
                .filter(member -> older.get(member) instanceof Map)
                .toList();
        if (!lists.isEmpty() && random.nextBoolean()) {
            String list = lists.get(random.nextInt(lists.size()));
            boolean strings = ((List<?>) older.get(list)).stream().allMatch(String.class::isInstance);
            return strings ? toFlags(list) : fromEntries(list, (List<?>) older.get(list));
        }
        if (!objects.isEmpty() && random.nextInt(8) > 0) {
            String object = objects.get(random.nextInt(objects.size()));
            boolean flags = ((Map<?, ?>) older.get(object)).values().stream().allMatch(Boolean.class::isInstance);
            return flags ? fromFlags(object) : toEntries(object, (Map<?, ?>) older.get(object));
        }
        return random.nextBoolean() ? toFlags(name) : toEntries(name, Map.of());
    }

    private Pair fromEntries(String name, List<?> elements) {
        Object element = elements.isEmpty() ? Map.of() : elements.get(random.nextInt(elements.size()));
        List<String> keys = element instanceof Map<?, ?> object
                ? object.keySet().stream()
                        .filter(member -> object.get(member) instanceof String)
                        .map(String.class::cast)
                        .toList()
                : List.of();
        String key = keys.isEmpty() ? any() : keys.get(random.nextInt(keys.size()));
        String value = random.nextInt(3) == 0 ? other(key) : null;
        return new Pair(
                "from-entries " + name + " key " + key + " value " + value,
                new FromEntries(name(name), name(key), value == null ? null : name(value)),
                Forms.fromEntries(name, key, value));
    }

    private Pair toEntries(String name, Map<?, ?> object) {
        String key = any();
        boolean objects = object.values().stream().allMatch(Map.class::isInstance);
        String value = objects && random.nextBoolean() ? null : other(key);
        return new Pair(
                "to-entries " + name + " key " + key + " value " + value,
                new ToEntries(name(name), name(key), value == null ? null : name(value)),
                Forms.toEntries(name, key, value));
    }

    private Pair toFlags(String name) {
        return new Pair("to-flags " + name, new ToFlags(name(name)), Forms.toFlags(name));
    }

    private Pair fromFlags(String name) {
        return new Pair("from-flags " + name, new FromFlags(name(name)), Forms.fromFlags(name));
    }

    private Pair split(String name) {
        List<String> into = names(2 + random.nextInt(2), name);
        return perhapsMixed(new Pair(
                "split " + name + " " + into,
                new Split(name(name), into.stream().map(JsonName::of).toList(), " "),
                Members.split(name, into, " ")));
    }

    private Pair join(String name) {
        List<String> names = new ArrayList<>(names(2 + random.nextInt(2), null));
        names.remove(name);
        names.add(0, name);
        List<String> sources = List.copyOf(names.subList(0, Math.min(names.size(), 3)));
        String into = RandomDocuments.NAMES.stream()
                .filter(candidate -> !sources.contains(candidate))
                .findFirst()
                .orElseThrow();
        return perhapsMixed(new Pair(
                "join " + sources + " " + into,
                new Join(sources.stream().map(JsonName::of).toList(), name(into), " "),
                Members.join(sources, into, " ")));
    }

    private Pair pairs(String name, Object value) {
        List<Object> olders = new ArrayList<>();
        List<Object> newers = new ArrayList<>();
        for (int count = 1 + random.nextInt(4); count > 0; count--) {
            olders.add(random.nextInt(3) == 0 ? value : documents.value(0));
            newers.add(documents.value(0));
        }
        List<List<Object>> pairs = new ArrayList<>();
        for (int index = 0; index < olders.size(); index++) {
            pairs.add(withOneSide(Arrays.asList(olders.get(index), newers.get(index))));
        }
        List<Object> otherwise = otherwise();
        if (lossless && losesAnOlderValue(pairs, otherwise)) {
            return wrap(name);
        }
        List<ConvertPairs.Pair> real = pairs.stream().map(pair -> pair(pair)).toList();
        Pair made = new Pair(
                "convert " + name + " " + pairs + " otherwise " + otherwise,
                otherwise == Values.SAME
                        ? ConvertPairs.keepingOthers(name(name), real)
                        : new ConvertPairs(name(name), real, otherwise == null ? null : pair(otherwise)),
                Values.pairs(name, pairs, otherwise));
        if (random.nextInt(4) > 0) {
            return made;
        }
        if (otherwise == Values.SAME) {
            return mixed(made, made.model());
        }
        List<List<Object>> known = new ArrayList<>(pairs);
        if (otherwise != null) {
            known.add(otherwise);
        }
        return mixed(made, Values.pairs(name, known, null));
    }

    private List<Object> otherwise() {
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> Values.SAME;
            default -> withOneSide(Arrays.asList(documents.value(0), documents.value(0)));
        };
    }

    /** The pair, perhaps with one side left out. */
    private List<Object> withOneSide(List<Object> sides) {
        if (random.nextInt(5) == 0) {
            sides.set(random.nextInt(2), Values.ABSENT);
        }
        return sides;
    }

    private static boolean losesAnOlderValue(List<List<Object>> pairs, List<Object> otherwise) {
        ModelOperation model = Values.pairs("v", pairs, otherwise);
        List<Object> newers = new ArrayList<>(List.of(Values.ABSENT));
        pairs.forEach(pair -> newers.add(pair.get(1)));
        List<Object> olders = new ArrayList<>();
        if (otherwise == Values.SAME) {
            pairs.forEach(pair -> olders.add(pair.get(1)));
        } else if (otherwise != null) {
            newers.add(otherwise.get(1));
            olders.add(otherwise.get(0));
        }
        return newers.stream().anyMatch(newer -> isLost(model.backward(document(newer)), model))
                || olders.stream().anyMatch(older -> isLost(document(older), model));
    }

    private static boolean isLost(Map<String, Object> shown, ModelOperation model) {
        return !model.backward(model.forward(shown)).equals(shown);
    }

    private static Map<String, Object> document(Object value) {
        return value == Values.ABSENT ? Map.of() : Collections.singletonMap("v", value);
    }

    private ConvertPairs.Pair pair(List<Object> sides) {
        return new ConvertPairs.Pair(side(sides.get(0)), side(sides.get(1)));
    }

    private JsonValue side(Object value) {
        return value == Values.ABSENT ? null : json(value);
    }

    private Pair multiply(String name) {
        String factor = List.of("100", "0.01", "2.5", "-4", "1000", "0.125").get(random.nextInt(6));
        return new Pair(
                "multiply " + name + " " + factor,
                new ConvertMultiply(name(name), JsonNumber.of(new BigDecimal(factor))),
                Values.multiply(name, new BigDecimal(factor)));
    }

    private Pair codec(String name, Codec codec) {
        ModelOperation model = switch (codec) {
            case NUMBER_STRING -> Values.numberToString(name);
            case STRING_NUMBER -> Values.stringToNumber(name);
            case ISO8601_MILLIS -> Values.isoToMillis(name);
            case MILLIS_ISO8601 -> Values.millisToIso(name);
        };
        return perhapsMixed(new Pair(codec + " " + name, new ConvertCodec(name(name), codec), model));
    }

    private Pair when(Map<String, Object> older, int depth) {
        Pair inner = suiting(older, depth - 1);
        String name = any();
        Object value = older.containsKey(name) && random.nextInt(3) > 0 ? older.get(name) : documents.value(0);
        ObjectCondition condition = new ObjectCondition(Map.of(name(name), json(value)), List.of(), List.of());
        Operation operation;
        try {
            operation = new When(condition, List.of(inner.operation()));
        } catch (IllegalArgumentException changesTheCondition) {
            return inner;
        }
        return new Pair(
                "when " + name + " " + value + " (" + inner + ")", operation, Nested.when(name, value, inner.model()));
    }

    /** A lens at any depth, mostly one that suits an object further in. */
    private Pair everywhere(Map<String, Object> older, int depth) {
        Object further = older.values().stream()
                .map(value -> value instanceof List<?> list && !list.isEmpty() ? list.get(0) : value)
                .filter(value -> value instanceof Map<?, ?> object && !object.isEmpty())
                .findFirst()
                .orElse(older);
        Map<String, Object> object = map(further);
        Pair inner = suiting(object, depth - 1);
        List<String> names = names(2, null);
        String has = object.isEmpty() || random.nextBoolean()
                ? names.get(0)
                : List.copyOf(object.keySet()).get(0);
        ObjectCondition condition;
        Operation operation;
        try {
            condition = new ObjectCondition(Map.of(), List.of(name(has)), List.of(name(names.get(1))));
            operation = new Everywhere(condition, List.of(inner.operation()), ReservedNames.NONE);
        } catch (IllegalArgumentException refused) {
            return inner;
        }
        return new Pair(
                "everywhere " + has + " not " + names.get(1) + " (" + inner + ")",
                operation,
                Nested.everywhere(has, names.get(1), inner.model()));
    }

    private Pair inside(String name, Map<?, ?> object, int depth) {
        return random.nextInt(3) == 0 ? values(name, object, depth) : in(name, object, depth);
    }

    @SuppressWarnings("unchecked")
    private Pair in(String name, Map<?, ?> object, int depth) {
        Pair inner = suiting((Map<String, Object>) object, depth - 1);
        return new Pair(
                "in " + name + " (" + inner + ")",
                new In(name(name), List.of(inner.operation())),
                Nested.in(name, inner.model()));
    }

    private Pair map(String name, List<?> array, int depth) {
        Object element = array.isEmpty() ? Map.of() : array.get(random.nextInt(array.size()));
        if (!(element instanceof Map) || random.nextInt(4) == 0) {
            return seen(name, element, depth, false);
        }
        Pair inner = suiting(map(element), depth - 1);
        String key = random.nextBoolean() ? any() : null;
        return new Pair(
                "map " + name + " key " + key + " (" + inner + ")",
                new In(name(name), new MapElements(List.of(inner.operation()), key == null ? null : name(key))),
                Nested.map(name, inner.model(), key, null));
    }

    private Pair values(String name, Map<?, ?> object, int depth) {
        List<?> values =
                List.copyOf(object.values().stream().map(Optional::ofNullable).toList());
        Object value =
                values.isEmpty() ? Map.of() : ((Optional<?>) values.get(random.nextInt(values.size()))).orElse(null);
        if (!(value instanceof Map) || random.nextInt(4) == 0) {
            return seen(name, value, depth, true);
        }
        Pair inner = suiting(map(value), depth - 1);
        return new Pair(
                "values " + name + " (" + inner + ")",
                new In(name(name), new MapValues(new ElementLens(List.of(inner.operation()), null))),
                Nested.mapValues(name, inner.model(), null));
    }

    /** A lens on elements, or on values, that it sees as a member. */
    private Pair seen(String name, Object element, int depth, boolean values) {
        String as = any();
        Pair inner = suiting(Collections.singletonMap(as, element), depth - 1);
        ElementLens lens;
        try {
            lens = new ElementLens(List.of(inner.operation()), name(as));
        } catch (IllegalArgumentException leavesAnotherMember) {
            return seen(name, element, depth, values);
        }
        return new Pair(
                (values ? "values " : "map ") + name + " as " + as + " (" + inner + ")",
                values ? new In(name(name), new MapValues(lens)) : new In(name(name), new MapElements(lens, null)),
                values ? Nested.mapValues(name, inner.model(), as) : Nested.map(name, inner.model(), null, as));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
