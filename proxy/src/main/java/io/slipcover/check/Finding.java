package io.slipcover.check;

import io.slipcover.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/**
 * A fault, and the documents that have it.
 *
 * @param documents how many documents have it
 * @param ids the ids of the first of them
 * @param edit what a client does to the document
 * @param smallest the smallest document that shows the fault
 */
public record Finding(Fault fault, long documents, List<String> ids, Edit edit, JsonObject smallest) {
    static final int IDS = 5;

    public Finding {
        ids = List.copyOf(ids);
    }

    /** The same fault with the documents of both. */
    Finding and(Finding other) {
        boolean own = smallest.toString().length() <= other.smallest.toString().length();
        List<String> both =
                Stream.concat(ids.stream(), other.ids.stream()).limit(IDS).toList();
        return new Finding(
                fault, documents + other.documents, both, own ? edit : other.edit, own ? smallest : other.smallest);
    }
}
