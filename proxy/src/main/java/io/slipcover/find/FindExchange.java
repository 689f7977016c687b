package io.slipcover.find;

import io.slipcover.budget.Budget;
import io.slipcover.document.ReleaseView;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.envelope.StreamedElements;
import io.slipcover.exchange.BodyDecoder;
import io.slipcover.exchange.DocumentViewer;
import io.slipcover.exchange.Exchange;
import io.slipcover.json.JsonObject;
import io.slipcover.question.ClientQuestions;
import io.slipcover.question.UpstreamQuestion;
import io.slipcover.release.ReleaseHeaders;

/**
 * A {@code _find}. Slipcover asks CouchDB for page after page of candidates, one after the other, and sends each result to the client as it
 * comes. Slipcover holds the first megabyte, so that it can still answer with an error if something goes wrong until then.
 */
final class FindExchange extends QuerySide {
    private static final int HELD = 1 << 20;

    private final ReleaseView view;
    private final ReleaseView store;
    private final DocumentViewer viewer;
    private final ReleaseHeaders releaseHeaders;
    private final EnvelopeLimits limits;
    private final SortLimits sortLimits;

    FindExchange(
            ClientQuestions asClient,
            BodyDecoder decoder,
            ReleaseView view,
            ReleaseView store,
            DocumentViewer viewer,
            ReleaseHeaders releaseHeaders,
            EnvelopeLimits limits,
            SortLimits sortLimits) {
        super(asClient, decoder);
        this.view = view;
        this.store = store;
        this.viewer = viewer;
        this.releaseHeaders = releaseHeaders;
        this.limits = limits;
        this.sortLimits = sortLimits;
    }

    @Override
    void received(Exchange exchange, JsonObject body, Budget budget) {
        FindQuery query = FindQuery.parse(body, view, exchange.request().uri(), budget);
        if (query.hasToKnowIndexes()) {
            chooseIndexes(exchange, query, store, chosen -> search(exchange, chosen));
        } else {
            search(exchange, query);
        }
    }

    private void search(Exchange exchange, FindQuery query) {
        ComposedAnswer answer = compose(exchange, releaseHeaders, HELD);
        next(answer, query, query.search(viewer::view, viewer.leavesOut(), sortLimits, answer.out()));
    }

    private void next(ComposedAnswer answer, FindQuery query, Search search) {
        CandidatePage wanted = search.next();
        if (wanted == null) {
            answer.write(true);
            return;
        }
        StreamedElements documents =
                new StreamedElements("docs", limits, search::candidate, (bytes, from, length) -> {});
        answer.ask(asClient().stream(query.question(wanted), answer.new Part() {
            @Override
            void feed(byte[] bytes, int from, int to) {
                documents.feed(bytes, from, to);
            }

            @Override
            void fed() {
                if (search.hasEnough()) {
                    answer.cancel();
                    search.pageBrokenOff();
                    next(answer, query, search);
                }
            }

            @Override
            boolean refused(UpstreamQuestion.Answer refusal) {
                boolean goesOn = search.refused(refusal.status(), error(refusal));
                if (goesOn) {
                    next(answer, query, search);
                }
                return goesOn;
            }

            @Override
            void ended() {
                search.pageEnded(documents.end());
                next(answer, query, search);
            }
        }));
    }
}
