package io.slipcover.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** Objects of many members, in which names are found by an index, against a list of names. */
final class JsonNameIndexTest {
    /** The last places that an index can tell, and inserts that push names past them. */
    @Test
    void insert_intoAsManyAsCanBeIndexed_findsThoseThatMoved() {
        // Names with a slot of their own each: more than a few that share one are not indexed at all.
        int slots = 4 * Integer.highestOneBit(JsonNameIndex.MOST_NAMES);
        BitSet taken = new BitSet(slots);
        List<String> names = IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> "n" + number)
                .filter(name -> {
                    int slot = JsonName.of(name).spelling() & (slots - 1);
                    boolean free = !taken.get(slot);
                    taken.set(slot);
                    return free;
                })
                .limit(JsonNameIndex.MOST_NAMES)
                .toList();
        JsonObject object = JsonObject.of(
                names.stream().map(name -> "\"" + name + "\":0").collect(Collectors.joining(",", "{", "}")));
        JsonName last = JsonName.of(names.get(names.size() - 1));
        assertThat(object.indexOf(last)).isEqualTo(names.size() - 1);

        for (int insert = 1; insert <= 3; insert++) {
            object.insert(1, JsonName.of("inserted" + insert), JsonSlice.NULL);

            assertThat(object.indexOf(last)).isEqualTo(names.size() - 1 + insert);
            assertThat(object.indexOf(JsonName.of("inserted" + insert))).isEqualTo(1);
        }

        object.remove(object.size() - 1);
        assertThat(object.has(last)).isFalse();
        assertThat(object.indexOf(JsonName.of("inserted1"))).isEqualTo(3);
    }

    @Property(tries = 5, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void indexOf_throughManyEdits_isThePlaceInAList(@ForAll long seed) {
        for (int size : new int[] {1, 6, 7, 8, 9, 31, 32, 33, 200}) {
            edit(size, new Random(seed));
        }
    }

    private static void edit(int size, Random random) {
        List<String> names = new ArrayList<>();
        JsonObject object = JsonObject.of(text(size, names));
        for (int edit = 0; edit < 300; edit++) {
            assertSamePlaces(object, names);
            int place = random.nextInt(names.size() + 1);
            String fresh = name(1000 + edit);
            switch (random.nextInt(4)) {
                case 0 -> {
                    object.insert(place, JsonName.of(fresh), JsonSlice.NULL);
                    names.add(place, fresh);
                }
                case 1 -> {
                    object.add(JsonName.of(fresh), JsonSlice.NULL);
                    names.add(fresh);
                }
                case 2 -> {
                    if (place < names.size() && names.size() > 1) {
                        object.remove(place);
                        names.remove(place);
                    }
                }
                default -> {
                    if (place < names.size()) {
                        object.rename(place, JsonName.of(fresh));
                        names.set(place, fresh);
                    }
                }
            }
        }
        assertThat(object.size()).isEqualTo(names.size());
    }

    @Test
    void indexOf_nameGivenTwiceByRename_lastOneCounts() {
        List<String> names = new ArrayList<>();
        JsonObject object = JsonObject.of(text(20, names));
        assertSamePlaces(object, names);

        object.rename(15, JsonName.of(names.get(3)));

        assertThat(object.indexOf(JsonName.of(names.get(3)))).isEqualTo(14);
        assertThat(object.size()).isEqualTo(19);
        names.set(15, names.get(3));
        names.remove(3);
        assertSamePlaces(object, names);
    }

    @Test
    void indexOf_nameThatStandsTwice_lastOneCounts() {
        List<String> names = new ArrayList<>();
        String text = text(20, names);
        JsonObject object = JsonObject.of(text.substring(0, text.length() - 1) + ",\"" + names.get(0) + "\":true}");

        assertThat(object.indexOf(JsonName.of(names.get(7)))).isEqualTo(7);
        assertThat(object.indexOf(JsonName.of(names.get(0)))).isEqualTo(19);
        assertThat(object.indexOf(JsonName.of(names.get(7)))).isEqualTo(6);
    }

    @Test
    void indexOf_nameWithEscapes_isFoundByItsText() {
        List<String> names = new ArrayList<>();
        JsonObject object = JsonObject.of(text(20, names).replace("\"é", "\"\\u00e9"));

        assertSamePlaces(object, names);
    }

    @Test
    void indexOf_manyNamesOfOneHash_areAllFound() {
        // Alike at both ends, and equally long: that is what the hash looks at.
        List<String> names = IntStream.range(0, 500)
                .mapToObj("sameBegin%04dsameEnd.."::formatted)
                .toList();
        JsonObject object = JsonObject.empty();
        names.forEach(name -> object.add(JsonName.of(name), JsonSlice.TRUE));

        assertSamePlaces(JsonObject.of(object.toString()), names);
    }

    @Test
    void indexOf_moreNamesThanTheIndexHolds_areAllFound() {
        List<String> names = new ArrayList<>();
        JsonObject object = JsonObject.of(text(40_000, names));

        for (int place : new int[] {0, 32_766, 32_767, 39_999}) {
            assertThat(object.indexOf(JsonName.of(names.get(place)))).isEqualTo(place);
        }
        assertThat(object.indexOf(JsonName.of("missing"))).isEqualTo(-1);
    }

    private static void assertSamePlaces(JsonObject object, List<String> names) {
        for (int place = 0; place < names.size(); place++) {
            assertThat(object.indexOf(JsonName.of(names.get(place)))).isEqualTo(place);
        }
        assertThat(object.indexOf(JsonName.of("missing"))).isEqualTo(-1);
    }

    /** An object of so many members, whose names are added to the list. */
    private static String text(int size, List<String> names) {
        StringBuilder text = new StringBuilder("{");
        for (int place = 0; place < size; place++) {
            names.add(name(place));
            text.append(place == 0 ? "" : ", ")
                    .append('"')
                    .append(name(place))
                    .append("\":")
                    .append(place);
        }
        return text.append('}').toString();
    }

    /** Names of any length, some not ASCII. */
    private static String name(int number) {
        return (number % 3 == 0 ? "é" : "n") + number + "long".repeat(number % 5);
    }
}
