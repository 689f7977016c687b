package io.slipcover.envelope;

import java.util.List;
import java.util.stream.Collectors;

/** Each kind of body whose entries can become none, one or several, and how it is written. */
enum BodyKind {
    ALL_DOCS("{\"total_rows\":3,\"offset\":0,\"rows\":[\n", "\n]}\n") {
        @Override
        Envelope envelope(EntryHandler handler) {
            return ANSWERS.allDocs(handler);
        }

        @Override
        String entry(WrittenEntry entry) {
            String deleted = entry.deleted() ? ",\"deleted\":true" : "";
            return "{\"id\":\"%1$s\",\"key\":\"%1$s\",\"value\":{\"rev\":\"%2$s\"%3$s}%4$s}"
                    .formatted(entry.id(), entry.revision(), deleted, entry.doc());
        }
    },
    ALL_DOCS_OF_QUERIES("{\"results\":[{\"rows\":[\n", "\n]},{\"rows\":[]}]}") {
        @Override
        Envelope envelope(EntryHandler handler) {
            return ANSWERS.allDocs(handler);
        }

        @Override
        String entry(WrittenEntry entry) {
            return ALL_DOCS.entry(entry);
        }
    },
    /** A view says nothing of revisions, and its key is its own. */
    VIEW("{\"rows\":[\n", "\n]}") {
        @Override
        Envelope envelope(EntryHandler handler) {
            return ANSWERS.rows(handler);
        }

        @Override
        String entry(WrittenEntry entry) {
            return "{\"id\":\"%s\",\"key\":[1],\"value\":{\"rev\":\"0-view\"}%s}".formatted(entry.id(), entry.doc());
        }
    },
    SEARCH("{\"groups\":[{\"hits\":[\n", "\n]}]}") {
        @Override
        Envelope envelope(EntryHandler handler) {
            return ANSWERS.searchResults(handler);
        }

        @Override
        String entry(WrittenEntry entry) {
            return "{\"order\":[1],\"id\":\"%s\",\"fields\":{}%s}".formatted(entry.id(), entry.doc());
        }
    },
    CHANGES("{\"results\":[\n", "\n],\n\"last_seq\":\"9-x\",\"pending\":0}\n") {
        @Override
        Envelope envelope(EntryHandler handler) {
            return ANSWERS.changes(handler);
        }

        @Override
        String entry(WrittenEntry entry) {
            return "{\"seq\":%s,\"id\":\"%s\",\"changes\":[{\"rev\":\"%s\"}]%s%s}"
                    .formatted(
                            entry.sequence(),
                            entry.id(),
                            entry.revision(),
                            entry.deleted() ? ",\"deleted\":true" : "",
                            entry.doc());
        }
    },
    /** The line break behind an entry that is left out stays, as a heartbeat would. */
    CONTINUOUS_CHANGES("\n", "{\"last_seq\":\"9-x\",\"pending\":0}\n") {
        @Override
        Envelope envelope(EntryHandler handler) {
            return ANSWERS.continuousChanges(handler);
        }

        @Override
        String entry(WrittenEntry entry) {
            return CHANGES.entry(entry);
        }

        @Override
        String joined(List<List<WrittenEntry>> entries) {
            return entries.stream()
                    .map(one -> one.stream().map(this::entry).collect(Collectors.joining("\n", "", "\n")))
                    .collect(Collectors.joining());
        }
    },
    /** An event whose change is left out stays without one, as a heartbeat would, with its id. */
    EVENT_SOURCE_CHANGES("event: heartbeat\ndata: \n\n", "") {
        @Override
        Envelope envelope(EntryHandler handler) {
            return ANSWERS.eventSourceChanges(handler);
        }

        @Override
        String entry(WrittenEntry entry) {
            return "data: " + CHANGES.entry(entry) + "\nid: " + entry.sequence() + "\n\n";
        }

        @Override
        String joined(List<List<WrittenEntry>> entries) {
            StringBuilder joined = new StringBuilder();
            for (int index = 0; index < entries.size(); index++) {
                if (entries.get(index).isEmpty()) {
                    joined.append("data: \nid: ")
                            .append(CAME.get(index).sequence())
                            .append("\n\n");
                }
                entries.get(index).forEach(entry -> joined.append(entry(entry)));
            }
            return joined.toString();
        }
    },
    BULK_GET("{\"results\":[{\"id\":\"a\",\"docs\":[\n", "\n]}]}") {
        @Override
        Envelope envelope(EntryHandler handler) {
            return ANSWERS.bulkGet(handler);
        }

        @Override
        String entry(WrittenEntry entry) {
            return "{\"ok\":" + entry.document() + "}";
        }
    },
    OPEN_REVISIONS("[\n", "\n]") {
        @Override
        Envelope envelope(EntryHandler handler) {
            return ANSWERS.openRevs(handler);
        }

        @Override
        String entry(WrittenEntry entry) {
            return BULK_GET.entry(entry);
        }
    },
    BULK_GET_IN_PARTS("--b", "--") {
        @Override
        Envelope envelope(EntryHandler handler) {
            return ANSWERS.multipartBulkGet("b", handler);
        }

        @Override
        String entry(WrittenEntry entry) {
            return "\r\nContent-Type: application/json\r\n\r\n" + entry.document() + "\r\n--b";
        }

        @Override
        String joined(List<List<WrittenEntry>> entries) {
            return entries.stream().flatMap(List::stream).map(this::entry).collect(Collectors.joining());
        }
    },
    OPEN_REVISIONS_IN_PARTS("--b", "--") {
        @Override
        Envelope envelope(EntryHandler handler) {
            return ANSWERS.multipartOpenRevs("b", handler);
        }

        @Override
        String entry(WrittenEntry entry) {
            return BULK_GET_IN_PARTS.entry(entry);
        }

        @Override
        String joined(List<List<WrittenEntry>> entries) {
            return BULK_GET_IN_PARTS.joined(entries);
        }
    },
    REVS_DIFF("{\n", "\n}") {
        @Override
        Envelope envelope(EntryHandler handler) {
            return ANSWERS.revsDiff(handler);
        }

        @Override
        String entry(WrittenEntry entry) {
            return "\"%s\":{\"missing\":[\"%s\"],\"possible_ancestors\":[\"1-z\"]}"
                    .formatted(entry.id(), entry.revision());
        }
    },
    BULK_DOCS("[\n", "\n]") {
        @Override
        Envelope envelope(EntryHandler handler) {
            return ANSWERS.bulkDocs(handler);
        }

        @Override
        String entry(WrittenEntry entry) {
            return "{\"ok\":true,\"id\":\"%s\",\"rev\":\"%s\"}".formatted(entry.id(), entry.revision());
        }
    },
    REVS_DIFF_REQUEST("{\n", "\n}") {
        @Override
        Envelope envelope(EntryHandler handler) {
            return REQUESTS.revsDiff(handler);
        }

        @Override
        String entry(WrittenEntry entry) {
            return "\"%s\":[\"%s\"]".formatted(entry.id(), entry.revision());
        }
    },
    BULK_GET_REQUEST("{\"docs\":[\n", "\n]}") {
        @Override
        Envelope envelope(EntryHandler handler) {
            return REQUESTS.bulkGet(handler);
        }

        @Override
        String entry(WrittenEntry entry) {
            return "{\"id\":\"%s\",\"rev\":\"%s\",\"atts_since\":[]}".formatted(entry.id(), entry.revision());
        }
    },
    KEYS("{\"keys\":[\n", "\n]}") {
        @Override
        Envelope envelope(EntryHandler handler) {
            return REQUESTS.keys(handler);
        }

        @Override
        String entry(WrittenEntry entry) {
            return "\"" + entry.id() + "\"";
        }
    },
    KEYS_OF_QUERIES("{\"queries\":[{\"include_docs\":true,\"keys\":[\n", "\n]},{\"keys\":[]}]}") {
        @Override
        Envelope envelope(EntryHandler handler) {
            return REQUESTS.keys(handler);
        }

        @Override
        String entry(WrittenEntry entry) {
            return KEYS.entry(entry);
        }
    },
    DOC_IDS("{\"doc_ids\":[\n", "\n]}") {
        @Override
        Envelope envelope(EntryHandler handler) {
            return REQUESTS.docIds(handler);
        }

        @Override
        String entry(WrittenEntry entry) {
            return KEYS.entry(entry);
        }
    };

