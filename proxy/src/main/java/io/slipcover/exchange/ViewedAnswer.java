package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.slipcover.envelope.EntryFailedException;
import io.slipcover.envelope.EntryTooLargeException;
import io.slipcover.envelope.Envelope;
import io.slipcover.envelope.Envelopes;
import io.slipcover.envelope.MediaType;
import io.slipcover.envelope.MultipartDocument;
import io.slipcover.envelope.MultipartFormatException;
import io.slipcover.json.JsonFormatException;
import io.slipcover.release.ReleaseHeaders;
import io.slipcover.route.AnswerKind;
import io.slipcover.upstream.Bytes;
import io.slipcover.upstream.InPlace;
import org.jspecify.annotations.Nullable;

/**
 * An answer in which documents become views. The answer streams, with two exceptions. Slipcover holds a single document until it is certain
 * that the document can be shown. For the same reason it holds the first megabyte of several revisions. Slipcover looks only into an answer
 * that says it succeeded. The question tells what is JSON in that answer. CouchDB chooses, from what the client accepts, whether a document
 * or revisions come in parts.
 */
public final class ViewedAnswer implements AnswerSide {
    private static final int HELD_REVISIONS = 1 << 20;

    /** The refusal of a script, which CouchDB with {@code allow_jsonp} answers with. Slipcover cannot find documents in a script. */
    private static final OwnAnswer SCRIPT = new OwnAnswer(
            400, "bad_request", "Slipcover shows no documents as JSONP; leave 'callback' out, and use CORS instead");

    private final AnswerKind kind;
    private final ReleaseHeaders releaseHeaders;
    private final Envelopes envelopes;
    private final DocumentViewer viewer;
    private final boolean headOnly;
    private final BufferSink out;

    private @Nullable Envelope envelope;

    /** The envelope of a document with attachments behind it; null for any other answer. */
    private @Nullable MultipartDocument attached;

    /** The answer's head while Slipcover holds it back. */
    private @Nullable HttpResponse head;

    private int mostHeld = Integer.MAX_VALUE;
    private boolean verbatim;

    public ViewedAnswer(
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
        MediaType type = MediaType.parse(headers.get(HttpHeaderNames.CONTENT_TYPE, ""));
        if (type.is("application/javascript")) {
            exchange.answerInstead(SCRIPT);
            return;
        }
        boolean inParts = type.type().startsWith("multipart/");
        if (inParts) {
            envelope = beginParts(type);
        }
        if ((encoding != null && !encoding.equalsIgnoreCase("identity")) || (inParts && envelope == null)) {
            exchange.answerInstead(new OwnAnswer(
                    502,
                    "bad_gateway",
                    "CouchDB answered in a form that it was not asked for: " + type + " " + encoding));
            return;
        }
        // To HEAD of what comes in chunks CouchDB says that it has no bytes, which is as little true of views.
        boolean nothing = headOnly && "0".equals(headers.get(HttpHeaderNames.CONTENT_LENGTH));
        if (kind != AnswerKind.DOCUMENT && !nothing) {
            headers.remove(HttpHeaderNames.CONTENT_LENGTH);
        }
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
                Envelope begun = envelope;
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
        } catch (MultipartFormatException exception) {
            exchange.answerInstead(new OwnAnswer(
                    502, "bad_gateway", "CouchDB's answer is not in parts as it says: " + exception.getMessage()));
            return;
        } finally {
            content.release();
        }
        write(exchange, last);
    }

    private void feed(byte[] bytes, int from, int to) {
        Envelope begun = envelope;
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

    private Envelope begin(boolean array) {
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

    /** The envelope of an answer in parts, or null where the client's question has no such answer. */
    private @Nullable Envelope beginParts(MediaType type) {
        String boundary = type.parameter("boundary");
        if (boundary == null) {
            return null;
        }
        if (kind == AnswerKind.BULK_GET) {
            return envelopes.multipartBulkGet(boundary, viewer);
        }
        if (kind != AnswerKind.DOCUMENT) {
            return null;
        }
        if (type.is("multipart/mixed")) {
            mostHeld = HELD_REVISIONS;
            return envelopes.multipartOpenRevs(boundary, viewer);
        }
        attached = envelopes.multipartDocument(boundary, viewer);
        return attached;
    }

    private void write(Exchange exchange, boolean last) {
        MultipartDocument document = attached;
        HttpResponse held = head;
        if (document != null && held != null) {
            if (document.isDecided()) {
                writeAttached(exchange, held, document.growth(), last);
            }
            return;
        }
        if (held != null) {
            if (!last && out.length() <= mostHeld) {
                return;
            }
            head = null;
            if (!last) {
                held.headers().remove(HttpHeaderNames.CONTENT_LENGTH);
            } else if (!HttpUtil.isTransferEncodingChunked(held)) {
                InPlace.set(held.headers(), HttpHeaderNames.CONTENT_LENGTH, Long.toString(out.length()));
            }
            exchange.answerHead(held);
            if (headOnly) {
                endWithHead(exchange);
                return;
            }
        }
        exchange.answerBytes(out, last);
    }

    /** Begins to write a document with attachments, as soon as it is certain that there is a view of the document. */
    private void writeAttached(Exchange exchange, HttpResponse held, long growth, boolean last) {
        head = null;
        long length = HttpUtil.getContentLength(held, -1L);
        if (length >= 0) {
            InPlace.set(held.headers(), HttpHeaderNames.CONTENT_LENGTH, Long.toString(length + growth));
        }
        exchange.answerHead(held);
        if (headOnly) {
            endWithHead(exchange);
        } else {
            exchange.answerBytes(out, last);
        }
    }

    /** Ends the exchange with the head, because the head has said everything. Nobody needs what else CouchDB sends. */
    private void endWithHead(Exchange exchange) {
        out.discard();
        exchange.answerContent(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    @Override
    public void discard() {
        out.discard();
    }
}
