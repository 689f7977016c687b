package io.slipcover.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;

/** What a client wrote who is some versions behind: what it was shown of the base, with another title. */
final class SampleEdit {
    private final byte[] base;
    private final byte[] written;

    private SampleEdit(byte[] base, byte[] written) {
        this.base = base;
        this.written = written;
    }

    /** The stored document. */
    byte[] base() {
        return base;
    }

    /** The client's document. */
    byte[] written() {
        return written;
    }

    static SampleEdit of(byte[] base, int versions) {
        JsonObject view = SampleSchema.view(versions).view(JsonObject.parse(base, 0, base.length));
        for (int member = 0; member < view.size(); member++) {
            if (view.name(member).text().startsWith("title")) {
                view.set(member, JsonSlice.string("another title"));
            }
        }
        view.put(JsonName.of("_rev"), JsonSlice.string("3-0123456789abcdef"));
        return new SampleEdit(base, view.toBytes());
    }

    /** A {@code _bulk_docs} of the documents that were written. */
    static byte[] batch(SampleEdit[] edits) {
        Output batch = new Output();
        batch.write("{\"docs\":[".getBytes(UTF_8));
        for (int index = 0; index < edits.length; index++) {
            if (index > 0) {
                batch.write(',');
            }
            batch.write(edits[index].written());
        }
        batch.write("]}".getBytes(UTF_8));
        return batch.toByteArray();
    }
}
