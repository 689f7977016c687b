package io.slipcover.lens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LensPathTest {
    private static final Lens FIRST = lens(
            1,
            "{'rename':{'source':'isDone','destination':'status'}}",
            "{'convert':{'name':'status','pairs':[[false,'active'],[true,'done']],'otherwise':[false,'active']}}",
            "{'add':{'name':'group','default':{'name':'default'}}}");
    private static final Lens SECOND = lens(
            2,
            "{'wrap':{'name':'assignee'}}",
            "{'rename':{'source':'title','destination':'text'}}",
            "{'hoist':{'host':'group','name':'name'}}",
            "{'rename':{'source':'name','destination':'groupName'}}");
    private static final List<Lens> STEPS = List.of(FIRST, SECOND);

    private static Lens lens(int from, String... operations) {
        return new Lens(
                "todo-item",
                from,
                from + 1,
                Arrays.stream(operations)
                        .map(operation -> OperationReader.read(operation.replace('\'', '"')))
                        .toList());
    }

    private static JsonObject json(String text) {
        return JsonObject.of(text.replace('\'', '"'));
    }

    private static String text(JsonObject object) {
        return object.toString().replace('"', '\'');
    }

    @Test
    void apply_up_leadsThroughAllLenses() {
        JsonObject document = json("{'title':'t','isDone':true,'assignee':'ann'}");

        LensPath.compile(STEPS, 1, 3).apply(document);

        assertThat(text(document)).isEqualTo("{'text':'t','status':'done','assignee':['ann'],'groupName':'default'}");
    }

    @Test
    void apply_down_leadsBack() {
        JsonObject document = json("{'text':'t','status':'waiting','assignee':['ann','bob'],'groupName':'g'}");

        LensPath.compile(STEPS, 3, 1).apply(document);

        assertThat(text(document)).isEqualTo("{'title':'t','isDone':false,'assignee':'ann'}");
    }

    @Test
    void put_editThroughTwoLenses_takesFromTheBaseWhatWasNotShown() {
        JsonObject base = json("{'groupName':'g','text':'t','status':'waiting','n':1.50,'assignee':['ann','bob']}");
        JsonObject view = json("{'title':'new','isDone':false,'n':1.5,'assignee':'cat','extra':0}");

        LensPath.compile(STEPS, 1, 3).put(base, view);

        assertThat(text(view))
                .isEqualTo(
                        "{'groupName':'g','text':'new','status':'waiting','n':1.50,'assignee':['cat','bob'],'extra':0}");
        assertThat(text(base))
                .isEqualTo("{'groupName':'g','text':'t','status':'waiting','n':1.50,'assignee':['ann','bob']}");
    }

    @Test
    void put_nothingEdited_givesTheBaseByteForByte() {
        String stored = "{'groupName':'g','text':'\\u0074','status':'waiting','n':1.50,'assignee':[ 'ann', 'bob' ]}";
        JsonObject view = json(stored);
        LensPath.compile(STEPS, 3, 1).apply(view);

        LensPath.compile(STEPS, 1, 3).put(json(stored), view);

        assertThat(text(view)).isEqualTo(stored);
    }

    @Test
    void put_baseThatCannotBeShown_isRefused() {
        JsonObject base = json("{'title':'stray','text':'t'}");
        JsonObject view = json("{'title':'new','isDone':false}");

        assertThatThrownBy(() -> LensPath.compile(STEPS, 1, 3).put(base, view))
                .isInstanceOf(LensException.class)
                .hasMessage("rename title to text: there is a member title already");
    }

    @Test
    void put_down_hasNoBase() {
        LensPath down = LensPath.compile(STEPS, 3, 1);

        assertThatIllegalStateException().isThrownBy(() -> down.put(json("{}"), json("{}")));
    }

    @Test
    void needsBase_asItsOperations() {
        Lens renaming = lens(1, "{'rename':{'source':'a','destination':'b'}}");

        assertThat(LensPath.compile(List.of(renaming), 1, 2).needsBase()).isFalse();
        assertThat(LensPath.compile(STEPS, 1, 3).needsBase()).isTrue();
        assertThat(LensPath.compile(STEPS, 3, 1).needsBase()).isFalse();
        assertThat(LensPath.compile(STEPS, 2, 2).needsBase()).isFalse();
    }

    @Test
    void isIdentity_sameVersionOrNoOperations() {
        assertThat(LensPath.compile(STEPS, 2, 2).isIdentity()).isTrue();
        assertThat(LensPath.compile(List.of(), 2, 2).isIdentity()).isTrue();
        assertThat(LensPath.compile(List.of(lens(1)), 1, 2).isIdentity()).isTrue();
        assertThat(LensPath.compile(STEPS, 1, 2).isIdentity()).isFalse();
    }

    @Test
    void compile_missingStep_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LensPath.compile(List.of(SECOND), 1, 3))
                .withMessage("found the lens from version 2 of todo-item, expected the one from 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LensPath.compile(List.of(FIRST), 3, 1))
                .withMessage("there is no lens from version 2 to 3");
    }

    @Test
    void text_differsWithWhatThePathDoes() {
        String path = LensPath.compile(STEPS, 1, 2).text();

        assertThat(path)
                .isEqualTo(LensPath.compile(STEPS, 1, 2).text())
                .isNotEqualTo(LensPath.compile(STEPS, 2, 1).text())
                .isNotEqualTo(LensPath.compile(STEPS, 1, 3).text());
        assertThat(path.replace('"', '\''))
                .isEqualTo("path{'type':'todo-item','from':1,'to':2,'lens':["
                        + "rename{'source':'isDone','destination':'status'},"
                        + "convert{'name':'status','pairs':[[false,'active'],[true,'done']],'otherwise':[false,'active']},"
                        + "add{'name':'group','default':{'name':'default'}}]}");
    }

    @Test
    void lens_versionsThatDoNotFollow_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Lens("t", 1, 3, List.of()))
                .withMessage("to is 3, expected the version after from, 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Lens("t", 0, 1, List.of()))
                .withMessage("from is 0, expected a version, from 1");
    }
}
