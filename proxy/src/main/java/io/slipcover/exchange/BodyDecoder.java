package io.slipcover.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.compression.ZlibCodecFactory;
import io.netty.handler.codec.compression.ZlibWrapper;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.slipcover.upstream.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The decoder that undoes the {@code Content-Encoding} of a request's body. CouchDB knows {@code gzip} and {@code
 * identity}, in exactly these letters.
 */
public final class BodyDecoder {
    /** How many encoded bytes the decoder takes at a time. A hostile body can make a thousand times as many of them. */
    private static final int PIECE = 4096;

    private final @Nullable EmbeddedChannel gunzip;

    private BodyDecoder(@Nullable EmbeddedChannel gunzip) {
        this.gunzip = gunzip;
    }

    /** A decoder for bodies that are not encoded, whatever their heads say. */
    public static BodyDecoder none() {
        return new BodyDecoder(null);
    }

    /** The decoder for a request; null where CouchDB would not know the encoding. */
    public static @Nullable BodyDecoder of(HttpHeaders headers) {
        String encoding = headers.get(HttpHeaderNames.CONTENT_ENCODING);
        if (encoding == null || encoding.equals("identity")) {
            return new BodyDecoder(null);
        }
        return encoding.equals("gzip")
                ? new BodyDecoder(new EmbeddedChannel(ZlibCodecFactory.newZlibDecoder(ZlibWrapper.GZIP, 0)))
                : null;
    }

    /**
     * Reads the buffer to its end.
     *
     * @throws DecompressionException where the body is not encoded as its head says
     */
    public void forEach(ByteBuf bytes, Bytes.Taker taker) {
        EmbeddedChannel decoder = gunzip;
        if (decoder == null) {
            Bytes.forEach(bytes, taker);
            return;
        }
        while (bytes.isReadable()) {
            decoder.writeInbound(bytes.readRetainedSlice(Math.min(PIECE, bytes.readableBytes())));
            for (ByteBuf decoded = decoder.readInbound(); decoded != null; decoded = decoder.readInbound()) {
                try {
                    Bytes.forEach(decoded, taker);
                } finally {
                    decoded.release();
                }
            }
        }
    }

    /** Frees the decoder. Whoever uses a decoder calls this method once at the end, however the end came. */
    public void close() {
        if (gunzip == null) {
            return;
        }
        try {
            gunzip.finishAndReleaseAll();
        } catch (RuntimeException exception) {
            // The end of a body that is not what it is said to be, as forEach has told already; all is released.
        }
    }
}
