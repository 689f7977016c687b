package io.slipcover.json;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonArrayTest {
    @ParameterizedTest
    @ValueSource(strings = {"[]", "[ ]", "[1]", "[ 1.50 , \"\\u0061\" ,\n{ \"a\" : 1 } , [ ] ]", "[[[1e+2]],{},null]"})
    void writeTo_unchanged_writesTheBytesThatCame(String json) {
        JsonArray array = JsonArray.of(json);
        for (int index = 0; index < array.size(); index++) {
            assertThat(array.object(index) != null).isEqualTo(array.get(index).kind() == JsonKind.OBJECT);
            assertThat(array.array(index) != null).isEqualTo(array.get(index).kind() == JsonKind.ARRAY);
        }

        assertThat(array).hasToString(json);
    }

    @Test
    void get_eachElement_isWhatStandsThere() {
        JsonArray array = JsonArray.of("[ 1 , \"],[\" , [ 2 ] , null]");

        assertThat(array.size()).isEqualTo(4);
        assertThat(array.get(0)).hasToString("1");
        assertThat(array.get(1)).hasToString("\"],[\"");
        assertThat(array.get(2)).hasToString("[ 2 ]");
        assertThat(array.get(3)).hasToString("null");
    }

    @Test
    void parse_noArray_isRefused() {
        assertThatThrownBy(() -> JsonArray.of("{}"))
                .isInstanceOf(JsonFormatException.class)
                .hasMessage("offset 0: found OBJECT, expected an array");
    }

    @Test
    void set_element_leavesTheOthersAsTheyCame() {
        JsonArray array = JsonArray.of("[ 1.50 , { } , -0 ]");

        array.set(1, JsonSlice.TRUE);

        assertThat(array).hasToString("[1.50,true,-0]");
    }

    @Test
    void insertAddRemove_anyPlace_keepTheOrder() {
        JsonArray array = JsonArray.of("[1,2,3]");

        array.insert(0, JsonSlice.TRUE);
        array.add(JsonSlice.FALSE);
        assertThat(array.remove(2)).hasToString("2");
        array.insert(3, JsonSlice.NULL);

        assertThat(array).hasToString("[true,1,3,null,false]");
    }

    @Test
    void remove_last_leavesAnEmptyArray() {
        JsonArray array = JsonArray.of("[ 1 ]");

        array.remove(0);

        assertThat(array).hasToString("[]");
        assertThat(array.isEmpty()).isTrue();
    }

    @Test
    void object_changedInPlace_sticks() {
        JsonArray array = JsonArray.of("[ { \"a\" : 1 } , { \"a\" : 2 } ]");

        requireNonNull(array.object(1)).set(0, JsonSlice.NULL);

        assertThat(array).hasToString("[{ \"a\" : 1 },{\"a\":null}]");
    }

    @Test
    void array_changedInPlace_sticks() {
        JsonArray array = JsonArray.of("[[1],[2]]");

        requireNonNull(array.array(0)).add(JsonSlice.NULL);

        assertThat(array).hasToString("[[1,null],[2]]");
    }

    @Test
    void copy_changedLater_leavesTheOriginal() {
        JsonArray array = JsonArray.of("[[1]]");
        assertThat(array.array(0)).isNotNull();
        JsonArray copy = array.copy();

        requireNonNull(copy.array(0)).add(JsonSlice.NULL);

        assertThat(array).hasToString("[[1]]");
        assertThat(copy).hasToString("[[1,null]]");
    }

    @Test
    void empty_added_holdsWhatWasAdded() {
        JsonArray array = JsonArray.empty();

        for (int count = 0; count < 20; count++) {
            array.add(JsonSlice.number(count));
        }

        assertThat(array).hasToString("[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19]");
        assertThat(JsonArray.empty()).hasToString("[]");
    }

    @Test
    void access_outsideTheElements_isRefused() {
        JsonArray array = JsonArray.of("[1]");

        assertThatThrownBy(() -> array.get(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> array.remove(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> array.insert(2, JsonSlice.NULL)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
