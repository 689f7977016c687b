package io.slipcover.envelope;

import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the first entry of an answer (a bracket), held back until that entry has been decided about: as long as nothing has
 * been sent, a failure can still become an error answer.
 */
final class LeadingText implements ByteSink {
    /** More than this is no mere lead: the body is something else, and streams. */
    private static final int MAXIMUM_BYTES = 4096;

    private final JsonBuffer text = new JsonBuffer();
    private boolean released;
    private @Nullable ByteSink out;

    LeadingText before(ByteSink sink) {
        out = sink;
        return this;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (!released && length <= MAXIMUM_BYTES - text.length()) {
            text.write(bytes, offset, length);
            return;
        }
        release();
        if (out != null) {
            out.write(bytes, offset, length);
        }
    }

    void release() {
        if (!released && out != null) {
            released = true;
            out.write(text.array(), 0, text.length());
        }
    }
}
