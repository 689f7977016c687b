package io.slipcover.transform;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The writer of a document in lines, a member or an element a line, that compares the document with those to its left and right. Numbers and
 * strings keep their spelling. A document may be larger than anyone reads, so parts that are very deep, or that stand behind very many
 * lines, share a line.
 */
public final class Lines {
    private static final int DEEPEST = 40;
    private static final int MOST = 4000;
    private static final int INDENT = 2;

    private final List<Line> lines = new ArrayList<>();

    private Lines() {}

    /**
     * The lines of a document.
     *
     * @param left the document to the left; null: none
     * @param right the document to the right; null: none
     */
    public static List<Line> of(JsonObject document, @Nullable JsonObject left, @Nullable JsonObject right) {
        Lines lines = new Lines();
        lines.write(0, "", document, "", beside(document, left), beside(document, right));
        return lines.lines;
    }

    private static Beside beside(JsonObject document, @Nullable JsonObject other) {
        return other == null ? Beside.Alike.SAME : Beside.of(document, other);
    }

    /**
     * @param before what stands before the value on its first line: a member's name
     * @param behind what stands behind the value on its last line: a comma
     */
    private void write(int depth, String before, JsonValue value, String behind, Beside left, Beside right) {
        if (depth < DEEPEST && lines.size() < MOST) {
            if (value.kind() == JsonKind.OBJECT && !value.asObject().isEmpty()) {
                add(depth, before + "{", left.around(), right.around());
                members(depth + 1, value.asObject(), left, right);
                add(depth, "}" + behind, left.around(), right.around());
                return;
            }
            if (value.kind() == JsonKind.ARRAY && !value.asArray().isEmpty()) {
                add(depth, before + "[", left.around(), right.around());
                elements(depth + 1, value.asArray(), left, right);
                add(depth, "]" + behind, left.around(), right.around());
                return;
            }
        }
        add(depth, before + oneLine(value) + behind, left.whole(), right.whole());
    }

    private void members(int depth, JsonObject object, Beside left, Beside right) {
        for (int index = 0; index < object.size(); index++) {
            if (lines.size() >= MOST) {
                rest(depth, index, object.size(), at -> name(object, at) + oneLine(object.value(at)), left, right);
                return;
            }
            JsonValue member = object.value(index);
            write(
                    depth,
                    name(object, index),
                    member,
                    index < object.size() - 1 ? "," : "",
                    left.member(object.name(index), member),
                    right.member(object.name(index), member));
        }
    }

    private static String name(JsonObject object, int index) {
        return JsonSlice.string(object.name(index).text()) + ": ";
    }

    private void elements(int depth, JsonArray array, Beside left, Beside right) {
        Beside[] toTheLeft = left.elements(array, MOST);
        Beside[] toTheRight = right.elements(array, MOST);
        for (int index = 0; index < array.size(); index++) {
            if (lines.size() >= MOST) {
                rest(depth, index, array.size(), at -> oneLine(array.get(at)), left, right);
                return;
            }
            String behind = index < array.size() - 1 ? "," : "";
            write(depth, "", array.get(index), behind, toTheLeft[index], toTheRight[index]);
        }
    }

    /** Writes members or elements that stand behind very many lines. */
    private void rest(int depth, int from, int to, IntFunction<String> part, Beside left, Beside right) {
        String text = IntStream.range(from, to).mapToObj(part).collect(Collectors.joining(", "));
        add(depth, text, left.whole(), right.whole());
    }

    /** A value without line breaks, which stand between the tokens of JSON alone. */
    private static String oneLine(JsonValue value) {
        return value.toString().lines().map(String::strip).collect(Collectors.joining(" "));
    }

    private void add(int depth, String text, Mark left, Mark right) {
        lines.add(new Line(" ".repeat(INDENT * depth) + text, left, right));
    }
}
