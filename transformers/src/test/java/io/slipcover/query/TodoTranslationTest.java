package io.slipcover.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.document.TodoSchema;
import io.slipcover.json.JsonValue;
import io.slipcover.mango.Selector;
import org.junit.jupiter.api.Test;

/** What clients of the todo example ask, and what the database is asked for them. */
final class TodoTranslationTest {
    private static final String IS_ONE = "{'$or':[{'version':{'$eq':1}},{'version':{'$exists':false}}]}";
    private static final String LOOKS_LIKE_TWO = "{'$and':[{'status':{'$exists':true}},{'title':{'$exists':true}}]}";
    private static final String LOOKS_LIKE_THREE = "{'$and':[{'text':{'$exists':true}},{'title':{'$exists':false}}]}";
    private static final String IS_TWO_OR_THREE = "{'$or':[{'version':{'$in':[2,3]}},"
            + "{'$and':[{'version':{'$exists':false}},{'$or':[" + LOOKS_LIKE_TWO + "," + LOOKS_LIKE_THREE + "]}]}]}";

    @Test
    void of_release3AsksForAStatus_todosOfVersion1AreAskedWhetherTheyAreDone() {
        assertAsked(
                "3",
                "{'schema':'todo-item','status':'active'}",
                ofTodos("{'status':{'$eq':'active'}}", IS_ONE, "{'isDone':{'$ne':true}}"));
    }

    @Test
    void of_release1AsksWhatIsNotDone_whateverIsNotCalledDoneIsFound() {
        assertAsked(
                "1",
                "{'schema':'todo-item','isDone':false}",
                ofTodos(
                        "{'isDone':{'$eq':false}}",
                        IS_TWO_OR_THREE,
                        "{'status':{'$not':{'$regex':'\\\\Adone\\\\z'}}}"));
    }

    @Test
    void of_release3AsksWhoDoesIt_oneNameIsAsGoodAsAList() {
        assertAsked(
                "3",
                "{'schema':'todo-item','assignees':{'$elemMatch':{'$eq':'ada'}}}",
                ofTodos(
                        "{'assignees':{'$elemMatch':{'$eq':'ada'}}}",
                        "{'$or':[{'version':{'$in':[1,2]}},{'version':{'$exists':false}}]}",
                        "{'assignee':{'$eq':'ada'}}"));
    }

    @Test
    void of_release11AsksForItsDefault_aMissingMemberIsAsGood() {
        assertAsked(
                "1.1",
                "{'schema':'todo-item','isImportant':false}",
                "{'$and':[{'schema':{'$eq':'todo-item'}},"
                        + "{'$or':[{'isImportant':{'$eq':false}},{'isImportant':{'$exists':false}}]}]}");
    }

    @Test
    void of_noTypeIsNamed_onlyTodosAreAskedInOtherWords() {
        assertAsked(
                "3",
                "{'status':'done'}",
                "{'$or':[{'status':{'$eq':'done'}},{'$and':[{'schema':{'$eq':'todo-item'}}," + IS_ONE
                        + ",{'isDone':{'$eq':true}}]}]}");
    }

    @Test
    void of_theVersionThatViewsHave_otherVersionsAreFoundToo() {
        assertAsked(
                "3",
                "{'version':3}",
                "{'$or':[{'version':{'$eq':3}},{'$and':[{'schema':{'$eq':'todo-item'}},"
                        + "{'$or':[{'version':{'$in':[1,2]}},{'version':{'$exists':false}}]}]}]}");
    }

    @Test
    void of_whatNoLensHasToDoWith_isAskedAsItIs() {
        Translation translation = translate("2", "{'schema':'todo-item','due':{'$lt':'2027'}}");

        assertThat(translation.isUnchanged()).isTrue();
        assertThat(translation.isExact()).isTrue();
    }

    @Test
    void of_anotherType_isAskedAsItIs() {
        Translation translation = translate("3", "{'schema':'settings','title':'a'}");

        assertThat(translation.isUnchanged()).isTrue();
        assertThat(translation.isExact()).isTrue();
    }

    @Test
    void of_whatOnlyOtherShapesStillHave_isNotExact() {
        Translation translation = translate("3", "{'schema':'todo-item','isDone':true}");

        assertThat(translation.isUnchanged()).isTrue();
        assertThat(translation.isExact()).isFalse();
    }

    private static String ofTodos(String asItIs, String shape, String inOtherWords) {
        return "{'$and':[{'schema':{'$eq':'todo-item'}},{'$or':[" + asItIs + ",{'$and':[" + shape + "," + inOtherWords
                + "]}]}]}";
    }

    private static void assertAsked(String release, String wished, String asked) {
        Translation translation = translate(release, wished);

        assertThat(translation.selector().toJson()).hasToString(json(asked));
        assertThat(translation.isExact()).isFalse();
        assertThat(translation.blind()).isEmpty();
    }

    private static Translation translate(String release, String selector) {
        return Translation.of(
                TodoSchema.view(TodoSchema.catalog(), release), Selector.parse(JsonValue.of(json(selector))));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
