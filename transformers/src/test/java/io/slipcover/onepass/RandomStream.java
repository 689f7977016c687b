package io.slipcover.onepass;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.CatalogBuilder;
import io.slipcover.catalog.Defaults;
import io.slipcover.catalog.Recognition;
import io.slipcover.catalog.Release;
import io.slipcover.catalog.TypeRule;
import io.slipcover.catalog.TypeRule.ByCases;
import io.slipcover.catalog.VersionRange;
import io.slipcover.catalog.VersionRule;
import io.slipcover.document.ReleaseView;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import io.slipcover.json.Room;
import io.slipcover.lens.Add;
import io.slipcover.lens.ConvertPairs;
import io.slipcover.lens.Head;
import io.slipcover.lens.Hoist;
import io.slipcover.lens.Lens;
import io.slipcover.lens.ObjectCondition;
import io.slipcover.lens.Operation;
import io.slipcover.lens.Plunge;
import io.slipcover.lens.Remove;
import io.slipcover.lens.Rename;
import io.slipcover.lens.ReservedNames;
import io.slipcover.lens.Wrap;
import io.slipcover.lens.model.RandomDocuments;
import io.slipcover.lens.model.RandomOperations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A schema, and an answer with documents of a few layouts that come again and again, mostly. */
final class RandomStream {
    private static final String TYPE = "t";
    private static final JsonName SCHEMA = JsonName.of("schema");
    private static final JsonName VERSION = JsonName.of("version");
    private static final List<String> VALUES = List.of(
            "1",
            "2",
            "-7.5e3",
            "0.25",
            "true",
            "false",
            "null",
            "\"\"",
            "\"x\"",
            "\"y\"",
            "\"x y\"",
            "\"a text that is longer than a few words, so that it is looked at in blocks\"",
            "\"\\\"\\\\\"",
            "\"\\u00e9\\n é 𝄞 漢字\"",
            "[]",
            "{}",
            "[\"x\"]",
            "[ 1 , [ ] ]",
            "{\"a\":1}",
            "{\"a\":{\"b\":[1,{\"c\":\"]\"}]}}",
            "{ \"a\" : \"}\" }",
            "[\"\\\\\",\"\\\"\"]",
            "{\"b\":\"x\",\"c\":[]}",
            "123456789012345678901234567890");
    private static final List<String> SPOILT = List.of(
            "01",
            "1.",
            "tru",
            "\"\\x\"",
            "\"\t\"",
            "[1,]",
            "{\"a\"}",
            "{,}",
            "[1 2]",
            "",
            "\"",
            "[}",
            "{\"a\":1,}",
            "-",
            "nulll");

    private static final List<StreamKind> KINDS = List.of(StreamKind.values());

    private final Random random;

    /** The layouts of most documents. */
    private final List<List<String>> layouts = new ArrayList<>();

    RandomStream(long seed) {
        random = new Random(seed);
    }

    /** What a client of some release sees of a store with random lenses. Lenses that make no sense together are thrown away. */
    ReleaseView view() {
        ReleaseView view = null;
        while (view == null) {
            view = anyView();
        }
        return view;
    }

    private @Nullable ReleaseView anyView() {
        try {
            return viewOfSchema();
        } catch (IllegalStateException | IllegalArgumentException isNoSchema) {
            return null;
        }
    }

