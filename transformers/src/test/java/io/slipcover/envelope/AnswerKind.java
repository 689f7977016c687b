package io.slipcover.envelope;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The kinds of answers, written anew over Jackson's trees: the model that envelopes are compared with. */
enum AnswerKind {
    DOCUMENT {
        @Override
        Envelope envelope(EntryHandler handler) {
            return ENVELOPES.document(handler);
        }

        @Override
        void eachArray(JsonNode body, Consumer<ArrayNode> visit) {
            throw new UnsupportedOperationException();
        }
    },
    ROWS {
        @Override
        Envelope envelope(EntryHandler handler) {
            return ENVELOPES.rows(handler);
        }

        @Override
        void eachArray(JsonNode body, Consumer<ArrayNode> visit) {
            visitArray(body.get("rows"), visit);
            for (JsonNode answer : elements(body.get("results"))) {
                visitArray(answer.get("rows"), visit);
            }
        }
    },
    CHANGES {
        @Override
        Envelope envelope(EntryHandler handler) {
            return ENVELOPES.changes(handler);
        }

        @Override
        void eachArray(JsonNode body, Consumer<ArrayNode> visit) {
            visitArray(body.get("results"), visit);
        }
    },
    SEARCH {
        @Override
        Envelope envelope(EntryHandler handler) {
            return ENVELOPES.searchResults(handler);
        }

        @Override
        void eachArray(JsonNode body, Consumer<ArrayNode> visit) {
            visitArray(body.get("rows"), visit);
            visitArray(body.get("hits"), visit);
            for (JsonNode group : elements(body.get("groups"))) {
                visitArray(group.get("rows"), visit);
                visitArray(group.get("hits"), visit);
            }
        }
    },
    BULK_GET {
        @Override
        Envelope envelope(EntryHandler handler) {
            return ENVELOPES.bulkGet(handler);
        }

        @Override
        void eachArray(JsonNode body, Consumer<ArrayNode> visit) {
            for (JsonNode result : elements(body.get("results"))) {
                visitArray(result.get("docs"), visit);
            }
        }
    },
    OPEN_REVS {
        @Override
        Envelope envelope(EntryHandler handler) {
            return ENVELOPES.openRevs(handler);
        }

        @Override
        void eachArray(JsonNode body, Consumer<ArrayNode> visit) {
            visitArray(body, visit);
        }
    };

    static final Envelopes ENVELOPES = new Envelopes(EnvelopeLimits.DEFAULT);

    abstract Envelope envelope(EntryHandler handler);

    abstract void eachArray(JsonNode body, Consumer<ArrayNode> visit);

    private String member() {
        return this == BULK_GET || this == OPEN_REVS ? "ok" : "doc";
    }

    /** What the answer becomes, where documents become what {@code decide} says. Changes the body, or returns the one in its place. */
    JsonNode expected(JsonNode body, Function<ObjectNode, EntryOutcome> decide) {
        if (this == DOCUMENT) {
            return decide.apply((ObjectNode) body) instanceof EntryOutcome.Replaced replaced
                    ? Trees.parse(replaced.document().toBytes())
                    : body;
        }
        eachArray(body, array -> {
            for (Iterator<JsonNode> entries = array.iterator(); entries.hasNext(); ) {
                if (!decideEntry(entries.next(), decide)) {
                    entries.remove();
                }
            }
        });
        return body;
    }

    /** The documents of an answer, in order. */
    List<ObjectNode> documents(JsonNode body) {
        List<ObjectNode> documents = new ArrayList<>();
        expected(body.deepCopy(), document -> {
            documents.add(document.deepCopy());
            return EntryOutcome.unchanged();
        });
        return documents;
    }

    boolean decideEntry(JsonNode node, Function<ObjectNode, EntryOutcome> decide) {
        if (!(node instanceof ObjectNode entry) || !(entry.get(member()) instanceof ObjectNode document)) {
            return true;
        }
        EntryOutcome outcome = decide.apply(document);
        if (outcome instanceof EntryOutcome.Replaced replaced) {
            entry.set(member(), Trees.parse(replaced.document().toBytes()));
        } else if (outcome instanceof EntryOutcome.Failed failed && this == BULK_GET) {
            ObjectNode error = entry.removeAll().putObject("error");
            if (document.has("_id")) {
                error.set("id", document.get("_id"));
            }
            if (document.has("_rev")) {
                error.set("rev", document.get("_rev"));
            }
            error.put("error", failed.error()).put("reason", failed.reason());
        } else if (outcome instanceof EntryOutcome.Failed failed) {
            entry.putNull(member()).put("error", failed.error()).put("reason", failed.reason());
        }
        return !(outcome instanceof EntryOutcome.LeftOut);
    }

    private static Iterable<JsonNode> elements(@Nullable JsonNode node) {
        return node instanceof ArrayNode array ? array : List.of();
    }

    private static void visitArray(@Nullable JsonNode node, Consumer<ArrayNode> visit) {
        if (node instanceof ArrayNode array) {
            visit.accept(requireNonNull(array));
        }
    }
}
