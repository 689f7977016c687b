package io.slipcover.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.budget.Budget;
import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.CatalogBuilder;
import io.slipcover.catalog.Recognition;
import io.slipcover.catalog.Release;
import io.slipcover.catalog.VersionRange;
import io.slipcover.catalog.VersionRule;
import io.slipcover.document.ReleaseView;
import io.slipcover.document.TodoSchema;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.ConvertPairs;
import io.slipcover.lens.Jsonata;
import io.slipcover.lens.Lens;
import io.slipcover.lens.ObjectCondition;
import io.slipcover.lens.Operation;
import io.slipcover.lens.Rename;
import io.slipcover.lens.ReservedNames;
import io.slipcover.mango.FieldPath;
import io.slipcover.mango.Selector;
import io.slipcover.query.ShapeQuestion.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which questions CouchDB is asked for a client's query, and which documents count for which of them. */
final class QuestionPlanTest {
    private static final Operation RENAME = new Rename(JsonName.of("title"), JsonName.of("text"));

    @Test
    void questions_ofARenamedMember_eachShapeIsAskedInItsOwnWords() {
        List<ShapeQuestion> questions = plan(schema(RENAME), "1", "{'title':'a'}");

        assertThat(questions).hasSize(2);
        assertQuestion(questions.get(0), "{'title':{'$eq':'a'}}", "note 1", "others");
        assertQuestion(
                questions.get(1),
                "{'$and':[{'text':{'$eq':'a'}},{'type':{'$in':['note']}},{'version':{'$in':[2]}}]}",
                "note 2");
        assertThat(questions).allMatch(ShapeQuestion::isExact);
    }

    @Test
    void questions_ofTheStoreRelease_documentsOfNoTypeAreAskedWithTheNewestShape() {
        List<ShapeQuestion> questions = plan(schema(RENAME), "2", "{'text':'a'}");

        assertThat(questions).hasSize(2);
        assertQuestion(
                questions.get(0),
                "{'$and':[{'title':{'$eq':'a'}},{'type':{'$in':['note']}},"
                        + "{'$or':[{'version':{'$eq':1}},{'version':{'$exists':false}}]}]}",
                "note 1");
        assertQuestion(questions.get(1), "{'text':{'$eq':'a'}}", "note 2", "others");
    }

    @Test
    void questions_whereTheClientAsksForAType_itsWordsStay_andOtherDocumentsAreNotAsked() {
        List<ShapeQuestion> questions = plan(schema(RENAME), "2", "{'type':'note','text':'a'}");

        assertThat(questions).hasSize(2);
        assertThat(questions.get(0).selector().toJson().toString())
                .startsWith(json("{'$and':[{'type':{'$eq':'note'}},{'title':{'$eq':'a'}},"));
        assertThat(questions.get(1).about()).containsExactly("note 2");
        assertThat(questions.get(1).selector().toJson())
                .hasToString(json("{'$and':[{'type':{'$eq':'note'}},{'text':{'$eq':'a'}},"
                        + "{'$or':[{'version':{'$nin':[1]}},{'version':{'$type':'array'}}]}]}"));
    }

    @Test
    void questions_whereTheClientAsksForAType_documentsOfVersionsThatNoReleaseNamesAreFound_inTheReleasesOwnWords() {
        for (String number : List.of("99", "'2'", "'x'", "null", "[1]", "2.5")) {
            for (String words : List.of("1 {'type':'note','title':'a'", "2 {'type':'note','text':'a'")) {
                String release = words.substring(0, 1);
                String wished = words.substring(2);
                List<ShapeQuestion> questions = plan(schema(RENAME), release, wished + "}");
                assertThat(questions).hasSize(2);

                String document = wished + ",'version':" + number + "}";
                assertThat(questions.stream().filter(question -> finds(question, document)))
                        .as("%s of release %s", document, release)
                        .isNotEmpty()
                        .allMatch(question -> verdict(question, document) == Verdict.VIEW_DECIDES);
            }
        }
    }

    @Test
    void questions_whereTheClientAsksForAType_olderDocumentsThanTheOperatorSays_areFoundBesideTheOldest() {
        CatalogBuilder schema = schema(RENAME)
                .release(new Release("3", VersionRange.parse("3.x"), Map.of("note", 3)))
                .lens(new Lens("note", 2, 3, List.of(new Rename(JsonName.of("text"), JsonName.of("body")))))
                .oldestStored(Map.of("note", 2));
        Map<String, String> names = Map.of("1", "title", "2", "text", "3", "body");
        for (String release : names.keySet()) {
            List<ShapeQuestion> questions = plan(schema, release, "{'type':'note','" + names.get(release) + "':'a'}");
            assertThat(questions).hasSize(2);

            for (String document : List.of("{'type':'note','text':'a','version':1}", "{'type':'note','text':'a'}")) {
                assertThat(questions.stream()
                                .filter(question -> finds(question, document))
                                .map(question -> verdict(question, document)))
                        .as("%s of %s", document, release)
                        .containsExactly(Verdict.VIEW_DECIDES);
            }
        }
    }

