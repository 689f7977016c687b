package io.slipcover.lens;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonSlice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AlignmentTest {
    /** Partners as digits, - for none. Letters are elements that are equal when the letters are. */
    @ParameterizedTest
    @CsvSource({
        "abc, abc, 012",
        "abc, '', ''",
        "'', abc, ---",
        // Along a longest common subsequence, the earlier on ties.
        "abcd, acd, 023",
        "abc, xabc, -012",
        "abab, ab, 01",
        "xaya, za, 01",
        "aab, ab, 02",
        "ab, aab, 0-1",
        "aa, aaa, 01-",
        // Moved.
        "abc, cab, 201",
        "abc, cba, 210",
        "abcde, ebcda, 41230",
        "aba, baa, 102",
        // Edited, between two aligned ones or an end, in order.
        "abc, axc, 012",
        "abcd, axyd, 0123",
        "abcd, axd, 013",
        "abc, axyc, 01-2",
        "ab, xy, 01",
        "ab, axy, 01-",
        "abc, xbz, 012",
        // Edited between moved ones.
        "abc, cxa, 210",
        "abcd, dxab, 3201",
        "abc, xcb, 021",
    })
    void of_letters(String shown, String view, String expected) {
        int[] partners = Alignment.of(letters(shown), letters(view), null, Alignment.LARGEST_TABLE);

        StringBuilder found = new StringBuilder();
        for (int partner : partners) {
            found.append(partner == Alignment.NONE ? "-" : Integer.toString(partner));
        }
        assertThat(found).hasToString(expected);
    }

    private static JsonArray letters(String letters) {
        JsonArray array = JsonArray.empty();
        letters.chars().forEach(letter -> array.add(JsonSlice.string(Character.toString(letter))));
        return array;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Equal ones before equal keys, equal keys before what stands in the same place.
                "[{'k':1,'v':1},{'k':2,'v':1}] | [{'k':2,'v':2},{'k':1,'v':2}] | 10",
                "[{'k':1,'v':1},{'k':1,'v':2}] | [{'k':1,'v':2},{'k':1,'v':3}] | 10",
                "[{'k':1,'v':1},{'k':1,'v':2}] | [{'k':1,'v':3},{'k':1,'v':4}] | 01",
                "[{'k':1},{'k':2}] | [{'k':3},{'k':4}] | --",
                "[{'k':1},{'v':2}] | [{'k':3},{'v':4}] | -1",
                "[{'v':1},{'v':2}] | [{'k':3},{'v':4}] | 01",
                "[{'k':null,'v':1},{'k':1}] | [{'k':1,'v':2},{'k':null,'v':3}] | 10",
                "[1,{'k':1}] | [{'k':1,'v':2},2] | 1-",
            })
    void of_keys(String shown, String view, String expected) {
        int[] partners = Alignment.of(
                JsonArray.of(shown.replace('\'', '"')),
                JsonArray.of(view.replace('\'', '"')),
                JsonName.of("k"),
                Alignment.LARGEST_TABLE);

        StringBuilder found = new StringBuilder();
        for (int partner : partners) {
            found.append(partner == Alignment.NONE ? "-" : Integer.toString(partner));
        }
        assertThat(found).hasToString(expected);
    }

    @Test
    void of_pastTheLimit_endsAreAlignedAndTheRestAsMoved() {
        int size = 3_000;
        JsonArray shown = JsonArray.empty();
        JsonArray view = JsonArray.empty();
        for (int i = 0; i < size; i++) {
            shown.add(JsonSlice.number(i));
            view.add(JsonSlice.number(size - 1 - i));
        }
        shown.add(JsonSlice.string("end"));
        view.add(JsonSlice.string("end"));

        int[] partners = Alignment.of(shown, view, null, Alignment.LARGEST_TABLE);

        assertThat(partners).hasSize(size + 1);
        for (int i = 0; i < size; i++) {
            assertThat(partners[i]).isEqualTo(size - 1 - i);
        }
        assertThat(partners[size]).isEqualTo(size);
    }

    @Test
    void of_longArraysWithOneEdit_alignsAll() {
        int size = 5_000;
        JsonArray shown = JsonArray.empty();
        JsonArray view = JsonArray.empty();
        for (int i = 0; i < size; i++) {
            shown.add(JsonSlice.number(i % 7));
            view.add(i == 2_000 ? JsonSlice.string("edited") : JsonSlice.number(i % 7));
        }

        int[] partners = Alignment.of(shown, view, null, Alignment.LARGEST_TABLE);

        for (int i = 0; i < size; i++) {
            assertThat(partners[i]).isEqualTo(i);
        }
    }
}
