package io.slipcover.corpus;

import static java.util.Objects.requireNonNull;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.Lens;
import io.slipcover.lens.LensException;
import io.slipcover.lens.LensPath;
import io.slipcover.lens.Operation;
import io.slipcover.lens.OperationReader;
import io.slipcover.lens.OperationTables;
import io.slipcover.lens.model.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A writer of cases. A line is an object: {@code operations} as lens files have them with what {@link OperationTables} adds, and
 * {@code cases}. A case is asked {@code forward} or {@code backward} of a {@code document}, or {@code put} of a {@code base} and a
 * {@code document}; it has a {@code result}, or an {@code error}.
 *
 * <p>All of it is as {@code JSON.stringify} writes what {@code JSON.parse} has read: numbers are doubles, and no member stands twice in its
 * object. A case is left out if that is not enough: in JavaScript, members whose names are whole numbers come first in their object, and
 * a string with more digits than a double has is another number afterwards.
 */
final class Corpus {
    /** What {@link OperationReader} lets no lens touch. */
    private static final String RESERVED = "[[\"schema\"],[\"version\"]]";

    private static final Pattern WHOLE_NUMBER = Pattern.compile("0|[1-9][0-9]{0,9}");

    private final Appendable out;
    private int written;

    Corpus(Appendable out) {
        this.out = out;
    }

    int written() {
        return written;
    }

    /** A line of the corpus: cases of the same operations. */
    final class Line {
        private final JsonArray operations;
        private final JsonArray cases = JsonArray.empty();
        private final LensPath up;
        private final LensPath down;
        private final MathContext digits;

        private Line(JsonArray operations, LensPath up, LensPath down, MathContext digits) {
            this.operations = operations;
            this.up = up;
            this.down = down;
            this.digits = digits;
        }

        void forward(String older) {
            ask("forward", null, read(older, digits), up::apply);
        }

        void backward(String newer) {
            ask("backward", null, read(newer, digits), down::apply);
        }

        void put(String newer, String older) {
            JsonObject base = read(newer, digits);
            if (base != null) {
                ask("put", base, read(older, digits), document -> up.put(base, document));
            }
        }

        /** What an older client sees of a newer document; null where it cannot be shown. */
        @Nullable
        String shown(String newer) {
            JsonObject document = read(newer, digits);
            if (document == null) {
                return null;
            }
            try {
                down.apply(document);
                return document.toString();
            } catch (LensException refusal) {
                return null;
            }
        }

        private void ask(
                String what, @Nullable JsonObject base, @Nullable JsonObject document, Consumer<JsonObject> step) {
            if (document == null) {
                return;
            }
            JsonObject asked = JsonObject.empty();
            asked.add(JsonName.of("asked"), JsonSlice.string(what));
            if (base != null) {
                asked.add(JsonName.of("base"), base.copy());
            }
            asked.add(JsonName.of("document"), document.copy());
            try {
                step.accept(document);
                asked.add(JsonName.of("result"), document);
            } catch (LensException refusal) {
                JsonObject error = JsonObject.empty();
                error.add(JsonName.of("operation"), JsonSlice.string(refusal.operation()));
                error.add(JsonName.of("reason"), JsonSlice.string(refusal.reason()));
                error.add(JsonName.of("discreetReason"), JsonSlice.string(refusal.discreetReason()));
                asked.add(JsonName.of("error"), error);
            }
            if (!isBeyondJavaScript(asked)) {
                cases.add(asked);
                written++;
            }
        }

        void end() {
            JsonObject line = JsonObject.empty();
            line.add(JsonName.of("operations"), operations);
            line.add(JsonName.of("reserved"), JsonArray.of(RESERVED));
            line.add(JsonName.of("cases"), cases);
            try {
                out.append(line.toString()).append('\n');
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /** A line of operations, in the order in which they lead upwards, by their canonical texts. */
    Line line(List<Operation> operations) {
        return line(operations, MathContext.UNLIMITED);
    }

    /**
     * A line of operations one after the other. Java computes exactly, so a number that comes from one operation may need more digits than
     * a double has, and be another one for the next operation.
     *
     * @param digits of all numbers
     */
    Line line(List<Operation> operations, MathContext digits) {
        return lineOf(
                operations.stream()
                        .map(operation ->
                                CanonicalText.operation(operation.text()).toString())
                        .toList(),
                digits);
    }

    /** A line of operations as lens files have them, in JSON. */
    Line lineOf(List<String> operations, MathContext digits) {
        JsonArray json = JsonArray.empty();
        List<Operation> lens = new ArrayList<>();
        for (String operation : operations) {
            JsonObject read = requireNonNull(read(operation, digits), operation);
            lens.add(OperationReader.read(read.toString()));
            json.add(read);
        }
        OperationTables.addTo(json);
        List<Lens> steps = List.of(new Lens("thing", 1, 2, lens));
        return new Line(json, LensPath.compile(steps, 1, 2), LensPath.compile(steps, 2, 1), digits);
    }

    /** The object as JavaScript reads and writes it; null where it has a number that no double is near to. */
    private static @Nullable JsonObject read(String json, MathContext digits) {
        try {
            return JsonObject.of(DoubleSpelling.of(DoubleSpelling.rounded(Documents.read(json), digits)));
        } catch (ArithmeticException | IllegalArgumentException beyondDoubles) {
            return null;
        }
    }

    private static boolean isBeyondJavaScript(JsonValue value) {
        if (value.kind() == JsonKind.OBJECT) {
            JsonObject object = value.asObject();
            for (int i = 0; i < object.size(); i++) {
                if (WHOLE_NUMBER.matcher(object.name(i).text()).matches() || isBeyondJavaScript(object.value(i))) {
                    return true;
                }
            }
        } else if (value.kind() == JsonKind.ARRAY) {
            JsonArray array = value.asArray();
            for (int i = 0; i < array.size(); i++) {
                if (isBeyondJavaScript(array.get(i))) {
                    return true;
                }
            }
        } else if (value.kind() == JsonKind.STRING) {
            return DoubleSpelling.isNumberBetweenDoubles(((JsonSlice) value).asString());
        }
        return false;
    }
}
