package io.slipcover.lens.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.slipcover.json.JsonObject;
import io.slipcover.lens.Lens;
import io.slipcover.lens.LensException;
import io.slipcover.lens.LensPath;
import io.slipcover.lens.Operation;
import io.slipcover.lens.ReservedNames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** The lens table and its laws, over random operations, paths, documents and edits, with the model as the truth. */
class LensLawsTest {

    /** What one generated case is about: operations, and a newer document that has been led up and then edited. */
    private static final class Case {
        final Random random;
        final RandomDocuments documents;
        final List<RandomOperations.Pair> operations = new ArrayList<>();
        final ModelOperation model;
        final LensPath up;
        final LensPath down;
        Map<String, Object> newer;
        Map<String, Object> older;

        Case(long seed, int length, boolean lossless) {
            random = new Random(seed);
            documents = new RandomDocuments(random);
            RandomOperations suitable = new RandomOperations(random, lossless, ReservedNames.NONE);
            older = documents.document();
            newer = older;
            for (int step = 0; step < length; step++) {
                RandomOperations.Pair pair = suitable.suiting(newer, 2);
                operations.add(pair);
                try {
                    newer = pair.model().forward(newer);
                } catch (ModelOperation.Refusal refusal) {
                    newer = documents.document();
                }
            }
            model = ModelOperation.sequence(
                    operations.stream().map(RandomOperations.Pair::model).toList());
            List<Lens> steps = steps();
            up = LensPath.compile(steps, 1, steps.size() + 1);
            down = LensPath.compile(steps, steps.size() + 1, 1);
        }

        private List<Lens> steps() {
            List<Lens> steps = new ArrayList<>();
            List<Operation> lens = new ArrayList<>();
            for (int index = 0; index < operations.size(); index++) {
                lens.add(operations.get(index).operation());
                if (random.nextBoolean() || index == operations.size() - 1) {
                    steps.add(new Lens("thing", steps.size() + 1, steps.size() + 2, List.copyOf(lens)));
                    lens.clear();
                }
            }
            return steps;
        }

        String describe(Object... more) {
            return operations + " " + List.of(more);
        }
    }

    private static JsonObject object(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return JsonObject.parse(bytes, 0, bytes.length);
    }

    private interface Leading {
        JsonObject lead();
    }

    /** The model's answer and the answer under test are the same document, or both refuse. Returns it, or null. */
    private static Map<String, Object> agree(
            Supplier<Map<String, Object>> expected, Leading actual, String description) {
        Map<String, Object> model;
        try {
            model = expected.get();
        } catch (ModelOperation.Refusal refusal) {
            try {
                fail("model refuses (%s), got %s: %s", refusal.getMessage(), actual.lead(), description);
            } catch (LensException alike) {
                return null;
            }
            throw refusal;
        }
        JsonObject result;
        try {
            result = actual.lead();
        } catch (LensException refusal) {
            return fail("model gives %s, got %s: %s", model, refusal.getMessage(), description);
        }
        assertThat(Documents.read(result.toString())).as(description).isEqualTo(model);
        return model;
    }

    private static JsonObject led(LensPath path, JsonObject document) {
        path.apply(document);
        return document;
    }

    private static JsonObject put(LensPath path, JsonObject base, JsonObject view) {
        String before = base.toString();
        path.put(base, view);
        assertThat(base.toString()).as("the base is not touched").isEqualTo(before);
        return view;
    }

    private void leadsLikeTheModel(Case given) {
        Map<String, Object> newer = given.documents.edit(given.newer);
        Map<String, Object> older = given.documents.edit(given.older);
        String olderText = Documents.spell(older, given.random);
        String newerText = Documents.spell(newer, given.random);
        agree(
                () -> given.model.forward(older),
                () -> led(given.up, object(olderText)),
                given.describe("->", olderText));
        Map<String, Object> view = agree(
                () -> given.model.backward(newer),
                () -> led(given.down, object(newerText)),
                given.describe("<-", newerText));
        Statistics.label("shown").collect(view != null);
        if (view == null) {
            return;
        }
        // GetPut, to the byte.
        JsonObject shown = led(given.down, object(newerText));
        JsonObject stored = put(given.up, object(newerText), object(shown.toString()));
        assertThat(stored.toString()).as(given.describe("GetPut", newerText)).isEqualTo(newerText);
        // Any edit of the view, also one no newer document could show: like the model.
        Map<String, Object> edited = given.documents.edit(view);
        String editedText = Documents.spell(edited, given.random);
        Map<String, Object> result = agree(
                () -> given.model.put(newer, edited),
                () -> put(given.up, object(newerText), object(editedText)),
                given.describe("put", newerText, editedText));
        Statistics.label("put").collect(result != null);
    }

