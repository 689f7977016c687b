package io.slipcover.envelope;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Each kind of body whose entries can become none, one or several, and how it is written. */
@SuppressWarnings("ImmutableEnumChecker") // Each field is a pure function.
enum BodyKind {
    ALL_DOCS("{\"total_rows\":3,\"offset\":0,\"rows\":[\n", "\n]}\n", Envelopes::allDocs, BodyKind::row),
    ALL_DOCS_OF_QUERIES("{\"results\":[{\"rows\":[\n", "\n]},{\"rows\":[]}]}", Envelopes::allDocs, BodyKind::row),
    /** A view says nothing of revisions, and its key is its own. */
    VIEW(
            "{\"rows\":[\n",
            "\n]}",
            Envelopes::rows,
            entry -> "{\"id\":\"%s\",\"key\":[1],\"value\":{\"rev\":\"0-view\"}%s}".formatted(entry.id(), entry.doc())),
    SEARCH(
            "{\"groups\":[{\"hits\":[\n",
            "\n]}]}",
            Envelopes::searchResults,
            entry -> "{\"order\":[1],\"id\":\"%s\",\"fields\":{}%s}".formatted(entry.id(), entry.doc())),
    CHANGES("{\"results\":[\n", "\n],\n\"last_seq\":\"9-x\",\"pending\":0}\n", Envelopes::changes, BodyKind::change),
    /** The line break behind an entry that is left out stays, as a heartbeat would. */
    CONTINUOUS_CHANGES("\n", "{\"last_seq\":\"9-x\",\"pending\":0}\n", Envelopes::continuousChanges, BodyKind::change) {
        @Override
        String joined(List<List<WrittenEntry>> entries) {
            return entries.stream()
                    .map(one -> one.stream().map(this::entry).collect(Collectors.joining("\n", "", "\n")))
                    .collect(Collectors.joining());
        }
    },
    /** An event whose change is left out stays without one, as a heartbeat would, with its id. */
    EVENT_SOURCE_CHANGES(
            "event: heartbeat\ndata: \n\n",
            "",
            Envelopes::eventSourceChanges,
            entry -> "data: " + change(entry) + "\nid: " + entry.sequence() + "\n\n") {
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
    BULK_GET("{\"results\":[{\"id\":\"a\",\"docs\":[\n", "\n]}]}", Envelopes::bulkGet, BodyKind::revision),
    OPEN_REVISIONS("[\n", "\n]", Envelopes::openRevs, BodyKind::revision),
    BULK_GET_IN_PARTS("--b", "--", (answers, handler) -> answers.multipartBulkGet("b", handler), BodyKind::part) {
        @Override
        String joined(List<List<WrittenEntry>> entries) {
            return parts(entries);
        }
    },
    OPEN_REVISIONS_IN_PARTS(
            "--b", "--", (answers, handler) -> answers.multipartOpenRevs("b", handler), BodyKind::part) {
        @Override
        String joined(List<List<WrittenEntry>> entries) {
            return parts(entries);
        }
    },
    REVS_DIFF(
            "{\n",
            "\n}",
            Envelopes::revsDiff,
            entry -> "\"%s\":{\"missing\":[\"%s\"],\"possible_ancestors\":[\"1-z\"]}"
                    .formatted(entry.id(), entry.revision())),
    BULK_DOCS(
            "[\n",
            "\n]",
            Envelopes::bulkDocs,
            entry -> "{\"ok\":true,\"id\":\"%s\",\"rev\":\"%s\"}".formatted(entry.id(), entry.revision())),
    REVS_DIFF_REQUEST(
            "{\n",
            "\n}",
            request(RequestEnvelopes::revsDiff),
            entry -> "\"%s\":[\"%s\"]".formatted(entry.id(), entry.revision())),
    BULK_GET_REQUEST(
            "{\"docs\":[\n",
            "\n]}",
            request(RequestEnvelopes::bulkGet),
            entry -> "{\"id\":\"%s\",\"rev\":\"%s\",\"atts_since\":[]}".formatted(entry.id(), entry.revision())),
    KEYS("{\"keys\":[\n", "\n]}", request(RequestEnvelopes::keys), BodyKind::id),
    KEYS_OF_QUERIES(
            "{\"queries\":[{\"include_docs\":true,\"keys\":[\n",
            "\n]},{\"keys\":[]}]}",
            request(RequestEnvelopes::keys),
            BodyKind::id),
    DOC_IDS("{\"doc_ids\":[\n", "\n]}", request(RequestEnvelopes::docIds), BodyKind::id);

    static final List<WrittenEntry> CAME = List.of(WrittenEntry.of("a"), WrittenEntry.of("b"), WrittenEntry.of("c"));
    private static final Envelopes ANSWERS = new Envelopes(EnvelopeLimits.DEFAULT);
    private static final RequestEnvelopes REQUESTS = new RequestEnvelopes(EnvelopeLimits.DEFAULT);

    private final String before;
    private final String after;
    private final BiFunction<Envelopes, EntryHandler, Envelope> envelope;
    private final Function<WrittenEntry, String> entry;

    BodyKind(
            String before,
            String after,
            BiFunction<Envelopes, EntryHandler, Envelope> envelope,
            Function<WrittenEntry, String> entry) {
        this.before = before;
        this.after = after;
        this.envelope = envelope;
        this.entry = entry;
    }

    private static BiFunction<Envelopes, EntryHandler, Envelope> request(
            BiFunction<RequestEnvelopes, EntryHandler, Envelope> envelope) {
        return (answers, handler) -> envelope.apply(REQUESTS, handler);
    }

    private static String row(WrittenEntry entry) {
        String deleted = entry.deleted() ? ",\"deleted\":true" : "";
        return "{\"id\":\"%1$s\",\"key\":\"%1$s\",\"value\":{\"rev\":\"%2$s\"%3$s}%4$s}"
                .formatted(entry.id(), entry.revision(), deleted, entry.doc());
    }

    private static String change(WrittenEntry entry) {
        return "{\"seq\":%s,\"id\":\"%s\",\"changes\":[{\"rev\":\"%s\"}]%s%s}"
                .formatted(
                        entry.sequence(),
                        entry.id(),
                        entry.revision(),
                        entry.deleted() ? ",\"deleted\":true" : "",
                        entry.doc());
    }

    private static String revision(WrittenEntry entry) {
        return "{\"ok\":" + entry.document() + "}";
    }

    private static String part(WrittenEntry entry) {
        return "\r\nContent-Type: application/json\r\n\r\n" + entry.document() + "\r\n--b";
    }

    private static String parts(List<List<WrittenEntry>> entries) {
        return entries.stream().flatMap(List::stream).map(BodyKind::part).collect(Collectors.joining());
    }

    private static String id(WrittenEntry entry) {
        return "\"" + entry.id() + "\"";
    }

    final Envelope envelope(EntryHandler handler) {
        return envelope.apply(ANSWERS, handler);
    }

    final String entry(WrittenEntry written) {
        return entry.apply(written);
    }

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
