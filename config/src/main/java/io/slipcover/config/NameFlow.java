package io.slipcover.config;

import io.slipcover.json.JsonName;
import java.util.List;

/**
 * What an operation does to the names of an object's members on its way up.
 *
 * @param sources without any of them the operation does nothing
 * @param moved whether the sources are gone afterwards
 * @param destinations what must not be there yet, and may be there afterwards
 * @param blurred what may or may not be there afterwards
 * @param brings whether the destinations are there afterwards in any case
 * @param opaque whether anything may be there afterwards
 */
record NameFlow(
        List<JsonName> sources,
        boolean moved,
        List<JsonName> destinations,
        List<JsonName> blurred,
        boolean brings,
        boolean opaque) {

    /** The member stays where it is, whatever becomes of its value. */
    static NameFlow changes(JsonName name) {
        return new NameFlow(List.of(name), false, List.of(), List.of(), false, false);
    }

    /** The member may come or go. */
    static NameFlow blurs(List<JsonName> sources, JsonName name) {
        return new NameFlow(sources, false, List.of(), List.of(name), false, false);
    }

    static NameFlow moves(List<JsonName> sources, List<JsonName> destinations) {
        return new NameFlow(sources, true, destinations, List.of(), false, false);
    }

    /** The source stays, and the destination is there where the source is. */
    static NameFlow copies(JsonName source, JsonName destination) {
        return new NameFlow(List.of(source), false, List.of(destination), List.of(), false, false);
    }

    /** One of the members takes the place of all of them; it may have been there before. */
    static NameFlow merges(List<JsonName> names, JsonName into) {
        List<JsonName> others =
                names.stream().filter(name -> !name.equals(into)).toList();
        return new NameFlow(others, true, List.of(), List.of(into), false, false);
    }

    /** The members go into a host, which may be made. */
    static NameFlow nests(JsonName host, List<JsonName> names) {
        return new NameFlow(names, true, List.of(), List.of(host), false, false);
    }

    /** The members come out of their host, which may go. */
    static NameFlow unnests(JsonName host, List<JsonName> names) {
        return new NameFlow(List.of(host), false, names, List.of(host), false, false);
    }

    static NameFlow adds(JsonName name) {
        return new NameFlow(List.of(), false, List.of(name), List.of(), true, false);
    }

    /** Nobody knows, as with an expression. */
    static NameFlow opaqueFlow() {
        return new NameFlow(List.of(), false, List.of(), List.of(), false, true);
    }
}
