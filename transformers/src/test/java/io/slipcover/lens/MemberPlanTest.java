package io.slipcover.lens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.json.JsonLimits;
import io.slipcover.json.JsonMembers;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonScanner;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations led through by their plan, against the same operations one by one: the same bytes, or the same words. */
final class MemberPlanTest {
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "name \" longer than a word");
    private static final List<String> SPELLINGS = List.of(
            "\"a\"", "\"\\u0061\"", "\"b\"", "\"c\"", "\"d\"", "\"e\"", "\"name \\\" longer than a word\"", "\"f\"");
    private static final List<String> VALUES = List.of(
            "1",
            "1.0",
            "2",
            "\"x\"",
            "\"\\u0078\"",
            "null",
            "{\"k\":1}",
            "{ \"k\" : 1e0 }",
            "{\"a\": 1}",
            "{\"\\u0062\":[2]}",
            "{\"c\":1,\"c\":{\"a\":1}}",
            "{\"d\":1,\"e\":2}",
            "{}",
            "[]",
            "[ \"x\" , 2]",
            "[{\"a\":1}]",
            "true");

    @Property(tries = 100_000, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void apply_randomOperations_asOneByOne(@ForAll long seed) {
        Random random = new Random(seed);
        List<Operation> operations = operations(random, 2 + random.nextInt(8));
        boolean upwards = random.nextBoolean();
        String document = document(random);
        // An object of more than a few members has an index of their names as soon as one was looked for.
        boolean looked = random.nextBoolean();

        String expected = led(document, object -> {
            for (int index = 0; index < operations.size(); index++) {
                if (upwards) {
                    operations.get(index).forward(object);
                } else {
                    operations.get(operations.size() - 1 - index).backward(object);
                }
            }
        });
        OperationSequence sequence = new OperationSequence(operations);
        String planned = led(document, object -> {
            if (looked) {
                object.has(name("looked for"));
            }
            if (upwards) {
                sequence.forward(object);
            } else {
                sequence.backward(object);
            }
        });

        Statistics.label("refused").collect(!expected.startsWith("{"));
        assertThat(planned).as("%s of %s", sequence.text(), document).isEqualTo(expected);
    }

    /** Documents that come again and again, by turns: their layouts are known from the second time on. */
    @Property(tries = 3_000, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void apply_documentsByTurns_asOneByOne(@ForAll long seed) {
        Random random = new Random(seed);
        List<Operation> operations = operations(random, 2 + random.nextInt(5));
        List<String> documents = List.of(document(random), document(random));
        OperationSequence sequence = new OperationSequence(operations);
        JsonScanner scanner = new JsonScanner(JsonLimits.DEFAULT_DEPTH);
        JsonMembers members = JsonMembers.take();

        for (int turn = 0; turn < 8; turn++) {
            String document = documents.get(turn % 2);
            byte[] bytes = document.getBytes(UTF_8);
            scanner.reset(members);
            scanner.scan(bytes, 0, bytes.length);
            String planned = led(members.object(bytes, 0, bytes.length), sequence::forward);
            String expected = led(document, object -> operations.forEach(operation -> operation.forward(object)));
            assertThat(planned).as("%s of %s", sequence.text(), document).isEqualTo(expected);
        }
        members.giveBack();
    }

    @Test
    void apply_hostWithMoreInIt_leadsAroundIt() {
        OperationSequence sequence = new OperationSequence(List.of(
                new Rename(name("title"), name("text")),
                new Add(name("done"), JsonSlice.FALSE),
                new Hoist(name("group"), name("name")),
                new Rename(name("name"), name("groupName")),
                new Wrap(name("assignee"))));
        JsonObject object = JsonObject.of(
                "{\"title\":\"a\",\"group\":{\"name\":\"work\",\"colour\":\"red\"},\"assignee\":\"ada\"}");

        sequence.forward(object);

        assertThat(object)
                .hasToString("{\"text\":\"a\",\"group\":{\"colour\":\"red\"},\"groupName\":\"work\","
                        + "\"assignee\":[\"ada\"],\"done\":false}");
    }

    @Test
    void apply_nothingInTheWay_leadsByThePlan() {
        MemberPlan plan = plan(new Rename(name("a"), name("b")), new Rename(name("b"), name("c")));
        JsonObject object = JsonObject.of("{ \"x\": 1, \"a\" : 2 }");

        assertThat(plan.apply(object)).isTrue();
        assertThat(object).hasToString("{\"x\":1,\"c\":2}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1, \"b\":2}",
                "{\"a\":1, \"a\":2}",
                "{\"c\":1}",
                "{\"v\":3}",
            })
    void apply_somethingInTheWay_leavesTheObjectAsItWas(String document) {
        MemberPlan plan = plan(
                new Add(name("z"), JsonValue.of("0")),
                new Rename(name("a"), name("b")),
                new Rename(name("b"), name("c")),
                new ConvertPairs(
                        name("v"), List.of(new ConvertPairs.Pair(JsonValue.of("1"), JsonValue.of("2"))), null));
        JsonObject object = JsonObject.of(document);

        assertThat(plan.apply(object)).isFalse();
        assertThat(object).hasToString(document);
    }

    @Test
    void apply_hoistAndWrapOnTheWay_areInThePlan() {
        MemberPlan plan = plan(
                new Hoist(name("group"), name("name")),
                new Rename(name("name"), name("groupName")),
                new Wrap(name("assignee")));
        JsonObject object = JsonObject.of("{\"group\":{\"name\":\"home\"},\"assignee\":null}");

        assertThat(plan.apply(object)).isTrue();
        assertThat(object).hasToString("{\"groupName\":\"home\",\"assignee\":[]}");
    }

    @Test
    void takes_changeThatRefusesEveryObject_doesNot() {
        MemberPlan.Draft draft = new MemberPlan.Draft();
        draft.add(new Change.Filled(name("a"), JsonSlice.TRUE));

        assertThat(draft.takes(new Change.Renamed(name("b"), name("a")))).isFalse();
        assertThat(draft.takes(new Change.MovedUp(name("b"), name("a")))).isFalse();
        assertThat(draft.takes(new Change.MovedInto(name("a"), name("b")))).isFalse();
    }

    @Test
    void plan_filledValueThatIsRefused_isNone() {
        MemberPlan.Draft draft = new MemberPlan.Draft();
        draft.add(new Change.Dropped(name("a")));
        draft.add(new Change.Filled(name("a"), JsonSlice.TRUE));
        draft.add(new Change.Unwrapped(name("a")));

        assertThat(draft.plan()).isNull();
    }

    private static MemberPlan plan(Operation... operations) {
        MemberPlan.Draft draft = new MemberPlan.Draft();
        for (Operation operation : operations) {
            assertThat(draft.takes(operation.upwards())).isTrue();
            draft.add(operation.upwards());
        }
        MemberPlan plan = draft.plan();
        assertThat(plan).isNotNull();
        return plan;
    }

    private interface Leading {
        void lead(JsonObject object);
    }

    private static List<Operation> operations(Random random, int count) {
        List<Operation> operations = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            operations.add(operation(random));
        }
        return operations;
    }

    private static String led(String document, Leading leading) {
        return led(JsonObject.of(document), leading);
    }

    private static String led(JsonObject object, Leading leading) {
        try {
            leading.lead(object);
        } catch (LensException refusal) {
            return refusal.getMessage();
        }
        return compact(object);
    }

    /**
     * The object's members and their very bytes, without what may stand between members: an object in which a member was filled in and
     * dropped again has been changed, while a plan that comes to nothing changes nothing.
     */
    private static String compact(JsonObject object) {
        object.add(name("last"), JsonSlice.NULL);
        object.remove(object.size() - 1);
        return object.toString();
    }

    private static Operation operation(Random random) {
        JsonName name = name(any(NAMES, random));
        return switch (random.nextInt(9)) {
            case 0, 1 -> rename(name, random);
            case 2 -> new Add(name, value(random));
            case 3 -> new Remove(name, value(random));
            case 4 -> new Wrap(name);
            case 5 -> new Head(name);
            case 6 -> hoist(name, random);
            case 7 -> plunge(name, random);
            default -> convert(name, random);
        };
    }

    private static Operation rename(JsonName source, Random random) {
        JsonName destination = name(any(NAMES, random));
        return source.equals(destination) ? rename(source, random) : new Rename(source, destination);
    }

    private static Operation hoist(JsonName host, Random random) {
        JsonName name = name(any(NAMES, random));
        return host.equals(name) ? hoist(host, random) : new Hoist(host, name);
    }

    private static Operation plunge(JsonName host, Random random) {
        JsonName name = name(any(NAMES, random));
        return host.equals(name) ? plunge(host, random) : new Plunge(host, name);
    }

    private static Operation convert(JsonName name, Random random) {
        List<ConvertPairs.Pair> pairs = new ArrayList<>();
        for (int count = 1 + random.nextInt(6); count > 0; count--) {
            pairs.add(new ConvertPairs.Pair(value(random), value(random)));
        }
        return new ConvertPairs(
                name, pairs, random.nextBoolean() ? new ConvertPairs.Pair(value(random), value(random)) : null);
    }

    private static String document(Random random) {
        List<String> members = new ArrayList<>();
        for (int count = random.nextInt(9); count > 0; count--) {
            String spelling = any(SPELLINGS, random);
            if (random.nextInt(8) == 0 || !members.toString().contains(spelling)) {
                members.add(spelling + any(List.of(":", " : "), random) + any(VALUES, random));
            }
        }
        if (random.nextBoolean()) {
            for (int number = 0; number < 8; number++) {
                members.add(random.nextInt(members.size() + 1), "\"other" + number + "\":" + any(VALUES, random));
            }
        }
        return "{" + String.join(any(List.of(",", " , "), random), members) + "}";
    }

    private static JsonValue value(Random random) {
        return JsonValue.of(any(VALUES, random));
    }

    private static JsonName name(String name) {
        return JsonName.of(name);
    }

    private static String any(List<String> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
