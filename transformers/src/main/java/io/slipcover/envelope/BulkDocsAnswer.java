package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonValue;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The answer to a {@code _bulk_docs}, an array of rows, with rows that CouchDB knows nothing of put among its own. */
final class BulkDocsAnswer implements Envelope, EntryListener {
    private static final byte[] COMMA = ",".getBytes(UTF_8);

    private final StructureWalker walker;

    /** Rows that are still to be put in, by the index they are to have. */
    private final SortedMap<Integer, JsonValue> ownRows;

    private int rows;

    BulkDocsAnswer(BodyShape root, SortedMap<Integer, ? extends JsonValue> ownRows, EnvelopeLimits limits) {
        this.walker = new StructureWalker(root, false, this, limits);
        this.ownRows = new TreeMap<>(ownRows);
    }

    @Override
    public void feed(byte[] bytes, int from, int to, ByteSink out) {
        walker.feed(bytes, from, to, out);
    }

    @Override
    public void end(ByteSink out) {
        walker.end(out);
        if (!ownRows.isEmpty()) {
            throw new JsonFormatException(0, "found no array, expected the rows of an answer");
        }
    }

    @Override
    public @Nullable Substitute entry(HeldEntry held) {
        if (!ownRows.containsKey(rows)) {
            rows++;
            return null;
        }
        return out -> {
            held.writeSeparator(out, false);
            while (ownRows.containsKey(rows)) {
                ownRows.remove(rows).writeTo(out);
                out.write(COMMA);
                rows++;
            }
            held.writeEntry(out);
            rows++;
        };
    }

    @Override
    public @Nullable Substitute endOfEntries() {
        return ownRows.isEmpty() ? null : this::writeRemaining;
    }

    private void writeRemaining(ByteSink out) {
        for (JsonValue row : ownRows.values()) {
            if (rows > 0) {
                out.write(COMMA);
            }
            row.writeTo(out);
            rows++;
        }
        ownRows.clear();
    }
}
