package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.envelope.EntryOutcome.Failed;
import io.slipcover.envelope.EntryOutcome.One;
import io.slipcover.envelope.EntryOutcome.Replaced;
import io.slipcover.envelope.EntryOutcome.Rewritten;
import io.slipcover.envelope.EntryOutcome.SameEntry;
import io.slipcover.envelope.EntryOutcome.Unchanged;
import io.slipcover.envelope.EntryOutcome.WithoutDocument;
import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import org.jspecify.annotations.Nullable;

/** Writes entries of which more changes than the document. */
final class EntryWriter {
    private static final byte[] NULL_AND_ERROR = "null,\"error\":".getBytes(UTF_8);
    private static final byte[] AND_REASON = ",\"reason\":".getBytes(UTF_8);
    private static final JsonName ERROR = JsonName.of("error");

    private EntryWriter() {}

    /** Writes what has become of the entry. */
    static void write(Entry entry, One outcome, FailureForm failureForm, ByteSink out) {
        if (outcome instanceof Unchanged) {
            entry.writeTo(out);
            return;
        }
        Rewritten words = Rewritten.of(outcome);
        SameEntry document = words.document();
        if (document instanceof Failed failed && failureForm == FailureForm.INSTEAD_OF_ENTRY) {
            JsonObject instead = JsonObject.empty();
            instead.add(ERROR, error(entry, words, failed));
            instead.writeTo(out);
            return;
        }
        EntryHead head = entry.newHead();
        head.say(words);
        if (document instanceof Replaced replaced) {
            head.replaceDocument(replaced.document());
        } else if (document instanceof Failed failed) {
            head.failDocument(failed);
        } else if (document instanceof WithoutDocument) {
            head.removeDocument();
        }
        head.writeTo(out);
    }

    /** {@code {"id","rev","error","reason"}}, which {@code _bulk_get} has where a revision cannot be had. */
    static JsonObject error(Entry entry, Rewritten words, Failed failed) {
        JsonObject error = JsonObject.empty();
        addString(error, "id", words.id() == null ? entry.id() : words.id());
        addString(error, "rev", EntryHead.first(words.revisions() == null ? entry.revisions() : words.revisions()));
        addString(error, "error", failed.error());
        addString(error, "reason", failed.reason());
        return error;
    }

    private static void addString(JsonObject object, String name, @Nullable String value) {
        if (value != null) {
            object.add(JsonName.of(name), JsonSlice.string(value));
        }
    }

    /** Writes what stands in the place of a document, and beside it. */
    static void writeInPlace(EntryOutcome outcome, ByteSink out) {
        if (outcome instanceof Replaced replaced) {
            replaced.document().writeTo(out);
        } else if (outcome instanceof Failed failed) {
            out.write(NULL_AND_ERROR);
            JsonSlice.string(failed.error()).writeTo(out);
            out.write(AND_REASON);
            JsonSlice.string(failed.reason()).writeTo(out);
        }
    }
}
