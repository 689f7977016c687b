package io.slipcover.envelope;

import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonSlice;

/** The head of an id that stands alone. */
final class IdHead extends EntryHead {
    private JsonSlice id;

    IdHead(byte[] bytes, int from, int to) {
        id = JsonSlice.ofValidated(bytes, from, to);
    }

    @Override
    String id() {
        return id.asString();
    }

    @Override
    void say(EntryOutcome.Rewritten words) {
        String other = words.id();
        if (other != null) {
            id = JsonSlice.string(other);
        }
    }

    @Override
    void writeTo(ByteSink out) {
        id.writeTo(out);
    }
}
