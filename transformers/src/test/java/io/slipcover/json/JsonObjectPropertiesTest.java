package io.slipcover.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Objects against a plain list of members, through edits of every kind at every depth. */
final class JsonObjectPropertiesTest {
    private static final List<String> LOOKED_FOR = List.of("a", "é", "nobody", "b");
    private static final JsonNameTable TABLE =
            new JsonNameTable(LOOKED_FOR.stream().map(JsonName::of).toList());

    @Provide
    Arbitrary<ModelObject> models() {
        return models(Arbitraries.recursive(
                () -> JsonTexts.scalars().map(Object.class::cast),
                values -> models(values).map(Object.class::cast),
                0,
                3));
    }

    private static Arbitrary<ModelObject> models(Arbitrary<Object> values) {
        Arbitrary<List<NameAndValue>> members = Combinators.combine(JsonTexts.names(), values)
                .as(NameAndValue::new)
                .list()
                .ofMaxSize(5);
        return Combinators.combine(members, JsonTexts.whitespace())
                .as((list, space) -> ModelObject.received(
                        list.stream().map(NameAndValue::name).toList(),
                        list.stream().map(NameAndValue::value).toList(),
                        space));
    }

    private record NameAndValue(String name, Object value) {}

    @Provide
    Arbitrary<List<ObjectEdit>> edits() {
        return ObjectEdit.any().list().ofMinSize(1).ofMaxSize(12);
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void edits_anySequence_areThoseOfAList(
            @ForAll("models") ModelObject model, @ForAll("edits") List<ObjectEdit> edits) {
        JsonObject object = JsonObject.of(model.text());
        assertSame(object, model);
        for (ObjectEdit edit : edits) {
            edit.applyTo(object, model);
            assertSame(object, model);
        }
        byte[] written = object.toBytes();
        JsonScanner.validate(written, 0, written.length, JsonLimits.DEFAULT_DEPTH);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void copy_thenEditsOfEither_areNotSeenByTheOther(
            @ForAll("models") ModelObject model,
            @ForAll("edits") List<ObjectEdit> before,
            @ForAll("edits") List<ObjectEdit> after) {
        JsonObject object = JsonObject.of(model.text());
        before.forEach(edit -> edit.applyTo(object, model));
        JsonObject copy = object.copy();
        ModelObject modelOfCopy = model.copy();

        after.forEach(edit -> edit.applyTo(object, model));

        assertSame(object, model);
        assertSame(copy, modelOfCopy);
        after.forEach(edit -> edit.applyTo(copy, modelOfCopy));
        assertSame(copy, modelOfCopy);
        assertSame(object, model);
    }

    /** Objects that come again and again, by turns, so that their layouts are known; names are looked for before each is edited. */
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void noted_timeAndAgain_editsAreThoseOfAList(
            @ForAll("models") ModelObject one,
            @ForAll("models") ModelObject other,
            @ForAll("edits") List<ObjectEdit> lookups,
            @ForAll("edits") List<ObjectEdit> edits) {
        JsonScanner scanner = new JsonScanner(JsonLimits.DEFAULT_DEPTH);
        JsonMembers members = new JsonMembers();
        for (int round = 0; round < 4; round++) {
            for (ModelObject received : List.of(one, other)) {
                ModelObject model = received.copy();
                byte[] bytes = (" ".repeat(round) + model.text()).getBytes(UTF_8);
                scanner.reset(members);
                scanner.scan(bytes, round, bytes.length);
                JsonObject object = members.object(bytes, round, bytes.length);
                lookups.stream().filter(ObjectEdit::isLookup).forEach(lookup -> lookup.applyTo(object, model));
                assertLocated(object, model);
                assertSame(object, model);
                for (ObjectEdit edit : edits) {
                    edit.applyTo(object, model);
                    assertLocated(object, model);
                    assertSame(object, model);
                }
            }
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void ofValidated_bytesInTheMiddleOfOthers_areReadAsOnTheirOwn(@ForAll("models") ModelObject model) {
        byte[] before = "[\"\\\\\",".getBytes(UTF_8);
        byte[] text = model.text().getBytes(UTF_8);
        JsonBuffer bytes = new JsonBuffer();
        bytes.write(before);
        bytes.write(text);
        bytes.write(",{\"a\":\"]".getBytes(UTF_8));

        assertSame(JsonObject.ofValidated(bytes.toByteArray(), before.length, before.length + text.length), model);
    }

    private static void assertLocated(JsonObject object, ModelObject model) {
        int[] places = object.locate(TABLE);
        if (places == null) {
            assertThat(LOOKED_FOR)
                    .anySatisfy(name -> assertThat(model.count(name)).isGreaterThan(1));
            return;
        }
        for (int number = 0; number < LOOKED_FOR.size(); number++) {
            assertThat(places[number]).isEqualTo(model.copy().indexOf(LOOKED_FOR.get(number)));
        }
    }

    private static void assertSame(JsonObject object, ModelObject model) {
        assertThat(object.size()).isEqualTo(model.size());
        for (int index = 0; index < model.size(); index++) {
            assertThat(object.name(index).text()).isEqualTo(model.name(index));
            assertThat(object.value(index)).hasToString(model.value(index));
        }
        assertThat(object).hasToString(model.text());
    }
}
