package io.slipcover.envelope;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The head of a change. */
final class ChangeHead extends ViewRowHead {
    private static final JsonName SEQUENCE = JsonName.of("seq");
    private static final JsonName CHANGES = JsonName.of("changes");
    private static final JsonName REVISION = JsonName.of("rev");
    private static final JsonName DELETED = JsonName.of("deleted");

    ChangeHead(JsonObject change) {
        super(change);
    }

    @Override
    List<String> revisions() {
        JsonArray changes = row.array(CHANGES);
        if (changes == null) {
            return List.of();
        }
        List<String> revisions = new ArrayList<>(changes.size());
        for (int index = 0; index < changes.size(); index++) {
            revisions.addAll(strings(changes.object(index), REVISION));
        }
        return revisions;
    }

    @Override
    boolean isDeleted() {
        return row.isTrue(DELETED);
    }

    @Override
    @Nullable
    JsonValue sequence() {
        return row.get(SEQUENCE);
    }

    @Override
    void say(EntryOutcome.Rewritten words) {
        super.say(words);
        flag(row, DELETED, words.deleted(), DOCUMENT);
        List<String> revisions = words.revisions();
        if (revisions != null) {
            JsonArray changes = JsonArray.empty();
            for (String revision : revisions) {
                JsonObject change = JsonObject.empty();
                change.add(REVISION, JsonSlice.string(revision));
                changes.add(change);
            }
            row.put(CHANGES, changes);
        }
        JsonValue sequence = words.sequence();
        if (sequence != null) {
            row.put(SEQUENCE, sequence);
        }
    }
}
