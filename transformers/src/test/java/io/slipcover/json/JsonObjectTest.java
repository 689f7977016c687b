package io.slipcover.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonObjectTest {
    private static final JsonName A = JsonName.of("a");
    private static final JsonName B = JsonName.of("b");
    private static final JsonName C = JsonName.of("c");
    private static final JsonName Z = JsonName.of("z");
    private static final String SPACED = "{ \"a\" : 1.50 ,\n\"b\":{ \"c\" : [ 1 , 2 ] } , \"z\":\"\\u0061\" }";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{ }",
                "{\n\t}",
                SPACED,
                "{\"a\":123456789012345678901234567890,\"b\":1E+2,\"c\":-0,\"d\":1.50}",
                "{\"\":0,\"a.b\":1,\"\\u0061\\/\":\"\\u00e9\\/\"}",
                "{\"a\":1,\"a\":2}"
            })
    void writeTo_unchanged_writesTheBytesThatCame(String json) {
        JsonObject object = JsonObject.of(json);
        for (int index = 0; index < object.size(); index++) {
            // Looking is no change.
            assertThat(object.name(index)).isNotNull();
            assertThat(object.value(index)).isNotNull();
            assertThat(object.object(index) != null)
                    .isEqualTo(object.value(index).kind() == JsonKind.OBJECT);
        }

        assertThat(object).hasToString(json);
    }

    @Test
    void parse_whitespaceAround_isNotPartOfTheObject() {
        assertThat(JsonObject.of(" \n{\"a\":1}\r\n")).hasToString("{\"a\":1}");
    }

    @Test
    void parse_partOfAnArray_staysWithinIt() {
        byte[] bytes = "[{\"a\":1}]".getBytes(UTF_8);

        assertThat(JsonObject.parse(bytes, 1, 8)).hasToString("{\"a\":1}");
        assertThat(JsonObject.ofValidated(bytes, 1, 8).get(A)).hasToString("1");
    }

    @Test
    void parse_noObject_isRefused() {
        assertThatThrownBy(() -> JsonObject.of(" [1]"))
                .isInstanceOf(JsonFormatException.class)
                .hasMessage("offset 1: found ARRAY, expected an object");
    }

    @Test
    void parse_malformed_isRefused() {
        assertThatThrownBy(() -> JsonObject.of("{\"a\":01}")).isInstanceOf(JsonFormatException.class);
    }

    @Test
    void value_ofEachMember_isWhatStandsThere() {
        JsonObject object = JsonObject.of(SPACED);

        assertThat(object.size()).isEqualTo(3);
        assertThat(object.name(0)).isEqualTo(A);
        assertThat(object.value(0)).hasToString("1.50");
        assertThat(object.name(1)).isEqualTo(B);
        assertThat(object.value(1)).hasToString("{ \"c\" : [ 1 , 2 ] }");
        assertThat(object.name(2)).isEqualTo(Z);
        assertThat(object.value(2)).hasToString("\"\\u0061\"");
    }

    @Test
    void get_missing_isNullAndNotJsonsNull() {
        JsonObject object = JsonObject.of("{\"a\":null}");

        assertThat(requireNonNull(object.get(A)).isNull()).isTrue();
        assertThat(object.has(A)).isTrue();
        assertThat(object.get(B)).isNull();
        assertThat(object.has(B)).isFalse();
        assertThat(object.indexOf(B)).isEqualTo(-1);
    }

    @Test
    void string_isTheTextOfAString_andNullForAllElse() {
        JsonObject object = JsonObject.of("{\"a\":1,\"a\":\"\\u0061\\n\",\"b\":null,\"c\":[\"c\"]}");

        assertThat(object.string(A)).isEqualTo("a\n");
        assertThat(object.string(B)).isNull();
        assertThat(object.string(C)).isNull();
        assertThat(object.string(Z)).isNull();
    }

    @Test
    void isTrue_holdsForTrueAlone() {
        JsonObject object = JsonObject.of("{\"a\":true,\"b\":\"true\",\"c\":false}");

        assertThat(object.isTrue(A)).isTrue();
        assertThat(object.isTrue(B)).isFalse();
        assertThat(object.isTrue(C)).isFalse();
        assertThat(object.isTrue(Z)).isFalse();
    }

    @Test
    void get_emptyName_isAMemberLikeAnother() {
        assertThat(JsonObject.of("{\"a\":1,\"\":2}").get(JsonName.of(""))).hasToString("2");
    }

    @Test
    void get_nameWithADot_isNoPath() {
        JsonObject object = JsonObject.of("{\"a\":{\"b\":1},\"a.b\":2}");

        assertThat(object.get(JsonName.of("a.b"))).hasToString("2");
    }

    @Test
    void get_beginningOfAName_isNotFound() {
        JsonObject object = JsonObject.of("{\"ab\":1,\"b\":2}");

        assertThat(object.has(A)).isFalse();
        assertThat(object.has(JsonName.of("abc"))).isFalse();
    }

    @Test
    void get_textInsideAValue_isNoMember() {
        JsonObject object = JsonObject.of("{\"x\":\"\\\"a\\\":1\",\"y\":{\"a\":2},\"z\":[{\"a\":3}]}");

        assertThat(object.has(A)).isFalse();
    }

    @Test
    void rename_receivedMember_keepsItsPlaceAndTheBytesOfItsValue() {
        JsonObject object = JsonObject.of(SPACED);

        object.rename(0, C);

        assertThat(object).hasToString("{\"c\":1.50,\"b\":{ \"c\" : [ 1 , 2 ] },\"z\":\"\\u0061\"}");
        assertThat(object.get(C)).hasToString("1.50");
        assertThat(object.has(A)).isFalse();
    }

    @Test
    void rename_thenBack_isWrittenWithTheNameThatWasGiven() {
        JsonObject object = JsonObject.of("{\"\\u0061\":1}");

        object.rename(0, Z);
        object.rename(0, A);

        assertThat(object).hasToString("{\"a\":1}");
    }

    @Test
    void set_value_keepsTheNameAsItCame() {
        JsonObject object = JsonObject.of("{ \"\\u0061\" : 1 }");

        object.set(0, JsonSlice.TRUE);

        assertThat(object).hasToString("{\"\\u0061\":true}");
    }

    @Test
    void put_member_replacesInPlaceOrAppends() {
        JsonObject object = JsonObject.of("{\"a\":1,\"b\":2}");

        object.put(A, JsonSlice.NULL);
        object.put(Z, JsonSlice.TRUE);

        assertThat(object).hasToString("{\"a\":null,\"b\":2,\"z\":true}");
    }

    @Test
    void insert_inTheMiddle_movesTheOthersBack() {
        JsonObject object = JsonObject.of("{\"a\":1,\"b\":2}");

        object.insert(1, Z, JsonSlice.TRUE);
        object.insert(0, C, JsonSlice.FALSE);

        assertThat(object).hasToString("{\"c\":false,\"a\":1,\"z\":true,\"b\":2}");
        assertThat(object.indexOf(B)).isEqualTo(3);
    }

    @Test
    void remove_firstMiddleLast_leavesTheOthers() {
        JsonObject object = JsonObject.of("{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5}");

        assertThat(object.remove(4)).hasToString("5");
        assertThat(object.remove(C)).hasToString("3");
        assertThat(object.remove(0)).hasToString("1");
        assertThat(object.remove(Z)).isNull();

        assertThat(object).hasToString("{\"b\":2,\"d\":4}");
    }

    @Test
    void remove_all_leavesAnEmptyObject() {
        JsonObject object = JsonObject.of("{ \"a\" : 1 }");

        object.remove(0);

        assertThat(object).hasToString("{}");
        assertThat(object.isEmpty()).isTrue();
    }

    @Test
    void remove_thenAddElsewhere_movesTheBytes() {
        JsonObject object = JsonObject.of(SPACED);
        JsonObject other = JsonObject.empty();

        other.add(B, requireNonNull(object.remove(B)));

        assertThat(other).hasToString("{\"b\":{ \"c\" : [ 1 , 2 ] }}");
        assertThat(object).hasToString("{\"a\":1.50,\"z\":\"\\u0061\"}");
    }

    @Test
    void add_manyMembers_growsAndKeepsThemAll() {
        JsonObject object = JsonObject.of("{\"a\":1}");
        List<String> members = new ArrayList<>(List.of("\"a\":1"));
        for (int count = 0; count < 100; count++) {
            object.add(JsonName.of("m" + count), JsonSlice.number(count));
            members.add("\"m" + count + "\":" + count);
        }

        assertThat(object).hasToString("{" + String.join(",", members) + "}");
    }

    @Test
    void writeTo_changed_writesRunsOfUntouchedMembersAtOnce() {
        JsonObject object = JsonObject.of("{\"a\":1,\"b\":2,\"c\":3,\"d\":4}");
        object.set(1, JsonSlice.NULL);
        List<String> writes = new ArrayList<>();

        object.writeTo((bytes, offset, length) -> writes.add(new String(bytes, offset, length, UTF_8)));

        assertThat(writes).contains("\"a\":1", ",\"c\":3,\"d\":4");
    }

    @Test
    void indexOf_duplicates_lastOneStaysInItsPlaceAndTheOthersGo() {
        JsonObject object = JsonObject.of("{\"a\":1,\"b\":2,\"\\u0061\":3,\"c\":4,\"a\":5,\"d\":6}");

        assertThat(object.indexOf(A)).isEqualTo(2);

        assertThat(object).hasToString("{\"b\":2,\"c\":4,\"a\":5,\"d\":6}");
        assertThat(object.name(3)).isEqualTo(JsonName.of("d"));
        assertThat(object.indexOf(A)).isEqualTo(2);
    }

    @Test
    void indexOf_duplicatesOfAnotherName_areLeftAsTheyCame() {
        String json = "{\"a\":1, \"a\":2, \"b\":3}";
        JsonObject object = JsonObject.of(json);

        assertThat(object.indexOf(B)).isEqualTo(2);

        assertThat(object).hasToString(json);
    }

    @Test
    void remove_duplicates_leavesNoStray() {
        JsonObject object = JsonObject.of("{\"a\":1,\"b\":2,\"a\":3}");

        assertThat(object.remove(A)).hasToString("3");

        assertThat(object).hasToString("{\"b\":2}");
    }

    @Test
    void indexOf_manyDuplicates_takesOnePass() {
        JsonObject object = JsonObject.of("{" + "\"a\":1,".repeat(500_000) + "\"a\":2}");

        assertThat(object.indexOf(A)).isZero();

        assertThat(object).hasToString("{\"a\":2}");
    }

    @Test
    void object_changedInPlace_sticks() {
        JsonObject object = JsonObject.of(SPACED);

        requireNonNull(requireNonNull(object.object(B)).array(C)).add(JsonSlice.NULL);

        assertThat(object).hasToString("{\"a\":1.50,\"b\":{\"c\":[1,2,null]},\"z\":\"\\u0061\"}");
    }

    @Test
    void object_lookedIntoAgain_isTheSame() {
        JsonObject object = JsonObject.of(SPACED);

        assertThat(object.object(B)).isNotNull().isSameAs(object.object(B)).isSameAs(object.get(B));
    }

    @Test
    void object_missingOrNone_isNull() {
        JsonObject object = JsonObject.of("{\"a\":[],\"b\":\"{\"}");

        assertThat(object.object(A)).isNull();
        assertThat(object.object(B)).isNull();
        assertThat(object.object(Z)).isNull();
        assertThat(object.array(A)).isNotNull();
        assertThat(object.array(B)).isNull();
        assertThat(object.array(Z)).isNull();
    }

    @Test
    void object_ofASharedConstant_isChangedForThisOneAlone() {
        JsonValue constant = JsonValue.of("{\"x\":1}");
        JsonObject one = JsonObject.empty();
        JsonObject other = JsonObject.empty();
        one.add(A, constant);
        other.add(A, constant);

        requireNonNull(one.object(A)).remove(0);

        assertThat(one).hasToString("{\"a\":{}}");
        assertThat(other).hasToString("{\"a\":{\"x\":1}}");
    }

    @Test
    void object_movedElsewhereThenChanged_changesThere() {
        JsonObject from = JsonObject.of("{\"a\":{\"b\":{\"c\":1}}}");
        JsonObject moved = requireNonNull(requireNonNull(from.object(A)).object(B));
        requireNonNull(from.object(A)).remove(B);
        JsonObject to = JsonObject.of("{ \"z\" : { } }");
        requireNonNull(to.object(Z)).add(B, moved);

        moved.put(C, JsonSlice.NULL);

        assertThat(from).hasToString("{\"a\":{}}");
        assertThat(to).hasToString("{\"z\":{\"b\":{\"c\":null}}}");
    }

    @Test
    void copy_changedLater_leavesTheOriginalAndTheOtherWayRound() {
        JsonObject object = JsonObject.of(SPACED);
        JsonArray inner = requireNonNull(requireNonNull(object.object(B)).array(C));
        JsonObject copy = object.copy();

        inner.set(0, JsonSlice.TRUE);
        requireNonNull(requireNonNull(copy.object(B)).array(C)).set(1, JsonSlice.FALSE);
        copy.remove(A);

        assertThat(object).hasToString("{\"a\":1.50,\"b\":{\"c\":[true,2]},\"z\":\"\\u0061\"}");
        assertThat(copy).hasToString("{\"b\":{\"c\":[1,false]},\"z\":\"\\u0061\"}");
    }

    @Test
    void copy_unchanged_writesTheBytesThatCame() {
        JsonObject object = JsonObject.of(SPACED);
        assertThat(object.object(B)).isNotNull();

        assertThat(object.copy()).hasToString(SPACED);
    }

    @Test
    void copyOf_table_hasItsMembersAlone_andAllOfOneName() {
        JsonObject object = JsonObject.of("{\"z\":1,\"b\":{\"c\":[1]},\"\\u0061\":2,\"b\":3,\"other\":4}");
        JsonArray inner = requireNonNull(requireNonNull(object.object(1)).array(C));
        JsonObject copy = object.copyOf(new JsonNameTable(List.of(A, B, C)));

        inner.set(0, JsonSlice.TRUE);

        assertThat(copy).hasToString("{\"b\":{\"c\":[1]},\"\\u0061\":2,\"b\":3}");
        copy.add(C, JsonSlice.NULL);
        assertThat(copy).hasToString("{\"b\":{\"c\":[1]},\"\\u0061\":2,\"b\":3,\"c\":null}");
    }

    @Test
    void copyOf_noMemberOfTheTable_isEmpty() {
        JsonObject copy = JsonObject.of("{\"z\":1}").copyOf(new JsonNameTable(List.of(A)));

        assertThat(copy).hasToString("{}");
        copy.add(A, JsonSlice.NULL);
        assertThat(copy).hasToString("{\"a\":null}");
    }

    @Test
    void nameBeginsWith_plainEscapedAndGivenNames_looksAtTheText() {
        JsonObject object = JsonObject.of("{\"_id\":1,\"\\u005frev\":2,\"\":3,\"a_\":4,\"b\":5}");
        object.rename(4, JsonName.of("_b"));

        assertThat(IntStream.range(0, 5).filter(index -> object.nameBeginsWith(index, '_')))
                .containsExactly(0, 1, 4);
    }

    @Test
    void placeOfNameIn_findsTheLastOfTheName_howeverItIsSpelt_andSettlesNothing() {
        JsonObject object = JsonObject.of("{\"a\":1,\"b\":2,\"\\u0061\":3,\"c\":4}");
        JsonObject other = JsonObject.of("{\"\\u0062\":1,\"a\":2,\"ab\":3,\"z\":4}");
        other.rename(3, C);

        assertThat(IntStream.range(0, 4).map(index -> object.placeOfNameIn(other, index)))
                .containsExactly(1, 2, -1, 3);
        assertThat(object.size()).isEqualTo(4);
    }

    @Test
    void isReceivedAs_sameBytes_unlessSomebodyLookedIn() {
        JsonObject one = JsonObject.of("{\"a\":1.0,\"b\":{\"c\":1}}");
        JsonObject other = JsonObject.of("{\"b\":{\"c\":1},\"a\":1.0,\"c\":1.00}");

        assertThat(one.isReceivedAs(0, other, 1)).isTrue();
        assertThat(one.isReceivedAs(0, other, 2)).isFalse();
        assertThat(one.isReceivedAs(1, other, 0)).isTrue();
        assertThat(other.object(0)).isNotNull();
        assertThat(one.isReceivedAs(1, other, 0)).isFalse();
    }

    @Test
    void spellNameAs_otherSpelling_isTaken() {
        JsonObject object = JsonObject.of("{\"a\":1,\"\\u0062\":2,\"x\":3}");
        JsonObject other = JsonObject.of("{\"\\u0061\":1,\"b\":2,\"\\u0063\":3}");
        object.rename(2, C);

        IntStream.range(0, 3).forEach(index -> object.spellNameAs(index, other, index));

        assertThat(object).hasToString("{\"\\u0061\":1,\"b\":2,\"\\u0063\":3}");
    }

    @Test
    void reorder_receivedSetAndParsedMembers_movesThemWhole() {
        JsonObject object = JsonObject.of("{\"a\":1,\"b\":{\"c\":2},\"z\":3}");
        requireNonNull(object.object(B)).add(A, JsonSlice.NULL);
        object.set(2, JsonSlice.TRUE);
        assertThat(object.has(C)).isFalse();

        object.reorder(new int[] {2, 0, 1});
        object.add(C, JsonSlice.FALSE);

        assertThat(object).hasToString("{\"z\":true,\"a\":1,\"b\":{\"c\":2,\"a\":null},\"c\":false}");
        assertThat(object.indexOf(A)).isEqualTo(1);
    }

    @Test
    void empty_changed_isNotSharedWithTheNextOne() {
        JsonObject.empty().add(A, JsonSlice.NULL);

        assertThat(JsonObject.empty()).hasToString("{}");
    }

    @Test
    void access_outsideTheMembers_isRefused() {
        JsonObject object = JsonObject.of("{\"a\":1}");

        assertThatThrownBy(() -> object.value(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> object.name(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> object.rename(1, B)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> object.set(1, JsonSlice.NULL)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> object.insert(2, B, JsonSlice.NULL)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> object.remove(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(object).hasToString("{\"a\":1}");
    }
}
