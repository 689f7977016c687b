package io.slipcover.write;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.slipcover.envelope.EntryTooLargeException;
import io.slipcover.envelope.Envelope;
import io.slipcover.exchange.AnswerSide;
import io.slipcover.exchange.BufferSink;
import io.slipcover.exchange.Exchange;
import io.slipcover.json.JsonFormatException;
import io.slipcover.release.ReleaseHeaders;
import io.slipcover.upstream.Bytes;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The side of an exchange for CouchDB's answer to a batch. It puts Slipcover's own rows among CouchDB's rows. */
public final class BatchAnswer implements AnswerSide {
    private final ReleaseHeaders releaseHeaders;
    private final Supplier<@Nullable Envelope> envelopes;
    private final BufferSink out;

    private @Nullable Envelope envelope;

    /**
     * @param envelopes gives, when CouchDB answers, the envelope that puts rows among CouchDB's; null where there are
     *     no rows to put
     */
    public BatchAnswer(ReleaseHeaders releaseHeaders, Supplier<@Nullable Envelope> envelopes, BufferSink out) {
        this.releaseHeaders = releaseHeaders;
        this.envelopes = envelopes;
        this.out = out;
    }

    @Override
    public void head(Exchange exchange, HttpResponse head) {
        releaseHeaders.apply(head.headers());
        if (head.status().codeClass() == HttpStatusClass.SUCCESS) {
            envelope = envelopes.get();
        }
        if (envelope != null) {
            head.headers().remove(HttpHeaderNames.CONTENT_LENGTH);
        }
        exchange.answerHead(head);
    }

    @Override
    public void content(Exchange exchange, HttpContent content) {
        Envelope rows = envelope;
        if (rows == null) {
            exchange.answerContent(content);
            return;
        }
        boolean last = content instanceof LastHttpContent;
        try {
            Bytes.forEach(content.content(), (bytes, from, to) -> rows.feed(bytes, from, to, out));
            if (last) {
                rows.end(out);
            }
        } catch (JsonFormatException | EntryTooLargeException exception) {
            exchange.clientBreaks();
            return;
        } finally {
            content.release();
        }
        exchange.answerBytes(out, last);
    }

    @Override
    public void discard() {
        out.discard();
    }
}
