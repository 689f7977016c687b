package io.slipcover.find;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** A writer of answers to a {@code _find}, with the line breaks of CouchDB's answers. */
final class FindWriter {
    private static final byte[] BEGIN = bytes("{\"docs\":[");
    private static final byte[] FIRST = bytes("\r\n");
    private static final byte[] NEXT = bytes(",\r\n");
    private static final byte[] END_OF_DOCUMENTS = bytes("\r\n]");
    private static final byte[] END = bytes("}\r\n\n");

    private final ByteSink out;
    private long documents;

    FindWriter(ByteSink out) {
        this.out = out;
        out.write(BEGIN);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    void document(JsonValue document) {
        out.write(documents++ == 0 ? FIRST : NEXT);
        document.writeTo(out);
    }

    /** How many documents the writer has written. */
    long documents() {
        return documents;
    }

    /**
     * Writes what stands behind the documents.
     *
     * @param bookmark the next page's bookmark; null: none, as for a query that can find nothing
     */
    void end(@Nullable String bookmark, WarningsAndStatistics remarks) {
        out.write(END_OF_DOCUMENTS);
        if (bookmark != null) {
            member("bookmark", JsonSlice.string(bookmark));
        }
        JsonValue statistics = remarks.statistics(documents);
        if (statistics != null) {
            member("execution_stats", statistics);
        }
        String warning = remarks.warning();
        if (warning != null) {
            member("warning", JsonSlice.string(warning));
        }
        out.write(END);
    }

    private void member(String name, JsonValue value) {
        out.write(bytes(",\r\n\"" + name + "\": "));
        value.writeTo(out);
    }
}
