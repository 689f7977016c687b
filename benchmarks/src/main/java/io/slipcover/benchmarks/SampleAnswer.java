package io.slipcover.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.envelope.EntryHandler;
import io.slipcover.envelope.Envelope;
import io.slipcover.envelope.Envelopes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** CouchDB's answers of every kind, each with {@value #DOCUMENTS} documents of 1 kB, and the envelope that finds them. */
public enum SampleAnswer {
    /** So many answers to a {@code GET} of one document. */
    DOCUMENT("", number -> "%s", "") {
        @Override
        List<byte[]> bodies() {
            return IntStream.range(0, DOCUMENTS)
                    .mapToObj(SampleDocument.KB_1::bytes)
                    .toList();
        }

        @Override
        Envelope envelope(Envelopes envelopes, EntryHandler handler) {
            return envelopes.document(handler);
        }

        @Override
        List<ObjectNode> documents(JsonNode answer) {
            return List.of((ObjectNode) answer);
        }
    },
    ROWS("{\"total_rows\":100,\"offset\":0,\"rows\":[\n", SampleAnswer::row, "\n]}\n") {
        @Override
        Envelope envelope(Envelopes envelopes, EntryHandler handler) {
            return envelopes.rows(handler);
        }

        @Override
        List<ObjectNode> documents(JsonNode answer) {
            return behind("doc", answer.get("rows"));
        }
    },
    CHANGES(
            "{\"results\":[\n",
            SampleAnswer::change,
            "\n],\n\"last_seq\":\"100-g1AAAACTeJzLYWBgYM\",\"pending\":0}\n") {
        @Override
        Envelope envelope(Envelopes envelopes, EntryHandler handler) {
            return envelopes.changes(handler);
        }

        @Override
        List<ObjectNode> documents(JsonNode answer) {
            return behind("doc", answer.get("results"));
        }
    },
    /** So many lines of a feed, each as it comes. */
    CONTINUOUS("", SampleAnswer::change, "\n") {
        @Override
        List<byte[]> bodies() {
            return IntStream.range(0, DOCUMENTS)
                    .mapToObj(number -> entry(number).concat("\n").getBytes(UTF_8))
                    .toList();
        }

        @Override
        boolean isOneBody() {
            return true;
        }

        @Override
        Envelope envelope(Envelopes envelopes, EntryHandler handler) {
            return envelopes.continuousChanges(handler);
        }

        @Override
        List<ObjectNode> documents(JsonNode answer) {
            return List.of((ObjectNode) answer.get("doc"));
        }
    },
    BULK_GET("{\"results\": [", number -> "{\"id\": \"item:%07d\", \"docs\": [{\"ok\":%%s}]}".formatted(number), "]}") {
        @Override
        Envelope envelope(Envelopes envelopes, EntryHandler handler) {
            return envelopes.bulkGet(handler);
        }

        @Override
        List<ObjectNode> documents(JsonNode answer) {
            List<ObjectNode> documents = new ArrayList<>();
            answer.get("results").forEach(result -> documents.addAll(behind("ok", result.get("docs"))));
            return documents;
        }
    },
    OPEN_REVS("[", number -> "{\"ok\":%s}", "]") {
        @Override
        Envelope envelope(Envelopes envelopes, EntryHandler handler) {
            return envelopes.openRevs(handler);
        }

        @Override
        List<ObjectNode> documents(JsonNode answer) {
            return behind("ok", answer);
        }
    },
    /** It has no documents: rows of CouchDB's, which leave as they came. */
    BULK_DOCS(
            "[", number -> "{\"ok\":true,\"id\":\"item:%07d\",\"rev\":\"4-%032x\"}".formatted(number, number), "]\n") {
        @Override
        Envelope envelope(Envelopes envelopes, EntryHandler handler) {
            return envelopes.bulkDocs(new TreeMap<>());
        }

        @Override
        List<ObjectNode> documents(JsonNode answer) {
            return List.of();
        }
    };

    static final int DOCUMENTS = 100;

    private final String before;

    @SuppressWarnings("ImmutableEnumChecker") // Each is a pure function.
    private final IntFunction<String> entry;

    private final String behind;

    SampleAnswer(String before, IntFunction<String> entry, String behind) {
        this.before = before;
        this.entry = entry;
        this.behind = behind;
    }

    /** What is fed, piece by piece: one answer, unless that would not be {@value #DOCUMENTS} documents. */
    List<byte[]> bodies() {
        return List.of(body(DOCUMENTS));
    }

    /** Whether the pieces are those of one body. */
    boolean isOneBody() {
        return false;
    }

    /** One answer with so many documents. */
    byte[] body(int documents) {
        return IntStream.range(0, documents)
                .mapToObj(this::entry)
                .collect(Collectors.joining(",\n", before, behind))
                .getBytes(UTF_8);
    }

    final String entry(int number) {
        return entry.apply(number).replace("%s", new String(SampleDocument.KB_1.bytes(number), UTF_8));
    }

    abstract Envelope envelope(Envelopes envelopes, EntryHandler handler);

    /** The documents in an answer that Jackson has read. */
    abstract List<ObjectNode> documents(JsonNode answer);

    private static String row(int number) {
        return "{\"id\":\"item:%07d\",\"key\":\"item:%07d\",\"value\":{\"rev\":\"3-%032x\"},\"doc\":%%s}"
                .formatted(number, number, number);
    }

    private static String change(int number) {
        return "{\"seq\":\"%d-g1AAAACTeJzLYWBgYMpgTmHgz8tPSTV0MDQy1zMAQsMckEQiQ1L9____szKYE5ly\",\"id\":\"item:%07d\",\"changes\":[{\"rev\":\"3-%032x\"}],\"doc\":%%s}"
                .formatted(number, number, number);
    }

    private static List<ObjectNode> behind(String name, JsonNode entries) {
        List<ObjectNode> documents = new ArrayList<>();
        entries.forEach(entry -> documents.add((ObjectNode) entry.get(name)));
        return documents;
    }
}