    static final List<WrittenEntry> CAME = List.of(WrittenEntry.of("a"), WrittenEntry.of("b"), WrittenEntry.of("c"));
    private static final Envelopes ANSWERS = new Envelopes(EnvelopeLimits.DEFAULT);
    private static final RequestEnvelopes REQUESTS = new RequestEnvelopes(EnvelopeLimits.DEFAULT);

    private final String before;
    private final String after;

    BodyKind(String before, String after) {
        this.before = before;
        this.after = after;
    }

    abstract Envelope envelope(EntryHandler handler);

    abstract String entry(WrittenEntry entry);

    /** What the entries have become, one list for each that came. What stood behind a comma stays where the comma goes. */
    String joined(List<List<WrittenEntry>> entries) {
        StringBuilder joined = new StringBuilder();
        boolean first = true;
        for (int index = 0; index < entries.size(); index++) {
            for (WrittenEntry entry : entries.get(index)) {
                joined.append(!first ? ",\n" : index > 0 ? "\n" : "").append(entry(entry));
                first = false;
            }
        }
        return joined.toString();
    }

    final String body(List<List<WrittenEntry>> entries) {
        return before + joined(entries) + after;
    }

    /** The body in which all entries are as they came. */
    final String body() {
        return body(CAME.stream().map(List::of).toList());
    }

    /** Whether the entries of this kind have documents. */
    boolean hasDocuments() {
        return compareTo(OPEN_REVISIONS_IN_PARTS) <= 0;
    }

    /** Whether an entry can stand without its document. */
    boolean canLackDocument() {
        return compareTo(EVENT_SOURCE_CHANGES) <= 0;
    }
}
