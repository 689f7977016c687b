package io.slipcover.config;

import io.slipcover.json.JsonArray;
import java.util.Set;

/**
 * A lens as its file writes it, in JSON, for an engine that runs it elsewhere.
 *
 * @param types all types that the file is for
 * @param operations what stands in the file's list. Beside what only Java knows, such as names of months, stand tables of it
 */
public record WrittenLens(String type, int from, int to, Set<String> types, JsonArray operations) {
    static WrittenLens of(ParsedLens lens) {
        return new WrittenLens(
                lens.lens().type(),
                lens.lens().from(),
                lens.lens().to(),
                lens.source().types(),
                OperationsJson.of(lens.source().operations()));
    }
}