    @Test
    void questions_whereTheClientAsksForAnotherType_oneSuffices() {
        List<ShapeQuestion> questions = plan(schema(RENAME), "2", "{'type':'else','text':'a'}");

        assertThat(questions).hasSize(1);
        assertThat(questions.get(0).isUnchanged()).isTrue();
        assertThat(questions.get(0).about()).containsExactly("others");
    }

    @Test
    void questions_whereTheClientAsksForAVersionThatNoViewHas_onlyOthersAreAsked() {
        List<ShapeQuestion> questions = plan(schema(RENAME), "1", "{'version':2,'title':'a'}");

        assertThat(questions.stream().map(ShapeQuestion::about).toList()).containsExactly(List.of("note 1", "others"));
    }

    @Test
    void questions_aboutWhatNoLensTouches_areOne_asItCame() {
        List<ShapeQuestion> questions = plan(schema(RENAME), "1", "{'type':'note','due':{'$gt':1}}");

        assertThat(questions).hasSize(1);
        assertThat(questions.get(0).isUnchanged()).isTrue();
        assertThat(questions.get(0).about()).containsExactly("note 1", "note 2");
        assertThat(questions.get(0).isUntouched()).isTrue();
    }

    @Test
    void questions_inTheClientsWords_areUntouchedOnlyWhereAllShapesAre() {
        List<ShapeQuestion> ofNewerThanShown = plan(schema(RENAME), "1", "{'version':{'$gt':1}}");
        assertThat(ofNewerThanShown).hasSize(1);
        assertThat(ofNewerThanShown.get(0).isUntouched()).isFalse();
        assertThat(verdict(ofNewerThanShown.get(0), "{'type':'note','version':2}"))
                .isEqualTo(Verdict.ELSEWHERE);

        CatalogBuilder migrated = schema(RENAME).oldestStored(Map.of("note", 2));
        assertThat(plan(migrated, "2", "{'text':'a'}").get(0).isUntouched()).isFalse();
        assertThat(plan(migrated, "2", "{'due':'a'}").get(0).isUntouched()).isTrue();
    }

    @Test
    void questions_whereTheOperatorKnowsTheOldestShape_oneSufficesForEachRelease() {
        CatalogBuilder schema = schema(RENAME).oldestStored(Map.of("note", 2));

        assertThat(plan(schema, "1", "{'title':'a'}")).hasSize(1);
        assertQuestion(
                plan(schema, "1", "{'title':'a'}").get(0),
                "{'$and':[{'text':{'$eq':'a'}},{'type':{'$in':['note']}}]}",
                "note 2");
        List<ShapeQuestion> ofStore = plan(schema, "2", "{'text':'a'}");
        assertThat(ofStore).hasSize(1);
        assertThat(ofStore.get(0).isUnchanged()).isTrue();
        assertThat(ofStore.get(0).about()).containsExactly("note 2", "others");
    }

    @Test
    void verdict_onADocumentOlderThanTheOperatorSays_isForItsView() {
        CatalogBuilder schema = schema(RENAME).oldestStored(Map.of("note", 2));
        ShapeQuestion question = plan(schema, "2", "{'text':'a'}").get(0);

        assertThat(verdict(question, "{'type':'note','version':1,'text':'a'}")).isEqualTo(Verdict.VIEW_DECIDES);
        assertThat(verdict(question, "{'type':'note','version':2,'text':'a'}")).isEqualTo(Verdict.WANTED);
    }

    @Test
    void verdict_countsEachDocumentForOneQuestion_byWhatItIs() {
        Recognition rules = new Recognition(Map.of(
                "note",
                Map.of(2, ObjectCondition.onMembers(List.of(JsonName.of("text")), List.of(JsonName.of("title"))))));
        List<ShapeQuestion> questions = plan(schema(RENAME).recognition(rules), "1", "{'title':'a'}");

        assertCounts(questions, "{'type':'note','version':1}", 0);
        assertCounts(questions, "{'type':'note','version':2}", 1);
        assertCounts(questions, "{'type':'note','title':'a'}", 0);
        assertCounts(questions, "{'type':'note','text':'a'}", 1);
        assertCounts(questions, "{'type':'else','title':'a'}", 0);
        assertCounts(questions, "{'title':'a'}", 0);
    }

    @Test
    void verdict_whereAQuestionIsWidened_isForTheView() {
        Operation expression = new Jsonata("$", "$", ReservedNames.ofDocument(Set.of()));
        List<ShapeQuestion> questions = plan(schema(expression), "2", "{'type':'note','text':'a'}");

        assertThat(questions).hasSize(2);
        assertThat(questions.get(0).blind()).containsExactly("note 1 to 2: jsonata");
        assertThat(verdict(questions.get(0), "{'type':'note','text':'b'}")).isEqualTo(Verdict.VIEW_DECIDES);
        assertThat(verdict(questions.get(1), "{'type':'note','text':'b'}")).isEqualTo(Verdict.ELSEWHERE);
    }

