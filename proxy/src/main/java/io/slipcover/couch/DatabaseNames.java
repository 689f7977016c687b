package io.slipcover.couch;

import io.slipcover.catalog.Databases;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonSlice;
import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The names of a CouchDB's databases that a configuration's globs match, page by page, in CouchDB's order. */
public final class DatabaseNames {
    private static final int PAGE = 1000;

    private final CouchDb couch;
    private final Predicate<String> wanted;

    public DatabaseNames(CouchDb couch, Databases databases) {
        this.couch = couch;
        this.wanted = databases::contains;
    }

    /**
     * A page of names.
     *
     * @param names those that match, perhaps none
     * @param last the last name that was looked at, or null where there is no further one
     */
    public record Page(List<String> names, @Nullable String last) {
        public Page {
            names = List.copyOf(names);
        }
    }

    /**
     * What is done with each name.
     *
     * @param <X> what it throws besides
     */
    @FunctionalInterface
    public interface Step<X extends Exception> {
        void take(String name) throws IOException, InterruptedException, X;
    }

    /** Does something with each of the names, in their order. */
    public <X extends Exception> void forEach(Step<X> step) throws IOException, InterruptedException, X {
        for (Page page = after(""); page.last() != null; page = after(page.last())) {
            for (String name : page.names()) {
                step.take(name);
            }
        }
    }

    /** The names behind a name; behind the empty one: from the first on. */
    public Page after(String name) throws IOException, InterruptedException {
        String start = name.isEmpty()
                ? ""
                : "&startkey=" + CouchDb.encoded(JsonSlice.string(name).toString());
        byte[] answer = couch.get("/_all_dbs?limit=" + (PAGE + 1) + start);
        JsonArray all;
        try {
            all = JsonArray.parse(answer, 0, answer.length);
        } catch (JsonFormatException exception) {
            throw new IOException("/_all_dbs: CouchDB's answer is no JSON array", exception);
        }
        SortedSet<String> found = new TreeSet<>();
        for (int index = 0; index < all.size(); index++) {
            if (all.get(index).kind() == JsonKind.STRING) {
                found.add(((JsonSlice) all.get(index)).asString());
            }
        }
        // A server that knows no pages gives all names each time, in an order of its own.
        SortedSet<String> behind = found.tailSet(name + '\0');
        return new Page(behind.stream().filter(wanted).toList(), behind.isEmpty() ? null : behind.last());
    }
}
