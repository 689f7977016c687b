package io.slipcover.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.budget.Budget;
import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import io.slipcover.catalog.VersionRange;
import io.slipcover.document.ReleaseView;
import io.slipcover.document.TodoSchema;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.lens.Join;
import io.slipcover.lens.Lens;
import io.slipcover.lens.Operation;
import io.slipcover.lens.Rename;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Indexes that clients of older releases ask for. */
final class IndexTranslationTest {
    @Test
    void definition_renamedField_hasTheNameInTheStore() {
        assertThat(ofTodos("1", "{'fields':['schema','isDone',{'title':'desc'}]}"))
                .isEqualTo(json("{'fields':['schema','status',{'text':'desc'}]}"));
    }

    @Test
    void definition_hoistedAndWrappedFields_haveTheirPathsInTheStore() {
        assertThat(ofTodos("2", "{'fields':['group.name','assignee','group.colour']}"))
                .isEqualTo(json("{'fields':['groupName','assignees.0','group.colour']}"));
    }

    @Test
    void definition_version_keepsItsName() {
        assertThat(ofTodos("1", "{'fields':['schema','version','due']}"))
                .isEqualTo(json("{'fields':['schema','version','due']}"));
    }

    @Test
    void definition_partialFilter_isAskedOfEveryShape() {
        assertThat(ofTodos("2", "{'fields':['due'],'partial_filter_selector':{'schema':'todo-item','status':'done'}}"))
                .isEqualTo(json("{'fields':['due'],'partial_filter_selector':{'$and':[{'schema':{'$eq':'todo-item'}},"
                        + "{'$or':[{'status':{'$eq':'done'}},{'$and':[{'$or':[{'version':{'$eq':1}},"
                        + "{'version':{'$exists':false}}]},{'isDone':{'$eq':true}}]}]}]}}"));
    }

    @Test
    void definition_storeRelease_staysAsItIs() {
        String definition = "{'fields':['text', {'status': 'asc'}],'partial_filter_selector':{'due':{'$gt':1}}}";

        assertThat(JsonObject.of(ofTodos("3", definition)).sameAs(JsonObject.of(json(definition))))
                .isTrue();
    }

    @Test
    void definition_textIndex_namesAreTranslated() {
        assertThat(ofTodos("1", "{'fields':[{'name':'title','type':'string'}]}"))
                .isEqualTo(json("{'fields':[{'name':'text','type':'string'}]}"));
    }

    @Test
    void definition_notAsExpected_isLeftToCouchDb() {
        assertThat(ofTodos("1", "{'fields':7}")).isEqualTo(json("{'fields':7}"));
        assertThat(ofTodos("1", "{'fields':[1,'']}")).isEqualTo(json("{'fields':[1,'']}"));
    }

    @Test
    void definition_fieldThatTheReleaseDoesNotHave_isRefused() {
        assertThatThrownBy(() -> ofTodos("1", "{'fields':['group']}"))
                .isInstanceOf(NoSingleFieldException.class)
                .hasMessage("group of todo-item 3 to 1: group is not shown");
    }

    @Test
    void definition_fieldOfSeveral_isRefused() {
        Operation join = new Join(List.of(JsonName.of("street"), JsonName.of("number")), JsonName.of("address"), " ");
        ReleaseView view = view(join, join, "1");

        assertThatThrownBy(() -> translate(view, "{'fields':['street']}"))
                .isInstanceOf(NoSingleFieldException.class)
                .hasMessage("street of a 2 to 1: street is a part of address there");
    }

    @Test
    void definition_typesThatDisagree_areRefusedUnlessTheFilterNamesOne() {
        Operation one = new Rename(JsonName.of("x"), JsonName.of("y"));
        Operation other = new Rename(JsonName.of("x"), JsonName.of("z"));
        ReleaseView view = view(one, other, "1");

        assertThatThrownBy(() -> translate(view, "{'fields':['x']}"))
                .isInstanceOf(NoSingleFieldException.class)
                .hasMessage("x is y of a, and z of b");
        assertThat(translate(view, "{'fields':['x'],'partial_filter_selector':{'type':'b'}}"))
                .isEqualTo(json("{'fields':['z'],'partial_filter_selector':{'type':'b'}}"));
    }

    private static ReleaseView view(Operation ofA, Operation ofB, String release) {
        Catalog catalog = Catalog.builder()
                .release(new Release("1", VersionRange.parse("1.x"), new TreeMap<>(Map.of("a", 1, "b", 1))))
                .release(new Release("2", VersionRange.parse("2.x"), new TreeMap<>(Map.of("a", 2, "b", 2))))
                .lens(new Lens("a", 1, 2, List.of(ofA)))
                .lens(new Lens("b", 1, 2, List.of(ofB)))
                .build();
        return new ReleaseView(catalog, catalog.release(release).orElseThrow());
    }

    private static String ofTodos(String release, String definition) {
        return translate(TodoSchema.view(TodoSchema.catalog(), release), definition);
    }

    private static String translate(ReleaseView view, String definition) {
        return IndexTranslation.definition(view, JsonObject.of(json(definition)), Budget.UNLIMITED)
                .toString();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
