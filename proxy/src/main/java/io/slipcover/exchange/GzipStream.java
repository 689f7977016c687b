package io.slipcover.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * One stream of gzip (RFC 1952), made in pieces that a client can unpack as they come. Between two pieces the stream holds nothing but a sum
 * and a length: each piece ends on a whole byte, and no piece refers to an earlier one. So all streams of an event loop share one
 * compressor, and a feed that waits for a change costs no memory. What that costs is that nothing is said shorter because an earlier piece
 * has said it already.
 */
final class GzipStream {
    /** The compressor of one event loop, with the memory that the library takes for it. */
    private static final FastThreadLocal<Deflater> SHARED = new FastThreadLocal<>() {
        @Override
        protected Deflater initialValue() {
            return new Deflater(Deflater.BEST_SPEED, true);
        }

        @Override
        protected void onRemoval(Deflater deflater) {
            deflater.end();
        }
    };

    /** The head: gzip, deflate, no flags, no time, quickly, by an unknown system. */
    private static final byte[] HEAD = {31, (byte) 139, 8, 0, 0, 0, 0, 0, 4, (byte) 255};

    private static final int TAIL = 8;
    private static final int MOST_AT_ONCE = 64 * 1024;

    private final CRC32 sum = new CRC32();
    private long length;
    private boolean begun;

    /**
     * The piece of the stream that stands for these bytes.
     *
     * @param plain the bytes, which stay the caller's
     * @param last whether the stream ends with them
     */
    ByteBuf piece(ByteBufAllocator allocator, ByteBuf plain, boolean last) {
        ByteBuf packed = allocator.buffer(plain.readableBytes() / 4 + HEAD.length + TAIL + 64);
        try {
            if (!begun) {
                begun = true;
                packed.writeBytes(HEAD);
            }
            pack(plain, packed, last);
            if (last) {
                packed.writeIntLE((int) sum.getValue());
                packed.writeIntLE((int) length);
            }
            return packed;
        } catch (RuntimeException | Error failure) {
            packed.release();
            throw failure;
        }
    }

    private void pack(ByteBuf plain, ByteBuf packed, boolean last) {
        Deflater deflater = SHARED.get();
        deflater.reset();
        for (ByteBuffer bytes : plain.nioBuffers()) {
            sum.update(bytes.duplicate());
            length += bytes.remaining();
            deflater.setInput(bytes);
            while (!deflater.needsInput()) {
                deflate(deflater, packed, Deflater.NO_FLUSH);
            }
        }
        if (last) {
            deflater.finish();
            while (!deflater.finished()) {
                deflate(deflater, packed, Deflater.NO_FLUSH);
            }
        } else {
            while (deflate(deflater, packed, Deflater.SYNC_FLUSH)) {
                // There is more than there was room for.
            }
        }
    }

    /** Takes what the compressor has. Gives whether it filled the room that there was. */
    private static boolean deflate(Deflater deflater, ByteBuf packed, int flush) {
        packed.ensureWritable(Math.max(64, Math.min(packed.capacity(), MOST_AT_ONCE)));
        ByteBuffer room = packed.nioBuffer(packed.writerIndex(), packed.writableBytes());
        packed.writerIndex(packed.writerIndex() + deflater.deflate(room, flush));
        return !room.hasRemaining();
    }
}
