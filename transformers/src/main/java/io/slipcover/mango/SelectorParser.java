package io.slipcover.mango;

import io.slipcover.budget.Budget;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;

/**
 * A parser of selectors. It takes the three steps in which Mango normalises a selector: operators, fields, negations. It tells an error of
 * a step only where the steps before found none.
 */
final class SelectorParser {
    private SelectorParser() {}

    static Selector parse(JsonValue written, Budget budget) {
        requireObject(written);
        return parseRead(new QueryReader(budget).read(written), budget);
    }

    /** Parses what a {@link QueryReader} has read. */
    static Selector parseRead(JsonValue read, Budget budget) {
        requireObject(read);
        JsonObject selector = read.asObject();
        if (selector.isEmpty()) {
            return new Selector.Everything();
        }
        WrittenSelector parsed = new OperatorParser(budget).parse(selector);
        parsed.checkFields(true);
        Selector normalised = parsed.lead(WrittenPath.root(budget), false);
        if (normalised instanceof Selector.At at && at.path().isRoot()) {
            throw MangoException.badRequest("invalid_selector", "a condition stands below no field");
        }
        return normalised;
    }

    private static void requireObject(JsonValue written) {
        if (written.kind() != JsonKind.OBJECT) {
            throw MangoException.badRequest("invalid_selector_json", "the selector is no JSON object");
        }
    }
}
