package io.slipcover.envelope;

import io.slipcover.json.JsonValue;
import java.util.List;

/** What can become of an entry: as the test writes it down, and as a handler says it. */
enum Becoming {
    THE_SAME(false) {
        @Override
        List<WrittenEntry> written(WrittenEntry came) {
            return List.of(came);
        }

        @Override
        EntryOutcome outcome(WrittenEntry came, boolean hasDocument) {
            return EntryOutcome.unchanged();
        }
    },
    REPLACED(true) {
        @Override
        List<WrittenEntry> written(WrittenEntry came) {
            return List.of(came.withDocument(WrittenEntry.document(came.id(), came.revision(), 2)));
        }

        @Override
        EntryOutcome outcome(WrittenEntry came, boolean hasDocument) {
            return replacedBy(written(came).get(0));
        }
    },
    NOTHING(false) {
        @Override
        List<WrittenEntry> written(WrittenEntry came) {
            return List.of();
        }

        @Override
        EntryOutcome outcome(WrittenEntry came, boolean hasDocument) {
            return EntryOutcome.leftOut();
        }
    },
    ANOTHER(false) {
        @Override
        List<WrittenEntry> written(WrittenEntry came) {
            return List.of(part(came, "status", false));
        }

        @Override
        EntryOutcome outcome(WrittenEntry came, boolean hasDocument) {
            return rewritten(part(came, "status", false), hasDocument);
        }
    },
    /** As a part and its document are: only the last has the sequence that came. */
    PART_AND_THE_SAME(false) {
        @Override
        List<WrittenEntry> written(WrittenEntry came) {
            return List.of(part(came, "status", true), came);
        }

        @Override
        EntryOutcome outcome(WrittenEntry came, boolean hasDocument) {
            return EntryOutcome.of(
                    List.of(rewritten(part(came, "status", true), hasDocument), EntryOutcome.unchanged()));
        }
    },
    THE_SAME_AND_TWO_PARTS(false) {
        @Override
        List<WrittenEntry> written(WrittenEntry came) {
            return List.of(came, part(came, "status", false), part(came, "è", true));
        }

        @Override
        EntryOutcome outcome(WrittenEntry came, boolean hasDocument) {
            return EntryOutcome.of(List.of(
                    EntryOutcome.unchanged(),
                    rewritten(part(came, "status", false), hasDocument),
                    rewritten(part(came, "è", true), hasDocument)));
        }
    };

    /** Whether this says something of a document, and of nothing else. */
    private final boolean onlyOfDocuments;

    Becoming(boolean onlyOfDocuments) {
        this.onlyOfDocuments = onlyOfDocuments;
    }

    abstract List<WrittenEntry> written(WrittenEntry came);

    abstract EntryOutcome outcome(WrittenEntry came, boolean hasDocument);

    boolean suits(BodyKind kind) {
        return kind.hasDocuments() || !onlyOfDocuments;
    }

    private static WrittenEntry part(WrittenEntry came, String suffix, boolean deleted) {
        String id = came.id() + ":" + suffix;
        String revision = "7-" + suffix;
        return new WrittenEntry(id, revision, deleted, "\"4-" + suffix + "\"", WrittenEntry.document(id, revision, 7));
    }

    private static EntryOutcome.SameEntry replacedBy(WrittenEntry entry) {
        return EntryOutcome.replaced(JsonValue.of(String.valueOf(entry.document())));
    }

    private static EntryOutcome.Rewritten rewritten(WrittenEntry entry, boolean hasDocument) {
        EntryOutcome.Rewritten words = EntryOutcome.rewritten()
                .withId(entry.id())
                .withRevisions(List.of(entry.revision()))
                .withDeleted(entry.deleted())
                .withSequence(JsonValue.of(entry.sequence()));
        return hasDocument ? words.withDocument(replacedBy(entry)) : words;
    }
}
