package io.slipcover.mango;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;

/**
 * Reads a selector in the three steps in which Mango normalises one: operators, fields, negations. An error of a step is told only
 * where those before it found none.
 */
final class SelectorParser {
    private SelectorParser() {}

    static Selector parse(JsonValue written) {
        if (written.kind() != JsonKind.OBJECT) {
            throw MangoException.badRequest(
                    "invalid_selector_json", "Selector must be a JSON object, not: " + ErlangTerm.write(written));
        }
        JsonObject selector = Json.settled(written).asObject();
        if (selector.isEmpty()) {
            return new Selector.Everything();
        }
        Term term = OperatorParser.parse(selector);
        term.checkFields(true);
        Selector normalised = term.lead(TermPath.root(), false);
        if (normalised instanceof Selector.At at && at.path().isRoot()) {
            throw MangoException.badRequest("invalid_selector", "One or more conditions is missing a field name.");
        }
        return normalised;
    }
}