    @Property(tries = 40_000, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void operation_randomDocumentsAndEdits_asTheModelSays(@ForAll long seed) {
        leadsLikeTheModel(new Case(seed, 1, false));
    }

    @Property(tries = 40_000, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void path_randomDocumentsAndEdits_asTheModelSays(@ForAll long seed) {
        leadsLikeTheModel(new Case(seed, 2 + (int) Math.floorMod(seed, 6L), false));
    }

    /**
     * PutGet over the views a side can have: the written view is one that another newer document shows.
     *
     * <p>On a path the law holds by induction, as long as what one operation makes is a view that the next one can show. Where
     * operations work against each other (a member is added, then plunged into an object that was empty before) it may not be;
     * the model tells, and how often is counted.
     */
    private void readsWhatWasWritten(Case given) {
        Map<String, Object> newer = given.documents.edit(given.newer);
        Map<String, Object> view;
        try {
            given.model.backward(newer);
            view = given.model.backward(given.documents.edit(newer));
        } catch (ModelOperation.Refusal refusal) {
            Statistics.label("PutGet").collect("not shown");
            return;
        }
        if (given.operations.size() > 1 && !showsEachStep(given, newer, view)) {
            Statistics.label("PutGet").collect("operations at odds");
            return;
        }
        if (leavesMoreThanTheValue(given, newer, view)) {
            Statistics.label("PutGet").collect("refused");
            return;
        }
        String newerText = Documents.spell(newer, given.random);
        String viewText = Documents.spell(view, given.random);
        JsonObject stored = put(given.up, object(newerText), object(viewText));
        JsonObject read = led(given.down, object(stored.toString()));
        assertThat(Documents.read(read.toString()))
                .as(given.describe(newerText, viewText, stored))
                .isEqualTo(view);
        Statistics.label("PutGet").collect("read as written");
    }

    /** Whether what each operation is given is what it could have shown of some newer document: its own image, led down again. */
    private static boolean showsEachStep(Case given, Map<String, Object> newer, Map<String, Object> view) {
        try {
            Map<String, Object> document = view;
            for (int step = 0; step < given.operations.size(); step++) {
                ModelOperation after =
                        ModelOperation.sequence(given.operations.subList(step + 1, given.operations.size()).stream()
                                .map(RandomOperations.Pair::model)
                                .toList());
                ModelOperation operation = given.operations.get(step).model();
                if (!operation.backward(operation.forward(document)).equals(document)) {
                    return false;
                }
                document = operation.put(after.backward(newer), document);
            }
            return true;
        } catch (ModelOperation.Refusal refusal) {
            return false;
        }
    }

    /**
     * Whether a lens that sees a value as a member leaves more than this member. Where that depends on the value, nobody can refuse the lens
     * beforehand: {@code everywhere} may add a member to each object but those with a certain member.
     */
    private static boolean leavesMoreThanTheValue(Case given, Map<String, Object> newer, Map<String, Object> view) {
        if (given.operations.stream().noneMatch(operation -> operation.label().contains(" as "))) {
            return false;
        }
        try {
            given.model.put(newer, view);
            return false;
        } catch (ModelOperation.Refusal refusal) {
            return true;
        }
    }

    /** Whether a codec may cut digits of the base, which the laws except: a date and time does not show a fraction of a millisecond. */
    private static boolean cutsDigits(Case given, Map<String, Object> newer) {
        Map<String, Object> document = newer;
        for (int step = given.operations.size() - 1; step >= 0; step--) {
            RandomOperations.Pair operation = given.operations.get(step);
            if (operation.label().contains("ISO8601_MILLIS")
                    && document.toString().contains(".")) {
                return true;
            }
            document = operation.model().backward(document);
        }
        return false;
    }

    @Property(tries = 40_000, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void operation_viewItCanShow_readsWhatWasWritten(@ForAll long seed) {
        readsWhatWasWritten(new Case(seed, 1, true));
    }

    @Property(tries = 40_000, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void path_viewItCanShow_readsWhatWasWritten(@ForAll long seed) {
        readsWhatWasWritten(new Case(seed, 2 + (int) Math.floorMod(seed, 4L), true));
    }

    /** What says that it needs no base makes the same of a view with any base and without one. */
    @Property(tries = 40_000, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void path_needsNoBase_sameWithAnyBase(@ForAll long seed) {
        Case given = new Case(seed, 1 + (int) Math.floorMod(seed, 3L), false);
        Statistics.label("needs a base").collect(given.up.needsBase());
        if (given.up.needsBase()) {
            return;
        }
        Map<String, Object> newer = given.documents.edit(given.newer);
        Map<String, Object> view;
        try {
            given.model.backward(newer);
            view = given.model.backward(given.documents.edit(newer));
            given.model.forward(view);
        } catch (ModelOperation.Refusal refusal) {
            return;
        }
        if (cutsDigits(given, newer)) {
            return;
        }
        String viewText = Documents.spell(view, given.random);
        JsonObject with = put(given.up, object(Documents.spell(newer, given.random)), object(viewText));
        JsonObject without = led(given.up, object(viewText));
        assertThat(Documents.read(with.toString()))
                .as(given.describe(newer, viewText))
                .isEqualTo(Documents.read(without.toString()));
    }
}
