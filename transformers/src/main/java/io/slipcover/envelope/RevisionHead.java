package io.slipcover.envelope;

import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The head of a revision, which has its document behind {@code ok}: the document says which one it is. Where there is no document, the
 * revision names it in an {@code error}, or says {@code missing}.
 */
final class RevisionHead extends EntryHead {
    private static final JsonName DOCUMENT = JsonName.of("ok");
    private static final JsonName ERROR = JsonName.of("error");
    private static final JsonName MISSING = JsonName.of("missing");

    private final JsonObject revision;

    RevisionHead(JsonObject revision) {
        this.revision = revision;
    }

    /** What the revision says in place of a document, or null where it has one. */
    private @Nullable ReferenceHead reference() {
        if (revision.has(DOCUMENT)) {
            return null;
        }
        JsonObject error = revision.object(ERROR);
        return error == null ? new ReferenceHead(revision) : new ReferenceHead(error);
    }

    @Override
    @Nullable
    String id() {
        ReferenceHead reference = reference();
        return reference == null ? null : reference.id();
    }

    @Override
    List<String> revisions() {
        ReferenceHead reference = reference();
        return reference == null ? List.of() : reference.revisions();
    }

    @Override
    void say(EntryOutcome.Rewritten words) {
        ReferenceHead reference = reference();
        if (reference != null) {
            reference.say(words);
        }
    }

    @Override
    void replaceDocument(JsonValue document) {
        revision.remove(ERROR);
        revision.remove(MISSING);
        revision.put(DOCUMENT, document);
    }

    @Override
    void removeDocument() {
        throw new IllegalStateException("a revision is nothing without its document");
    }

    @Override
    void writeTo(ByteSink out) {
        revision.writeTo(out);
    }
}