    private ReleaseView viewOfSchema() {
        CatalogBuilder builder = Catalog.builder()
                .typeRule(typeRule())
                .versionRule(new VersionRule(VERSION, 1 + random.nextInt(3), random.nextInt(4) == 0))
                .lens(new Lens(TYPE, 1, 2, operations()))
                .lens(new Lens(TYPE, 2, 3, operations()));
        if (random.nextInt(4) == 0) {
            builder.recognition(new Recognition(Map.of(
                    TYPE,
                    Map.of(
                            1,
                            ObjectCondition.onMembers(List.of(JsonName.of("a")), List.of(JsonName.of("b"))),
                            3,
                            new ObjectCondition(Map.of(JsonName.of("c"), JsonValue.of("1")), List.of(), List.of())))));
        }
        for (int version = 1; version <= 3; version++) {
            Release release = new Release("" + version, VersionRange.parse(version + ".x"), Map.of(TYPE, version));
            builder.release(
                    random.nextInt(3) == 0
                            ? release.withDefaults(Map.of(TYPE, Defaults.of(JsonObject.of("{\"g\":[1]}"))))
                            : release);
        }
        Catalog catalog = builder.build();
        return new ReleaseView(
                catalog, catalog.release("" + (1 + random.nextInt(3))).orElseThrow());
    }

    private TypeRule typeRule() {
        return switch (random.nextInt(10)) {
            case 0 -> new TypeRule.ByIdPrefix(":");
            case 1 -> new TypeRule.ByMembers(List.of(SCHEMA, JsonName.of("h")));
            case 2 ->
                new ByCases(List.of(
                        new ByCases.Case("u", null, ObjectCondition.onMembers(List.of(JsonName.of("h")), List.of())),
                        new ByCases.Case(
                                TYPE,
                                null,
                                new ObjectCondition(Map.of(SCHEMA, JsonValue.of("\"t\"")), List.of(), List.of()))));
            case 3 -> new TypeRule.ByNames(new TypeRule.ByField(SCHEMA), Map.of("x", TYPE));
            default -> new TypeRule.ByField(SCHEMA);
        };
    }

