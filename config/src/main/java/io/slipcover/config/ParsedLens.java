package io.slipcover.config;

import io.slipcover.lens.Lens;
import io.slipcover.lens.Operation;
import java.util.List;
import java.util.Objects;

/**
 * A lens file.
 *
 * @param lens the lens, of the operations that could be read
 * @param typePlace where the type's name stands
 * @param fromPlace where the older version's number stands
 * @param source the file that the lens stands in
 */
record ParsedLens(Lens lens, Place typePlace, Place fromPlace, List<ParsedOperation> operations, LensSource source) {

    static ParsedLens of(
            String type,
            int from,
            Place typePlace,
            Place fromPlace,
            List<ParsedOperation> operations,
            LensSource source) {
        List<Operation> working = operations.stream()
                .map(ParsedOperation::operation)
                .filter(Objects::nonNull)
                .toList();
        return new ParsedLens(new Lens(type, from, from + 1, working), typePlace, fromPlace, operations, source);
    }

    /** What messages call it: {@code todo-item 1 to 2}. */
    String title() {
        return lens.type() + " " + lens.from() + " to " + lens.to();
    }
}
