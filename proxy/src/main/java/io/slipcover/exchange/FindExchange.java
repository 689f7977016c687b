package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.slipcover.document.ReleaseView;
import io.slipcover.envelope.EntryTooLargeException;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.envelope.StreamedElements;
import io.slipcover.find.FindException;
import io.slipcover.find.FindQuery;
import io.slipcover.find.Page;
import io.slipcover.find.Search;
import io.slipcover.find.SortLimits;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A {@code _find}: page after page of candidates is asked of CouchDB, one after the other, and what is a result goes to the client as it
 * comes. The first megabyte is held, so that what goes wrong until then is said in an answer; later it breaks the connection.
 */
final class FindExchange extends QuerySide {
    private static final int HELD = 1 << 20;
    private static final int MAXIMUM_REFUSAL = 1 << 20;

    private final ReleaseView view;
    private final DocumentViewer viewer;
    private final ReleaseHeaders releaseHeaders;
    private final EnvelopeLimits limits;
    private final SortLimits sortLimits;
    private final BufferSink out;

    private @Nullable StreamedQuestion page;
    private @Nullable HttpResponse head;
    private boolean begun;

    FindExchange(
            AsClient asClient,
            BodyDecoder decoder,
            ReleaseView view,
            DocumentViewer viewer,
            ReleaseHeaders releaseHeaders,
            EnvelopeLimits limits,
            SortLimits sortLimits,
            BufferSink out) {
        super(asClient, decoder);
        this.view = view;
        this.viewer = viewer;
        this.releaseHeaders = releaseHeaders;
        this.limits = limits;
        this.sortLimits = sortLimits;
        this.out = out;
    }

    @Override
    void received(Exchange exchange, JsonObject body) {
        FindQuery query = FindQuery.parse(body, view, exchange.request().uri());
        Search search = query.search(viewer::view, viewer.leavesOut(), sortLimits, out);
        next(exchange, query, search);
    }

    private void next(Exchange exchange, FindQuery query, Search search) {
        Page wanted = search.next();
        if (wanted == null) {
            write(exchange, true);
            return;
        }
        StreamedQuestion question =
                asClient().stream(query.question(wanted), new PageListener(exchange, query, search));
        page = question;
        question.reading(exchange.client().isWritable());
        question.ask();
    }

    /** Hears one page. */
    private final class PageListener implements StreamedQuestion.Listener {
        private final Exchange exchange;
        private final FindQuery query;
        private final Search search;
        private final StreamedElements documents;

        /** The head and the body of an answer without documents. */
        private @Nullable HttpResponse refused;

        private final JsonBuffer refusal = new JsonBuffer();

        PageListener(Exchange exchange, FindQuery query, Search search) {
            this.exchange = exchange;
            this.query = query;
            this.search = search;
            this.documents = new StreamedElements("docs", limits, search::candidate, (bytes, from, to) -> {});
        }

        @Override
        public void head(HttpResponse answer) {
            if (answer.status().code() != 200) {
                refused = answer;
            } else if (head == null) {
                head = answer;
            }
        }

        @Override
        public void content(HttpContent content) {
            boolean last = content instanceof LastHttpContent;
            try {
                if (refused == null) {
                    Bytes.forEach(content.content(), documents::feed);
                } else {
                    Bytes.forEach(content.content(), this::keepRefusal);
                }
                if (last) {
                    ended();
                } else {
                    write(exchange, false);
                }
            } catch (FindException exception) {
                fail(new OwnAnswer(exception.status(), exception.error(), exception.reason()));
            } catch (EntryTooLargeException exception) {
                fail(new OwnAnswer(500, "document_too_large", String.valueOf(exception.getMessage())));
            } catch (JsonFormatException exception) {
                fail(new OwnAnswer(502, "bad_gateway", "CouchDB's answer is not JSON: " + exception.getMessage()));
            } finally {
                content.release();
            }
        }

        private void keepRefusal(byte[] bytes, int from, int to) {
            if (to - from > MAXIMUM_REFUSAL - refusal.length()) {
                throw new JsonFormatException(refusal.length(), "found more than an error");
            }
            refusal.write(bytes, from, to - from);
        }

        private void ended() {
            HttpResponse answer = refused;
            if (answer != null) {
                exchange.answerInstead(new UpstreamQuestion.Answer(answer, refusal.toByteArray()));
                return;
            }
            search.pageEnded(documents.end());
            next(exchange, query, search);
        }

        @Override
        public void pause() {
            if (refused == null && search.hasEnough()) {
                cancel();
                search.pageBrokenOff();
                next(exchange, query, search);
            }
            if (begun && !exchange.isOver()) {
                exchange.client().flush();
            }
        }

        @Override
        public void failed(String reason) {
            exchange.answerInstead(OwnAnswer.later(reason));
        }

        private void fail(OwnAnswer answer) {
            cancel();
            exchange.answerInstead(answer);
        }
    }

    private void write(Exchange exchange, boolean last) {
        if (!begun) {
            HttpResponse answer = head;
            if (answer == null || (!last && out.length() <= HELD)) {
                return;
            }
            begun = true;
            releaseHeaders.apply(answer.headers());
            answer.headers().remove(HttpHeaderNames.CONTENT_LENGTH);
            exchange.answerHead(answer);
        }
        exchange.answerBytes(out, last);
        if (!last) {
            clientWritabilityChanged(exchange);
        }
    }

    @Override
    public void clientWritabilityChanged(Exchange exchange) {
        StreamedQuestion question = page;
        if (question != null && begun) {
            question.reading(exchange.client().isWritable());
        }
    }

    private void cancel() {
        StreamedQuestion question = page;
        page = null;
        if (question != null) {
            question.cancel();
        }
    }

    @Override
    public void discard() {
        super.discard();
        cancel();
        out.discard();
    }
}
