package io.slipcover.envelope;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The head of a row of {@code _all_docs}. Its key is the document's id, and so is the key of a row that says {@code not_found} for an id
 * that was asked for.
 */
final class RowHead extends ViewRowHead {
    private static final JsonName KEY = JsonName.of("key");
    private static final JsonName VALUE = JsonName.of("value");
    private static final JsonName REVISION = JsonName.of("rev");
    private static final JsonName DELETED = JsonName.of("deleted");

    RowHead(JsonObject row) {
        super(row);
    }

    @Override
    @Nullable
    String id() {
        String id = super.id();
        return id == null ? row.string(KEY) : id;
    }

    @Override
    List<String> revisions() {
        return strings(row.object(VALUE), REVISION);
    }

    @Override
    boolean isDeleted() {
        JsonObject value = row.object(VALUE);
        return value != null && value.isTrue(DELETED);
    }

    @Override
    void say(EntryOutcome.Rewritten words) {
        super.say(words);
        replaceString(row, KEY, words.id());
        JsonObject value = row.object(VALUE);
        if (value != null) {
            replaceString(value, REVISION, first(words.revisions()));
            flag(value, DELETED, words.deleted(), DELETED);
        }
    }
}
