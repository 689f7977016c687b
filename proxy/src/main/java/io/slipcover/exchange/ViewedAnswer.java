package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.slipcover.envelope.EntryFailedException;
import io.slipcover.envelope.EntryTooLargeException;
import io.slipcover.envelope.Envelopes;
import io.slipcover.envelope.ResponseEnvelope;
import io.slipcover.json.JsonFormatException;
import io.slipcover.route.AnswerKind;
import org.jspecify.annotations.Nullable;

/**
 * An answer in which documents become views. It streams, but for a document alone, which is held until it is certain that it can be
 * shown; of several revisions the first megabyte is held for the same reason. Only an answer that says it succeeded is looked into:
 * what is JSON in it is known from the question.
 */
final class ViewedAnswer implements AnswerSide {
    private static final int HELD_REVISIONS = 1 << 20;

    private final AnswerKind kind;
    private final ReleaseHeaders releaseHeaders;
    private final Envelopes envelopes;
    private final DocumentViewer viewer;
    private final boolean headOnly;
    private final BufferSink out;

    private @Nullable ResponseEnvelope envelope;

    /** The answer's head where it is held back. */
    private @Nullable HttpResponse head;

    private int mostHeld = Integer.MAX_VALUE;
    private boolean verbatim;

    ViewedAnswer(
            AnswerKind kind,
            ReleaseHeaders releaseHeaders,
            Envelopes envelopes,
            DocumentViewer viewer,
            boolean headOnly,
            BufferSink out) {
        this.kind = kind;
        this.releaseHeaders = releaseHeaders;
        this.envelopes = envelopes;
        this.viewer = viewer;
        this.headOnly = headOnly;
        this.out = out;
    }

    @Override
    public void head(Exchange exchange, HttpResponse answer) {
        HttpHeaders headers = answer.headers();
        releaseHeaders.apply(headers);
        boolean succeeded = answer.status().codeClass() == HttpStatusClass.SUCCESS
                && answer.status().code() != 204;
        if (!succeeded) {
            verbatim = true;
            exchange.answerHead(answer);
            return;
        }
        String encoding = headers.get(HttpHeaderNames.CONTENT_ENCODING);
        String type = headers.get(HttpHeaderNames.CONTENT_TYPE, "");
        if ((encoding != null && !encoding.equalsIgnoreCase("identity"))
                || type.regionMatches(true, 0, "multipart/", 0, "multipart/".length())) {
            exchange.answerInstead(new OwnAnswer(
                    502,
                    "bad_gateway",
                    "CouchDB answered in a form that it was not asked for: " + type + " " + encoding));
            return;
        }
        headers.remove(HttpHeaderNames.CONTENT_LENGTH);
        if (kind == AnswerKind.DOCUMENT) {
            head = answer;
        } else {
            verbatim = headOnly;
            exchange.answerHead(answer);
        }
    }

    @Override
    public void content(Exchange exchange, HttpContent content) {
        if (verbatim) {
            exchange.answerContent(content);
            return;
        }
        boolean last = content instanceof LastHttpContent;
        try {
            Bytes.forEach(content.content(), this::feed);
            if (last) {
                ResponseEnvelope begun = envelope;
                (begun == null ? begin(false) : begun).end(out);
            }
        } catch (EntryFailedException exception) {
            exchange.answerInstead(new OwnAnswer(500, exception.error(), exception.reason()));
            return;
        } catch (EntryTooLargeException exception) {
            exchange.answerInstead(new OwnAnswer(500, "document_too_large", String.valueOf(exception.getMessage())));
            return;
        } catch (JsonFormatException exception) {
            exchange.answerInstead(
                    new OwnAnswer(502, "bad_gateway", "CouchDB's answer is not JSON: " + exception.getMessage()));
            return;
        } finally {
            content.release();
        }
        write(exchange, last);
    }

    private void feed(byte[] bytes, int from, int to) {
        ResponseEnvelope begun = envelope;
        int at = from;
        if (begun == null) {
            while (at < to && isWhiteSpace(bytes[at])) {
                at++;
            }
            if (at == to && kind == AnswerKind.DOCUMENT) {
                return;
            }
            begun = begin(at < to && bytes[at] == '[');
            envelope = begun;
            at = kind == AnswerKind.DOCUMENT ? at : from;
        }
        begun.feed(bytes, at, to, out);
    }

    private static boolean isWhiteSpace(byte character) {
        return character == ' ' || character == '\n' || character == '\r' || character == '\t';
    }

    private ResponseEnvelope begin(boolean array) {
        return switch (kind) {
            case DOCUMENT -> {
                // The query says which, but what CouchDB makes of it counts: open_revs=[] is a document, too.
                mostHeld = array ? HELD_REVISIONS : Integer.MAX_VALUE;
                yield array ? envelopes.openRevs(viewer) : envelopes.document(viewer);
            }
            case ROWS -> envelopes.rows(viewer);
            case CHANGES -> envelopes.changes(viewer);
            case CONTINUOUS_CHANGES -> envelopes.continuousChanges(viewer);
            case EVENT_SOURCE_CHANGES -> envelopes.eventSourceChanges(viewer);
            case SEARCH_RESULTS -> envelopes.searchResults(viewer);
            case BULK_GET -> envelopes.bulkGet(viewer);
        };
    }

    private void write(Exchange exchange, boolean last) {
        HttpResponse held = head;
        if (held != null) {
            if (!last && out.length() <= mostHeld) {
                return;
            }
            head = null;
            if (last) {
                held.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
                held.headers().set(HttpHeaderNames.CONTENT_LENGTH, out.length());
            }
            exchange.answerHead(held);
        }
        exchange.answerBytes(out, last);
    }

    @Override
    public void discard() {
        out.discard();
    }
}
