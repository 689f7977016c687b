package io.slipcover.imports;

import io.slipcover.couch.Database;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far an import is, as the target keeps it. Under other lenses, sources or options it counts for nothing, because its name differs.
 *
 * @param first whether the sources are read for the first time, so that each document comes by once for each of its copies
 * @param starts where the feed of each source ended when the first reading began
 * @param since where to go on in the feed of each source
 * @param refused how many documents have been refused so far
 */
record Checkpoint(boolean first, List<String> starts, List<String> since, long refused) {
    private static final JsonName FIRST = JsonName.of("first");
    private static final JsonName STARTS = JsonName.of("starts");
    private static final JsonName REFUSED = JsonName.of("refused");
    private static final JsonName SINCE = JsonName.of("since");

    Checkpoint {
        starts = List.copyOf(starts);
        since = List.copyOf(since);
    }

    static Optional<Checkpoint> read(Database target, String name, int sources)
            throws IOException, InterruptedException {
        JsonObject stored = target.local(name);
        if (stored == null) {
            return Optional.empty();
        }
        List<String> starts = texts(stored.array(STARTS));
        List<String> since = texts(stored.array(SINCE));
        return starts.size() == sources && since.size() == sources
                ? Optional.of(new Checkpoint(stored.isTrue(FIRST), starts, since, number(stored.get(REFUSED))))
                : Optional.empty();
    }

    private static long number(@Nullable JsonValue value) {
        return value instanceof JsonSlice slice && slice.kind() == JsonKind.NUMBER
                ? Math.max(0, slice.asSmallInteger())
                : 0;
    }

    private static List<String> texts(@Nullable JsonArray array) {
        List<String> texts = new ArrayList<>();
        for (int index = 0; array != null && index < array.size(); index++) {
            if (array.get(index) instanceof JsonSlice slice) {
                texts.add(slice.asString());
            }
        }
        return texts;
    }

    void write(Database target, String name) throws IOException, InterruptedException {
        JsonObject document = JsonObject.empty();
        document.add(FIRST, JsonSlice.bool(first));
        document.add(STARTS, array(starts));
        document.add(SINCE, array(since));
        document.add(REFUSED, JsonSlice.number(refused));
        target.putLocal(name, document);
    }

    private static JsonArray array(List<String> texts) {
        JsonArray array = JsonArray.empty();
        texts.forEach(text -> array.add(JsonSlice.string(text)));
        return array;
    }

    /**
     * The checkpoint behind a page of a source.
     *
     * @param refusedThere how many documents were refused in all, this page's among them
     */
    Checkpoint behind(int source, String end, long refusedThere) {
        List<String> next = new ArrayList<>(since);
        next.set(source, end);
        return new Checkpoint(first, starts, next, refusedThere);
    }

    /** The checkpoint behind the first reading: from here on, what somebody has edited during that reading comes by once more. */
    Checkpoint afterFirst() {
        return new Checkpoint(false, starts, starts, refused);
    }
}
