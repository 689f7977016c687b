package io.slipcover.find;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.budget.Budget;
import io.slipcover.document.ReleaseView;
import io.slipcover.envelope.EntryOutcome;
import io.slipcover.envelope.Envelope;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.envelope.Envelopes;
import io.slipcover.envelope.StreamedElements;
import io.slipcover.exchange.BodyDecoder;
import io.slipcover.exchange.BufferSink;
import io.slipcover.exchange.DocumentViewer;
import io.slipcover.exchange.Exchange;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.question.ClientQuestions;
import io.slipcover.question.NoAnswer;
import io.slipcover.question.UpstreamQuestion;
import io.slipcover.release.ReleaseHeaders;
import io.slipcover.route.AnswerKind;
import io.slipcover.route.QueryParameters;
import io.slipcover.route.Target;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A {@code _changes?filter=_selector}. Where CouchDB cannot decide for the client, Slipcover asks CouchDB for every change that the client
 * may want, with documents, and sends the client those that it does want. Then Slipcover counts the changes, and ends the answer with the
 * sequence of its last change. A replicator takes an answer with fewer changes than it asked for as the last one.
 */
final class SelectedChanges extends QuerySide {
    private static final JsonName LAST_SEQUENCE = JsonName.of("last_seq");
    private static final JsonName PENDING = JsonName.of("pending");
    private static final Set<String> COUNTING = Set.of("limit", "seq_interval", "include_docs");
    private static final Set<String> WAITING = Set.of("feed", "heartbeat", "timeout", "since", "last-event-id");
    private static final Set<String> SINCE = Set.of("since", "last-event-id");

    /** CouchDB takes a sign and leading zeros. */
    private static final Pattern LIMIT = Pattern.compile("\\+?0*([1-9][0-9]{0,17})");

    private static final int MAXIMUM_PENDING = 1 << 20;

    private final AnswerKind kind;
    private final ReleaseView view;
    private final DocumentViewer viewer;
    private final ReleaseHeaders releaseHeaders;
    private final Envelopes envelopes;
    private final EnvelopeLimits limits;

    SelectedChanges(
            AnswerKind kind,
            ClientQuestions asClient,
            BodyDecoder decoder,
            ReleaseView view,
            DocumentViewer viewer,
            ReleaseHeaders releaseHeaders,
            Envelopes envelopes,
            EnvelopeLimits limits) {
        super(asClient, decoder);
        this.kind = kind;
        this.view = view;
        this.viewer = viewer;
        this.releaseHeaders = releaseHeaders;
        this.envelopes = envelopes;
        this.limits = limits;
    }

    @Override
    void received(Exchange exchange, JsonObject body, Budget budget) {
        ChangesQuery changes = ChangesQuery.parse(body, view, budget);
        String target = exchange.request().uri();
        QueryParameters query = Target.parse(target).query();
        boolean documents = query.isTrue("include_docs");
        Long limit = changes.isDecidedByDatabase() ? null : limit(query);
        if (!changes.isDecidedByDatabase()) {
            // Without a limit that can be kept, CouchDB says what it thinks of the one that it was given.
            boolean counts = limit != null || !query.has("limit");
            target = QueryParameters.without(
                    target, name -> COUNTING.contains(name) && (counts || !name.equals("limit")));
            target = QueryParameters.with(target, "include_docs", "true");
        }
        Asked asked = new Asked(
                compose(exchange, releaseHeaders, 0),
                changes,
                changes.selection(viewer::view, documents, limit == null ? Long.MAX_VALUE : limit),
                "longpoll".equals(query.last("feed")));
        if (kind == AnswerKind.CHANGES) {
            askForArray(asked, target, true);
        } else {
            askForLines(asked, target);
        }
    }

    /**
     * The target that Slipcover asks so that CouchDB says what is wrong with a body. A feed that waits for changes says nothing until a
     * change comes, but CouchDB looks at its selector before that, as it does for any other feed.
     */
    @Override
    String targetToRefuse(String target) {
        return QueryParameters.with(QueryParameters.without(target, WAITING::contains), "since", "now");
    }

    /** The number of changes that the client wants, or null where the client gives no number, or one that cannot be counted to. */
    private static @Nullable Long limit(QueryParameters query) {
        String text = query.last("limit");
        Matcher number = LIMIT.matcher(text == null ? "" : text);
        return number.matches() ? Long.valueOf(number.group(1)) : null;
    }

    private record Asked(ComposedAnswer answer, ChangesQuery query, ChangeSelection selection, boolean longPoll) {
        BufferSink out() {
            return answer.out();
        }

        void write(String text) {
            out().write(text.getBytes(UTF_8));
        }
    }

