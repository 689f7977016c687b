package io.slipcover.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.compression.ZlibCodecFactory;
import io.netty.handler.codec.compression.ZlibWrapper;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.slipcover.config.UnpackingLimits;
import io.slipcover.upstream.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The decoder that undoes the {@code Content-Encoding} of a request's body. CouchDB knows {@code gzip} and {@code
 * identity}, in exactly these letters.
 */
public final class BodyDecoder {
    /** How many encoded bytes the decoder takes at a time. A hostile body can make a thousand times as many of them. */
    private static final int PIECE = 512;

    /** How many bytes may come of a body, however few they are made of. */
    private static final long FREE = 1 << 20;

    private final @Nullable EmbeddedChannel gunzip;
    private final UnpackingLimits limits;
    private long packed;
    private long unpacked;

    private BodyDecoder(@Nullable EmbeddedChannel gunzip, UnpackingLimits limits) {
        this.gunzip = gunzip;
        this.limits = limits;
    }

    /** A decoder for bodies that are not encoded, whatever their heads say. */
    public static BodyDecoder none() {
        return new BodyDecoder(null, UnpackingLimits.DEFAULTS);
    }

    /** The decoder for a request; null where CouchDB would not know the encoding. */
    public static @Nullable BodyDecoder of(HttpHeaders headers, UnpackingLimits limits) {
        String encoding = headers.get(HttpHeaderNames.CONTENT_ENCODING);
        if (encoding == null || encoding.equals("identity")) {
            return none();
        }
        return encoding.equals("gzip")
                ? new BodyDecoder(new EmbeddedChannel(ZlibCodecFactory.newZlibDecoder(ZlibWrapper.GZIP, 0)), limits)
                : null;
    }

    /** Whether more may come of the body than the body itself. */
    public boolean unpacks() {
        return gunzip != null;
    }

    /**
     * Reads the buffer to its end.
     *
     * @throws DecompressionException where the body is not encoded as its head says
     * @throws UnpackedTooLargeException where more comes of the body than may
     */
    public void forEach(ByteBuf bytes, Bytes.Taker taker) {
        do {
            next(bytes, taker);
        } while (bytes.isReadable());
    }

    /**
     * Reads a piece of the buffer: all of it where nothing is unpacked, otherwise so little that what comes of it is small.
     *
     * @throws DecompressionException where the body is not encoded as its head says
     * @throws UnpackedTooLargeException where more comes of the body than may
     */
    public void next(ByteBuf bytes, Bytes.Taker taker) {
        EmbeddedChannel decoder = gunzip;
        if (decoder == null) {
            Bytes.forEach(bytes, taker);
            return;
        }
        int length = Math.min(PIECE, bytes.readableBytes());
        packed += length;
        decoder.writeInbound(bytes.readRetainedSlice(length));
        for (ByteBuf decoded = decoder.readInbound(); decoded != null; decoded = decoder.readInbound()) {
            try {
                unpacked += decoded.readableBytes();
                check();
                Bytes.forEach(decoded, taker);
            } finally {
                decoded.release();
            }
        }
    }

    private void check() {
        if (unpacked > limits.bytes()) {
            throw new UnpackedTooLargeException(
                    "more than " + limits.bytes() + " bytes come of the body (limits: unpacked)");
        }
        if (unpacked > FREE && unpacked / limits.ratio() > packed) {
            throw new UnpackedTooLargeException(
                    "more than " + limits.ratio() + " times its size comes of the body (limits: unpacked-ratio)");
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
