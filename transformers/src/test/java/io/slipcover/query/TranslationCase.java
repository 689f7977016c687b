package io.slipcover.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.budget.Budget;
import io.slipcover.catalog.VersionRule;
import io.slipcover.document.ReleaseView;
import io.slipcover.document.UnshowableException;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import io.slipcover.mango.MangoException;
import io.slipcover.mango.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A random schema, a few documents stored for it, and a few selectors of a client of one of its releases. */
final class TranslationCase {
    private static final int DOCUMENTS = 8;
    private static final int SELECTORS = 6;

    private final RandomSchema schema;
    private final ReleaseView view;
    private final List<String> stored = new ArrayList<>();
    private final List<Optional<JsonObject>> views = new ArrayList<>();
    private final List<String> selectors = new ArrayList<>();

    /** What was seen. */
    static final class Tally {
        int pairs;
        int matches;
        int led;
        int falsePositives;
        int exact;
        int exactShapes;
        int shapes;
        int shapeMatches;
        int shapeFalse;
        int asked;
    }

    TranslationCase(long seed) {
        Random random = new Random(seed);
        schema = new RandomSchema(random);
        view = schema.view(1 + random.nextInt(schema.versions()));
        List<JsonObject> shown = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            String document = schema.stored();
            stored.add(document);
            Optional<JsonObject> seen = show(document);
            views.add(seen);
            seen.ifPresent(shown::add);
        }
        if (!shown.isEmpty()) {
            RandomSelectors generator = new RandomSelectors(random, shown);
            for (int i = 0; i < SELECTORS; i++) {
                selectors.add(generator.selector());
            }
        }
    }

    private Optional<JsonObject> show(String document) {
        try {
            // Read anew, so that no order of members is left that only an object in memory has.
            JsonObject shown = JsonObject.of(view.view(JsonObject.of(document)).toString());
            return isBareTombstone(shown) ? Optional.empty() : Optional.of(shown);
        } catch (UnshowableException e) {
            return Optional.empty();
        }
    }

    /** Whether a deletion alone is shown, as of a tombstone that cannot be shown: it has no view, and passes where it is found. */
    private static boolean isBareTombstone(JsonObject shown) {
        for (int i = 0; i < shown.size(); i++) {
            if (!shown.name(i).text().startsWith("_")) {
                return false;
            }
        }
        return shown.has(JsonName.of("_deleted"));
    }

    void check(Tally tally) {
        for (String written : selectors) {
            Selector wished;
            try {
                wished = Selector.parse(JsonValue.of(written));
            } catch (MangoException e) {
                continue;
            }
            check(wished, tally);
        }
    }

    private void check(Selector wished, Tally tally) {
        Translation translation = Translation.of(view, wished);
        Selector asked =
                Selector.parse(JsonValue.of(translation.selector().toJson().toString()));
        for (int i = 0; i < stored.size(); i++) {
            if (views.get(i).isEmpty()) {
                continue;
            }
            boolean wanted = wished.matches(views.get(i).get());
            boolean found = asked.matches(JsonObject.of(stored.get(i)));
            tally.pairs++;
            tally.matches += wanted ? 1 : 0;
            tally.falsePositives += found && !wanted ? 1 : 0;
            if (!translation.isUnchanged()) {
                tally.led++;
            }
            if (translation.isExact()) {
                tally.exact++;
            }
            if ((wanted && !found) || (translation.isExact() && found != wanted)) {
                assertThat(found).as(describe(wished, translation, i)).isEqualTo(wanted);
            }
        }
    }

    /** The same of the questions: together they find each document that is wanted once, and tell where they decide. */
    void checkQuestions(Tally tally) {
        for (String written : selectors) {
            Selector wished;
            try {
                wished = Selector.parse(JsonValue.of(written));
            } catch (MangoException e) {
                continue;
            }
            List<ShapeQuestion> questions = QuestionPlan.questions(view, wished, List.of(), Budget.UNLIMITED);
            for (int i = 0; i < stored.size(); i++) {
                if (views.get(i).isPresent() && isFound(stored.get(i))) {
                    checkQuestions(wished, questions, i);
                    tally.asked += questions.size();
                }
            }
        }
    }

    /** Whether CouchDB finds documents like this one, if they match: neither tombstones nor design documents. */
    private static boolean isFound(String document) {
        return !document.contains("\"_deleted\"") && !document.contains("_design/");
    }

    private void checkQuestions(Selector wished, List<ShapeQuestion> questions, int document) {
        JsonObject found = JsonObject.of(stored.get(document));
        boolean wanted = wished.matches(views.get(document).get());
        int results = 0;
        int counted = 0;
        for (ShapeQuestion question : questions) {
            ShapeQuestion.Verdict verdict = question.verdict(found);
            counted += verdict == ShapeQuestion.Verdict.ELSEWHERE ? 0 : 1;
            Selector asked =
                    Selector.parse(JsonValue.of(question.selector().toJson().toString()));
            if (verdict != ShapeQuestion.Verdict.ELSEWHERE && asked.matches(found)) {
                results += verdict == ShapeQuestion.Verdict.WANTED || wanted ? 1 : 0;
            }
        }
        String description = "\nrelease  " + view.release().name() + " of " + schema + "\nwished   " + wished.toJson()
                + "\nasked    "
                + questions.stream()
                        .map(one -> one.about() + " " + one.selector().toJson())
                        .toList()
                + "\nstored   " + stored.get(document) + "\nview     "
                + views.get(document).get();
        assertThat(results).as(description).isEqualTo(wanted ? 1 : 0);
        assertThat(counted).as(description).isLessThanOrEqualTo(1);
    }

    private String describe(Selector wished, Translation translation, int document) {
        return "\nrelease  " + view.release().name() + " of " + schema + "\nwished   " + wished.toJson() + "\nasked    "
                + translation.selector().toJson() + (translation.isExact() ? " exactly" : "") + "\nstored   "
                + stored.get(document) + "\nview     "
                + views.get(document).map(JsonObject::toString).orElse("-");
    }

    /** The same of each shape by itself, where exactness can be told of many more. */
    void checkShapes(Tally tally) {
        for (String written : selectors) {
            Selector wished;
            try {
                wished = Selector.parse(JsonValue.of(written));
            } catch (MangoException e) {
                continue;
            }
            for (StoredShape shape : StoredShape.all(view)) {
                checkShape(shape, wished, tally);
            }
        }
    }

    private void checkShape(StoredShape shape, Selector wished, Tally tally) {
        if (shape.keeps(wished, Budget.UNLIMITED)) {
            return;
        }
        Approximation led = shape.lead(wished, Budget.UNLIMITED);
        Selector asked = Selector.parse(JsonValue.of(led.selector().toJson().toString()));
        for (int i = 0; i < stored.size(); i++) {
            JsonObject document = JsonObject.of(stored.get(i));
            if (views.get(i).isEmpty() || !isOf(shape, document)) {
                continue;
            }
            boolean wanted = wished.matches(views.get(i).get());
            boolean found = asked.matches(document);
            tally.shapes++;
            tally.shapeMatches += wanted ? 1 : 0;
            tally.shapeFalse += found && !wanted ? 1 : 0;
            tally.exactShapes += led.isExact() ? 1 : 0;
            if ((wanted && !found) || (led.isExact() && found != wanted)) {
                assertThat(found)
                        .as("\n%s of %s\nwished   %s\nasked    %s\nstored   %s\nview     %s"
                                .formatted(
                                        shape.description(), schema, wished.toJson(), led, stored.get(i), views.get(i)))
                        .isEqualTo(wanted);
            }
        }
    }

    private static boolean isOf(StoredShape shape, JsonObject document) {
        VersionRule versions = shape.view().catalog().versionRule();
        JsonValue number = versions.path().get(document);
        return number != null
                && number.toString()
                        .equals(versions.value(shape.type(), shape.version()).toString())
                && shape.type().equals(shape.view().catalog().typeRule().typeOf(null, document))
                && !document.has(JsonName.of("_deleted"))
                && !document.toString().contains("_design/");
    }
}
