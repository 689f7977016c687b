package io.slipcover.envelope;

import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** The head of an entry that is an object with {@code id} and, maybe, {@code doc}. */
class ViewRowHead extends EntryHead {
    static final JsonName ID = JsonName.of("id");
    static final JsonName DOCUMENT = JsonName.of("doc");
    private static final JsonName ERROR = JsonName.of("error");
    private static final JsonName REASON = JsonName.of("reason");

    final JsonObject row;

    ViewRowHead(JsonObject row) {
        this.row = row;
    }

    @Override
    @Nullable
    String id() {
        return row.string(ID);
    }

    @Override
    void say(EntryOutcome.Rewritten words) {
        replaceString(row, ID, words.id());
    }

    @Override
    void replaceDocument(JsonValue document) {
        row.put(DOCUMENT, document);
    }

    @Override
    void removeDocument() {
        row.remove(DOCUMENT);
    }

    @Override
    void failDocument(EntryOutcome.Failed failed) {
        row.remove(ERROR);
        row.remove(REASON);
        row.put(DOCUMENT, JsonSlice.NULL);
        int behind = row.indexOf(DOCUMENT) + 1;
        row.insert(behind, ERROR, JsonSlice.string(failed.error()));
        row.insert(behind + 1, REASON, JsonSlice.string(failed.reason()));
    }

    @Override
    void writeTo(ByteSink out) {
        row.writeTo(out);
    }
}
