package io.slipcover.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.document.ReleaseView;
import io.slipcover.document.TodoSchema;
import io.slipcover.json.JsonValue;
import io.slipcover.mango.FieldPath;
import io.slipcover.mango.Selector;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What clients of the todo example ask, and what the database is asked for them. */
final class TodoTranslationTest {
    @Test
    void of_whatEveryShapeHas_staysAsItIs() {
        Translation translation = translate("2", "{'schema': 'todo-item', 'isDone': {'$exists': true}}");

        assertThat(translation.isUnchanged()).isTrue();
        assertThat(translation.blind()).isEmpty();
    }

    @Test
    void of_aRenamedAndConvertedMember_asksEachShapeInItsWords() {
        Translation translation = translate("3", "{'schema': 'todo-item', 'status': 'active'}");

        assertThat(translation.selector().toJson())
                .hasToString(json("{'$and':[{'schema':{'$eq':'todo-item'}},{'$or':[{'status':{'$eq':'active'}},"
                        + "{'$and':[{'$or':[{'version':{'$eq':1}},{'version':{'$exists':false}}]},"
                        + "{'isDone':{'$ne':true}}]}]}]}"));
        assertThat(translation.isExact()).isFalse();
    }

    @Test
    void keepsOrder_onlyWhereNoShapeTouchesTheField() {
        assertThat(translate("3", "{'schema': 'todo-item'}").keepsOrder(List.of(FieldPath.of("due"))))
                .isTrue();
        assertThat(translate("3", "{'schema': 'todo-item'}").keepsOrder(List.of(FieldPath.of("text"))))
                .isFalse();
        assertThat(translate("3", "{'schema': 'settings'}").keepsOrder(List.of(FieldPath.of("text"))))
                .isTrue();
    }

    private static Translation translate(String release, String selector) {
        ReleaseView view = TodoSchema.view(TodoSchema.catalog(), release);
        return Translation.of(view, Selector.parse(JsonValue.of(json(selector))));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
