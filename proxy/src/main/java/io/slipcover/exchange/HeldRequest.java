package io.slipcover.exchange;

import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.slipcover.json.JsonBuffer;

/**
 * A request whose body Slipcover holds whole and decoded, up to a limit, before it decides anything. {@code 100
 * Continue} is Slipcover's own here, because it asks CouchDB only when it knows the body. CouchDB refuses a body that
 * is not encoded as its head says.
 */
public abstract class HeldRequest implements RequestSide {
    /** The part of an announced length that has to have come before the rest is believed, and made room for. */
    private static final int BELIEVED = 4;

    private final BodyDecoder decoder;
    private final int maximum;
    private JsonBuffer body = new JsonBuffer();

    /** How many bytes the client says it sends; 0 where the client does not say. */
    private long announced;

    /** Whether the decision has been made, so that the rest of the body does not matter. */
    private boolean decided;

    /** Whether the body does not matter because it is not encoded as its head says. */
    private boolean unreadable;

    /**
     * @param maximum how many bytes Slipcover holds
     */
    public HeldRequest(BodyDecoder decoder, int maximum) {
        this.decoder = decoder;
        this.maximum = maximum;
    }

    /** The body is here, from 0 to its length. Nobody changes the bytes any more. */
    protected abstract void received(Exchange exchange, byte[] bytes, int length);

    /** The body has more bytes than Slipcover may hold. */
    protected abstract void tooLarge(Exchange exchange);

    /** The body cannot be held for this reason. */
    protected abstract void refuse(Exchange exchange, OwnAnswer answer);

    /** The exchange is over. */
    protected abstract void cancel();

    @Override
    public final void begin(Exchange exchange) {
        body = new JsonBuffer(exchange.memory().heap());
        announced = HttpUtil.getContentLength(exchange.request(), 0L);
        exchange.request().headers().remove(HttpHeaderNames.EXPECT);
        exchange.client().sendContinue();
    }

    @Override
    public final void content(Exchange exchange, HttpContent content) {
        try {
            if (!decided) {
                decoder.forEach(content.content(), this::hold);
            }
        } catch (DocumentTooLargeException exception) {
            decided = true;
            tooLarge(exchange);
        } catch (UnpackedTooLargeException exception) {
            decided = true;
            refuse(exchange, exception.answer());
        } catch (DecompressionException exception) {
            decided = true;
            unreadable = true;
        } finally {
            content.release();
        }
        if (content instanceof LastHttpContent) {
            if (unreadable) {
                UnreadableBody.send(exchange);
            } else if (!decided) {
                decided = true;
                received(exchange, body.array(), body.length());
            }
        }
    }

    private void hold(byte[] bytes, int from, int to) {
        if (to - from > maximum - body.length()) {
            throw new DocumentTooLargeException();
        }
        if (body.length() > announced / BELIEVED && announced <= maximum) {
            body.reserve((int) announced);
        }
        body.write(bytes, from, to - from);
    }

    @Override
    public final void discard() {
        decided = true;
        decoder.close();
        cancel();
    }
}
