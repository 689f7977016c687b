package io.slipcover.onepass;

import io.slipcover.envelope.EntryHandler;
import io.slipcover.envelope.Envelope;
import io.slipcover.envelope.Envelopes;
import java.util.List;
import java.util.Locale;

/** Answers in which documents stand, as CouchDB writes them. */
enum StreamKind {
    DOCUMENT("", "%s", "", "") {
        @Override
        Envelope envelope(Envelopes envelopes, EntryHandler handler) {
            return envelopes.document(handler);
        }

        @Override
        String body(List<String> documents) {
            return documents.get(0);
        }
    },
    ROWS(
            "{\"total_rows\":3,\"offset\":0,\"rows\":[\n",
            "{\"id\":\"a\\u00e4%d\",\"key\":[\"é\",{\"k\":1}],\"value\":{\"rev\":\"1-a\"},\"doc\":%s}",
            ",\n",
            "\n]}\n") {
        @Override
        Envelope envelope(Envelopes envelopes, EntryHandler handler) {
            return envelopes.rows(handler);
        }
    },
    CHANGES(
            "{\"results\":[\n",
            "{\"seq\":\"%d-g1AAAAC\",\"id\":\"a\",\"changes\":[{\"rev\":\"1-a\"},{\"rev\":\"1-b\"}],\"doc\":%s}",
            ",\n",
            "\n],\n\"last_seq\":\"3-g1\",\"pending\":0}\n") {
        @Override
        Envelope envelope(Envelopes envelopes, EntryHandler handler) {
            return envelopes.changes(handler);
        }
    },
    BULK_GET("{\"results\": [", "{\"id\": \"a%d\", \"docs\": [{\"ok\":%s}]}", ",", "]}") {
        @Override
        Envelope envelope(Envelopes envelopes, EntryHandler handler) {
            return envelopes.bulkGet(handler);
        }
    },
    OPEN_REVS("[", "{\"ok\":%2$s}", " , ", "]") {
        @Override
        Envelope envelope(Envelopes envelopes, EntryHandler handler) {
            return envelopes.openRevs(handler);
        }
    },
    SEARCH("{\"total_rows\":3,\"rows\":[", "{\"id\":\"a\",\"order\":[1.5,%d],\"doc\":%s,\"fields\":{}}", ",", "]}") {
        @Override
        Envelope envelope(Envelopes envelopes, EntryHandler handler) {
            return envelopes.searchResults(handler);
        }
    };

    private final String before;
    private final String entry;
    private final String between;
    private final String behind;

    StreamKind(String before, String entry, String between, String behind) {
        this.before = before;
        this.entry = entry;
        this.between = between;
        this.behind = behind;
    }

    abstract Envelope envelope(Envelopes envelopes, EntryHandler handler);

    /** An answer with these documents. */
    String body(List<String> documents) {
        StringBuilder body = new StringBuilder(before);
        for (int index = 0; index < documents.size(); index++) {
            body.append(index == 0 ? "" : between)
                    .append(String.format(Locale.ROOT, entry, index, documents.get(index)));
        }
        return body.append(behind).toString();
    }
}