    private void askForArray(Asked asked, String target, boolean first) {
        ComposedAnswer composed = asked.answer();
        ChangeSelection selection = asked.selection();
        boolean[] begun = {!first};
        boolean[] hasRows = {false};
        StreamedElements rows = new StreamedElements(
                "results",
                limits.within(1),
                (bytes, from, to, exceeded) -> {
                    JsonObject row = selection.row(JsonObject.ofValidated(bytes, from, to), exceeded);
                    if (row != null) {
                        asked.write(hasRows[0] ? ",\r\n" : "");
                        hasRows[0] = true;
                        row.writeTo(asked.out());
                    }
                },
                asked.out());
        composed.ask(asClient().stream(target, asked.query().question(), composed.new Part() {
            @Override
            void feed(byte[] bytes, int from, int to) {
                if (!begun[0]) {
                    begun[0] = true;
                    asked.write("{\"results\":[\n");
                }
                rows.feed(bytes, from, to);
            }

            @Override
            void fed() {
                if (selection.isFull()) {
                    composed.cancel();
                    endArrayEarly(asked);
                }
            }

            @Override
            void ended() {
                JsonObject rest = rows.end();
                JsonValue last = rest.get(LAST_SEQUENCE);
                if (selection.isFull()) {
                    endArrayEarly(asked);
                } else if (asked.longPoll() && selection.hasOnlyDropped() && last != null) {
                    // What came is not wanted, so the client goes on waiting.
                    selection.forgetDropped();
                    composed.write(false);
                    askForArray(
                            asked,
                            QueryParameters.with(QueryParameters.without(target, SINCE::contains), "since", text(last)),
                            false);
                } else {
                    endArray(asked, last, rest.get(PENDING));
                }
            }
        }));
    }

    private void endArrayEarly(Asked asked) {
        JsonValue last = asked.selection().lastSequence();
        askPending(last, pending -> endArray(asked, last, pending));
    }

    private static void endArray(Asked asked, @Nullable JsonValue last, @Nullable JsonValue pending) {
        asked.write("\n],\n\"last_seq\":" + last + (pending == null ? "" : ",\"pending\":" + pending) + "}\n");
        asked.answer().write(true);
    }

    private void askForLines(Asked asked, String target) {
        ComposedAnswer composed = asked.answer();
        ChangeSelection selection = asked.selection();
        Envelope rows = envelopes.changeRows(kind == AnswerKind.EVENT_SOURCE_CHANGES, entry -> {
            JsonObject row = selection.row(entry.document(), entry.exceeded());
            return row == null ? EntryOutcome.leftOut() : EntryOutcome.replaced(row);
        });
        composed.ask(asClient().stream(target, asked.query().question(), composed.new Part() {
            @Override
            void feed(byte[] bytes, int from, int to) {
                rows.feed(bytes, from, to, asked.out());
            }

            @Override
            void fed() {
                if (selection.isFull()) {
                    composed.cancel();
                    endLinesEarly(asked);
                }
            }

            @Override
            void ended() {
                rows.end(asked.out());
                if (selection.isFull()) {
                    endLinesEarly(asked);
                } else {
                    composed.write(true);
                }
            }
        }));
    }

    private void endLinesEarly(Asked asked) {
        if (kind == AnswerKind.EVENT_SOURCE_CHANGES) {
            asked.answer().write(true);
            return;
        }
        JsonValue last = asked.selection().lastSequence();
        askPending(last, pending -> {
            asked.write("{\"last_seq\":" + last + ",\"pending\":" + pending + "}\n");
            asked.answer().write(true);
        });
    }

    /**
     * Asks how many changes there are behind one. The taker gets JSON's {@code null} where no number comes. CouchDB, too, says {@code null}
     * where it knows no number.
     */
    private void askPending(JsonValue sequence, Consumer<JsonValue> taker) {
        ask(asClient().changesBehind(text(sequence), MAXIMUM_PENDING, new UpstreamQuestion.Asker() {
            @Override
            public void answered(UpstreamQuestion.Answer told) {
                JsonValue pending = null;
                try {
                    pending = told.status() == 200
                            ? JsonObject.parse(told.body(), 0, told.body().length)
                                    .get(PENDING)
                            : null;
                } catch (JsonFormatException exception) {
                    // As good as no answer.
                }
                taker.accept(pending == null ? JsonSlice.NULL : pending);
            }

            @Override
            public void unanswered(NoAnswer why) {
                taker.accept(JsonSlice.NULL);
            }
        }));
    }

    private static String text(JsonValue sequence) {
        return sequence.kind() == JsonKind.STRING ? ((JsonSlice) sequence).asString() : sequence.toString();
    }
}
