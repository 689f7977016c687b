package io.slipcover.envelope;

import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The head of an object that names a document and a revision, or a revision that is {@code missing}. */
final class ReferenceHead extends EntryHead {
    private static final JsonName ID = JsonName.of("id");
    private static final JsonName REVISION = JsonName.of("rev");
    private static final JsonName MISSING = JsonName.of("missing");

    private final JsonObject reference;

    ReferenceHead(JsonObject reference) {
        this.reference = reference;
    }

    @Override
    @Nullable
    String id() {
        return reference.string(ID);
    }

    @Override
    List<String> revisions() {
        List<String> revision = strings(reference, REVISION);
        return revision.isEmpty() ? strings(reference, MISSING) : revision;
    }

    @Override
    void say(EntryOutcome.Rewritten words) {
        replaceString(reference, ID, words.id());
        replaceString(reference, REVISION, first(words.revisions()));
        replaceString(reference, MISSING, first(words.revisions()));
    }

    @Override
    void writeTo(ByteSink out) {
        reference.writeTo(out);
    }
}
