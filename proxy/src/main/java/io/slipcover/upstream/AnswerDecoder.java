package io.slipcover.upstream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.util.ReferenceCountUtil;

/** The decoder of CouchDB's answers on one connection. It knows whether anything has come that is no part of an answer. */
@SuppressWarnings("FutureReturnValueIgnored") // Channels tell their handlers what became of a close.
final class AnswerDecoder extends HttpResponseDecoder {
    private boolean asked;
    private boolean headOnly;

    AnswerDecoder(HttpDecoderConfig config) {
        super(config);
    }

    /** An answer to a request with this method comes next. */
    void asked(HttpMethod method) {
        asked = true;
        headOnly = HttpMethod.HEAD.equals(method);
    }

    /** No answer is to come. Gives whether nothing has come behind the last one: otherwise the next answer could be mistaken for another. */
    boolean rests() {
        asked = false;
        return actualReadableBytes() == 0;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (asked) {
            super.channelRead(context, message);
        } else {
            ReferenceCountUtil.release(message);
            context.close();
        }
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        return headOnly || super.isContentAlwaysEmpty(message);
    }
}
