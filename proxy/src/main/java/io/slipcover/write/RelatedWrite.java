package io.slipcover.write;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.slipcover.envelope.EntryTooLargeException;
import io.slipcover.envelope.MultipartFormatException;
import io.slipcover.envelope.RelatedRequest;
import io.slipcover.exchange.BufferSink;
import io.slipcover.exchange.Exchange;
import io.slipcover.exchange.KeptParts;
import io.slipcover.exchange.MadeBody;
import io.slipcover.exchange.RequestSide;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.upstream.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A document with its attachments on its way to CouchDB. The document comes first. Slipcover holds it and decides about
 * it, and reads nothing more from the client meanwhile. Then it sends the document, and the attachments stream behind.
 * A body that came with a length leaves with a length. {@code 100 Continue} is Slipcover's own here, because it asks
 * CouchDB only when it knows the document.
 */
public final class RelatedWrite implements RequestSide {
    private final DocumentDecision decision;
    private final RelatedRequest body;
    private final BufferSink out;

    /** The parts of the body that came while Slipcover decided about the document. */
    private final KeptParts held = new KeptParts();

    private enum State {
        RECEIVING_DOCUMENT,
        DECIDING,
        STREAMING,
        /** The stage in which Slipcover holds the body for the quarantine. */
        HOLDING,
        /** The stage in which the body is not needed any more. */
        OVER
    }

    private State state = State.RECEIVING_DOCUMENT;

    /** The body of a refused document, as it came, on its way to the quarantine. */
    private JsonBuffer whole = new JsonBuffer();

    private @Nullable WriteReport report;

    /** Whether the body's last part has been taken. */
    private boolean ended;

    public RelatedWrite(DocumentDecision decision, RelatedRequest body, BufferSink out) {
        this.decision = decision;
        this.body = body;
        this.out = out;
    }

    @Override
    public void begin(Exchange exchange) {
        exchange.request().headers().remove(HttpHeaderNames.EXPECT);
        exchange.client().sendContinue();
    }

    @Override
    public void content(Exchange exchange, HttpContent content) {
        switch (state) {
            case RECEIVING_DOCUMENT, STREAMING, HOLDING -> take(exchange, content);
            case DECIDING -> {
                held.add(exchange.memory(), content);
                exchange.client().reading(false);
            }
            case OVER -> content.release();
        }
    }

    private void take(Exchange exchange, HttpContent content) {
        try {
            Bytes.forEach(content.content(), body::feed);
            if (content instanceof LastHttpContent) {
                ended = true;
                body.end();
            }
        } catch (EntryTooLargeException exception) {
            state = State.OVER;
            decision.refuseTooLarge(exchange);
        } catch (MultipartFormatException exception) {
            state = State.OVER;
            decision.refuse(exchange, WriteAnswers.notInParts(exception));
        } finally {
            content.release();
        }
        if (state == State.STREAMING) {
            send(exchange);
        } else if (state == State.HOLDING) {
            hold(exchange);
        } else if (state == State.RECEIVING_DOCUMENT && body.hasDocument()) {
            state = State.DECIDING;
            decide(exchange);
        }
    }

    private void decide(Exchange exchange) {
        try {
            decision.decide(exchange, body.document(), 0, body.documentLength(), new Decided() {
                @Override
                public void send(JsonValue document) {
                    begin(exchange, document);
                }

                @Override
                public void quarantine(WriteReport refused) {
                    beginHolding(exchange, refused);
                }
            });
        } catch (JsonFormatException exception) {
            decision.refuse(exchange, WriteAnswers.notJson(exception));
        }
    }

    private void begin(Exchange exchange, JsonValue document) {
        long growth = body.replace(document, out);
        state = State.STREAMING;
        HttpHeaders headers = exchange.request().headers();
        long length = HttpUtil.getContentLength(exchange.request(), -1L);
        MadeBody.forgetOther(headers);
        if (length < 0) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        } else {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, length + growth);
        }
        exchange.connect();
        send(exchange);
        while (state == State.STREAMING && !held.isEmpty()) {
            take(exchange, requireNonNull(held.poll(exchange.memory())));
        }
        exchange.flush(); // Nothing may be read from the client any more that would have it flushed.
    }

    /** Holds the body from here on, with the document as it came. */
    private void beginHolding(Exchange exchange, WriteReport refused) {
        report = refused;
        whole = new JsonBuffer(exchange.memory().heap());
        body.replace(JsonSlice.ofValidated(body.document(), 0, body.documentLength()), whole);
        state = State.HOLDING;
        hold(exchange);
        while (state == State.HOLDING && !held.isEmpty()) {
            take(exchange, requireNonNull(held.poll(exchange.memory())));
        }
        if (state == State.HOLDING) {
            exchange.client().reading(true);
        }
    }

    private void hold(Exchange exchange) {
        WriteReport refused = requireNonNull(report);
        if (whole.length() > decision.maximumDocument()) {
            state = State.OVER;
            decision.refuseQuarantine(exchange, refused);
        } else if (ended) {
            state = State.OVER;
            String contentType = exchange.request().headers().get(HttpHeaderNames.CONTENT_TYPE);
            decision.quarantine(exchange, requireNonNull(contentType), whole.array(), whole.length(), refused);
            whole.free();
        }
    }

    private void send(Exchange exchange) {
        ByteBuf bytes = out.take();
        if (bytes != null) {
            exchange.send(new DefaultHttpContent(bytes));
        }
        if (ended) {
            exchange.send(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }

    @Override
    public void discard() {
        state = State.OVER;
        decision.cancel();
        out.discard();
        held.release();
    }
}
