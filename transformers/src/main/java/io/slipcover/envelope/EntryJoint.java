package io.slipcover.envelope;

import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** What stands between two entries that have come of one. */
@FunctionalInterface
interface EntryJoint {
    /** In an array, or among the members of an object: a comma. */
    EntryJoint COMMA = (held, sequence, out) -> held.writeJoint(out);

    /** In a feed of lines: a line break. */
    EntryJoint LINE = (held, sequence, out) -> out.write(new byte[] {'\n'});

    /**
     * Writes it.
     *
     * @param held the entry that came
     * @param sequence the sequence of the entry that was written last, or null
     */
    void write(HeldEntry held, @Nullable JsonValue sequence, ByteSink out);
}