    @Test
    void order_ofARenamedMember_isThatOfItsOldName_andOfAConvertedOneThereIsNone() {
        List<ShapeQuestion> renamed = plan(schema(RENAME), "2", "{'text':{'$gt':null}}", "text");
        assertThat(renamed.get(0).order()).contains(List.of(FieldPath.of("title")));
        assertThat(renamed.get(1).order()).contains(List.of(FieldPath.of("text")));

        Operation converted = new ConvertPairs(
                JsonName.of("n"), List.of(new ConvertPairs.Pair(JsonValue.of("1"), JsonValue.of("2"))), null);
        List<ShapeQuestion> questions = plan(schema(converted), "2", "{'n':{'$gt':null}}", "n");
        assertThat(questions.get(0).order()).isEmpty();
        assertThat(questions.get(1).order()).contains(List.of(FieldPath.of("n")));
    }

    @Test
    void order_bySomethingThatOneShapeHasElsewhere_makesQuestionsOfOneSelector() {
        List<ShapeQuestion> questions = plan(schema(RENAME), "2", "{'type':'note','due':1}", "text");

        assertThat(questions).hasSize(2);
        assertThat(questions.get(0).order()).contains(List.of(FieldPath.of("title")));
        assertThat(questions.get(1).order()).contains(List.of(FieldPath.of("text")));
    }

    @Test
    void sources_sayWhereAnIndexWouldBe() {
        List<ShapeQuestion> questions = plan(schema(RENAME), "2", "{'text':'a'}");

        assertThat(questions.get(0).sources(List.of(FieldPath.of("text"), FieldPath.of("due"))))
                .contains(List.of(FieldPath.of("title"), FieldPath.of("due")));
        assertThat(questions.get(0).sources(List.of(FieldPath.of("title")))).isEmpty();
        assertThat(questions.get(1).sources(List.of(FieldPath.of("text")))).contains(List.of(FieldPath.of("text")));
    }

    @Test
    void questions_ofTodos_areAskedFromTheOldestShapeOn() {
        List<List<String>> about = QuestionPlan.questions(
                        TodoSchema.view(TodoSchema.catalog(), "3"),
                        Selector.parse(JsonValue.of(json("{'schema':'todo-item','text':'tea'}"))),
                        List.of(),
                        Budget.UNLIMITED)
                .stream()
                .map(ShapeQuestion::about)
                .toList();

        assertThat(about).containsExactly(List.of("todo-item 1", "todo-item 2"), List.of("todo-item 3"));
    }

    @Test
    void questions_ofALongName_costWhatTheirTextsAreLong() {
        int letters = 80_000;
        Budget budget = Budget.of("query-budget", 10_000_000);
        Catalog catalog = schema(RENAME).build();
        QuestionPlan.questions(
                new ReleaseView(catalog, catalog.release("2").orElseThrow()),
                Selector.parse(JsonValue.of(json("{'" + "x".repeat(letters) + "':1}"))),
                List.of(),
                budget);

        assertThat(budget.spent()).isBetween(letters / 8L, 2L * letters);
    }

    private static void assertCounts(List<ShapeQuestion> questions, String document, int expected) {
        for (int index = 0; index < questions.size(); index++) {
            assertThat(verdict(questions.get(index), document))
                    .as("%s %d", document, index)
                    .isEqualTo(index == expected ? Verdict.WANTED : Verdict.ELSEWHERE);
        }
    }

    private static boolean finds(ShapeQuestion question, String document) {
        return question.selector().matches(JsonObject.of(json(document)));
    }

    private static Verdict verdict(ShapeQuestion question, String document) {
        return question.verdict(JsonObject.of(json(document)));
    }

    private static void assertQuestion(ShapeQuestion question, String asked, String... about) {
        assertThat(question.selector().toJson()).hasToString(json(asked));
        assertThat(question.about()).containsExactly(about);
    }

    private static CatalogBuilder schema(Operation operation) {
        return Catalog.builder()
                .versionRule(new VersionRule(JsonName.of("version"), 1, false))
                .release(new Release("1", VersionRange.parse("1.x"), Map.of("note", 1)))
                .release(new Release("2", VersionRange.parse("2.x"), Map.of("note", 2)))
                .lens(new Lens("note", 1, 2, List.of(operation)));
    }

    private static List<ShapeQuestion> plan(CatalogBuilder schema, String release, String wished, String... sort) {
        Catalog catalog = schema.build();
        ReleaseView view = new ReleaseView(catalog, catalog.release(release).orElseThrow());
        return QuestionPlan.questions(
                view,
                Selector.parse(JsonValue.of(json(wished))),
                List.of(sort).stream().map(FieldPath::parse).toList(),
                Budget.UNLIMITED);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
