package io.slipcover.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * The codec of a client's connection of HTTP/1.1. It differs from Netty's own in two ways: the bytes that it has not read are no secret, and
 * it has no limit on requests that are sent ahead, since that limit would break the connection without a word.
 */
final class RequestCodec extends CombinedChannelDuplexHandler<HttpRequestDecoder, HttpResponseEncoder> {
    /** The methods of the requests that were not answered yet. An answer to HEAD has no body, whatever its head says. */
    private final Queue<HttpMethod> asked = new ArrayDeque<>(2);

    /**
     * @param heads keeps the bytes together that were not read
     */
    RequestCodec(HttpDecoderConfig config, HeadMemory heads) {
        Requests requests = new Requests(config);
        requests.setCumulator(heads);
        init(requests, new Answers());
    }

    private final class Requests extends HttpRequestDecoder {
        Requests(HttpDecoderConfig config) {
            super(config);
        }

        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out) throws Exception {
            int before = out.size();
            super.decode(context, bytes, out);
            for (int at = before; at < out.size(); at++) {
                if (out.get(at) instanceof HttpRequest request) {
                    asked.add(request.method());
                }
            }
        }
    }

    private final class Answers extends HttpResponseEncoder {
        @Override
        protected boolean isContentAlwaysEmpty(HttpResponse answer) {
            boolean interim = answer.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            return (!interim && HttpMethod.HEAD.equals(asked.poll())) || super.isContentAlwaysEmpty(answer);
        }
    }
}
