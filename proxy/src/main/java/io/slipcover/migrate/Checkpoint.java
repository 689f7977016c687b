package io.slipcover.migrate;

import io.slipcover.couch.Database;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonNumber;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How far a migration is in a database, as the database itself keeps it. Where the lenses have changed since, it counts for nothing.
 *
 * @param lenses a digest of the lenses, and of what is done with documents
 * @param since where the migration goes on in the feed of changes
 * @param refused how many leaves stayed as they were although they should not
 */
record Checkpoint(String lenses, String since, long refused) {
    private static final String ID = "slipcover-migration";
    private static final JsonName LENSES = JsonName.of("lenses");
    private static final JsonName SINCE = JsonName.of("since");
    private static final JsonName REFUSED = JsonName.of("refused");

    static Checkpoint beginning(String lenses) {
        return new Checkpoint(lenses, "0", 0);
    }

    /** The checkpoint of a database under these lenses. */
    static Checkpoint read(Database database, String lenses) throws IOException, InterruptedException {
        JsonObject stored = database.local(ID);
        String since = stored == null ? null : stored.string(SINCE);
        return stored == null || since == null || !lenses.equals(stored.string(LENSES))
                ? beginning(lenses)
                : new Checkpoint(lenses, since, number(stored.get(REFUSED)));
    }

    private static long number(@Nullable JsonValue value) {
        return value instanceof JsonSlice slice && slice.asSmallInteger() >= 0 ? slice.asSmallInteger() : 0;
    }

    void write(Database database) throws IOException, InterruptedException {
        JsonObject document = JsonObject.empty();
        document.add(LENSES, JsonSlice.string(lenses));
        document.add(SINCE, JsonSlice.string(since));
        document.add(REFUSED, JsonSlice.number(JsonNumber.of(refused)));
        database.putLocal(ID, document);
    }
}