    private List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (int count = random.nextInt(3); count > 0; count--) {
            operations.add(random.nextInt(16) == 0 ? anyOperation() : ofMembers());
        }
        return operations;
    }

    private Operation anyOperation() {
        RandomDocuments documents = new RandomDocuments(random);
        return new RandomOperations(random, false, ReservedNames.ofDocument(Set.of(SCHEMA, VERSION)))
                .suiting(documents.document(), 1)
                .operation();
    }

    private Operation ofMembers() {
        JsonName name = name();
        return switch (random.nextInt(8)) {
            case 0 -> new Add(name, value());
            case 1 -> new Remove(name, value());
            case 2 -> new Wrap(name);
            case 3 -> new Head(name);
            case 4 ->
                new ConvertPairs(
                        name,
                        List.of(
                                new ConvertPairs.Pair(JsonValue.of("1"), JsonValue.of("\"x\"")),
                                new ConvertPairs.Pair(JsonValue.of("true"), JsonValue.of("\"y\""))),
                        random.nextInt(3) == 0 ? null : new ConvertPairs.Pair(value(), value()));
            case 5 -> random.nextBoolean() ? new Hoist(other(name), name) : new Plunge(other(name), name);
            default -> new Rename(name, other(name));
        };
    }

    private JsonName name() {
        return JsonName.of(RandomDocuments.NAMES.get(random.nextInt(RandomDocuments.NAMES.size())));
    }

    private JsonName other(JsonName name) {
        JsonName other = name;
        while (other.equals(name)) {
            other = random.nextInt(3) == 0 ? name() : JsonName.of("new" + random.nextInt(3));
        }
        return other;
    }

    private JsonValue value() {
        return JsonValue.of(VALUES.get(random.nextInt(VALUES.size())));
    }

    /** Documents of a few layouts, with an odd one among them now and then. */
    List<String> documents(int count) {
        while (layouts.size() < 3) {
            layouts.add(layout());
        }
        List<String> documents = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            List<String> layout = random.nextInt(12) == 0
                    ? layout()
                    : layouts.get(random.nextInt(1 + random.nextInt(layouts.size())));
            documents.add(document(layout));
        }
        return documents;
    }

    private List<String> layout() {
        List<String> names = new ArrayList<>(RandomDocuments.NAMES.subList(0, random.nextInt(7)));
        if (random.nextInt(12) > 0) {
            names.add("_id");
        }
        names.add("_rev");
        if (random.nextInt(8) > 0) {
            names.add("schema");
        }
        if (random.nextInt(8) > 0) {
            names.add("version");
        }
        names.addAll(
                List.of("other", "h", "new0", "_deleted", "é", "a").subList(0, Math.max(0, random.nextInt(14) - 7)));
        Collections.shuffle(names, random);
        return names;
    }

    private String document(List<String> layout) {
        boolean spaced = random.nextInt(24) == 0;
        boolean escaped = random.nextInt(24) == 0;
        StringBuilder document = new StringBuilder("{");
        for (String name : layout) {
            document.append(document.length() == 1 ? "" : ",").append(spaced && random.nextBoolean() ? " " : "");
            String spelt = escaped && random.nextInt(4) == 0
                    ? "\\u%04x".formatted((int) name.charAt(0)) + name.substring(1)
                    : name;
            document.append('"')
                    .append(spelt)
                    .append('"')
                    .append(spaced ? " :\n" : ":")
                    .append(value(name));
        }
        return document.append('}').toString();
    }

    private String value(String name) {
        return switch (name) {
            case "_id" ->
                random.nextInt(8) > 0
                        ? "\"t:1\""
                        : oneOf("\"t:2\"", "\"x\"", "\"_design/x\"", "\"\\u005flocal/x\"", "\"u:t:1\"");
            case "_rev" -> "\"1-a\"";
            case "schema" -> random.nextInt(8) > 0 ? "\"t\"" : oneOf("\"\\u0074\"", "\"u\"", "7");
            case "version" -> random.nextInt(8) > 0 ? "3" : oneOf("2", "1", "4", "1e0", "\"3\"");
            case "_deleted" -> oneOf("true", "true", "false");
            case "h" -> oneOf("\"\"", "\"x\"");
            default -> oneOf(VALUES.get(random.nextInt(VALUES.size())), VALUES.get(random.nextInt(8)));
        };
    }

    private String oneOf(String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    /** The body, spoilt somewhere: another byte, a byte too many or too few, a value that is none, or an early end. */
    byte[] spoilt(String text) {
        String body = text;
        if (random.nextInt(3) == 0) {
            int colon = body.indexOf(':', random.nextInt(body.length()));
            if (colon >= 0) {
                body = body.substring(0, colon + 1)
                        + SPOILT.get(random.nextInt(SPOILT.size()))
                        + body.substring(colon + 1 + random.nextInt(Math.min(4, body.length() - colon)));
            }
        }
        byte[] bytes = body.getBytes(UTF_8);
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(4)) {
            case 0 -> bytes[at] = (byte) random.nextInt(256);
            case 1 -> bytes[at] = (byte) "\"\\{}[],: \t".charAt(random.nextInt(10));
            case 2 -> {
                return Arrays.copyOf(bytes, at);
            }
            default -> {}
        }
        return bytes;
    }

    /** The body in one piece, in two, in pieces of a few bytes, or in larger ones. */
    List<byte[]> pieces(byte[] body) {
        int longest = random.nextInt(3) > 0 ? body.length : 1 + random.nextInt(random.nextInt(3) == 0 ? 8 : 2000);
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        while (from < body.length) {
            int to = Math.min(body.length, from + 1 + (longest == body.length ? body.length : random.nextInt(longest)));
            pieces.add(Arrays.copyOfRange(body, from, to));
            from = to;
        }
        return pieces;
    }

    EnvelopeLimits limits() {
        return random.nextInt(4) > 0
                ? EnvelopeLimits.DEFAULT
                : new EnvelopeLimits(
                        1 + random.nextInt(4),
                        random.nextBoolean() ? Integer.MAX_VALUE - 16 : 60 + random.nextInt(400),
                        random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(200),
                        Room.ENDLESS);
    }

    boolean chance() {
        return random.nextBoolean();
    }

    StreamKind kind() {
        return KINDS.get(random.nextInt(KINDS.size()));
    }

    int count() {
        return 4 + random.nextInt(20);
    }
}
