package io.slipcover.server;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import io.slipcover.dispatch.RefusedHeadException;
import io.slipcover.exchange.OwnAnswer;
import io.slipcover.json.NoRoomException;
import io.slipcover.memory.HeldMemory;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What a client sent behind the request under way, in its order. It owns what it holds. Its requests are limited in number, and all of it
 * counts. What is too much is refused in its turn, and nothing behind it is kept.
 */
final class SentAhead {
    /** The bytes that one object takes in memory, and one header: estimates, and rather too high than too low. */
    private static final int OBJECT_BYTES = 512;

    private static final int HEADER_BYTES = 160;

    private record Kept(HttpObject object, long heap, long buffers) {}

    private final Queue<Kept> objects = new ArrayDeque<>(2);
    private final HeldMemory memory;
    private int requests;

    /** Whether something was too much, so that the connection ends behind it. */
    private boolean full;

    SentAhead(HeldMemory memory) {
        this.memory = memory;
    }

    boolean isEmpty() {
        return objects.isEmpty();
    }

    /**
     * Keeps an object. Gives whether there were not too many requests for it yet.
     *
     * @param limit how many requests may be kept
     */
    boolean add(HttpObject object, int limit) {
        if (full) {
            ReferenceCountUtil.release(object);
            return true;
        }
        boolean request = object instanceof HttpRequest;
        if (request && requests == limit) {
            refuse(
                    object,
                    new RefusedHeadException(OwnAnswer.later(
                            "more than " + limit + " requests were sent ahead of an answer (limits: ahead)")));
            return false;
        }
        long heap = heap(object);
        long buffers = object instanceof HttpContent content ? content.content().readableBytes() : 0;
        try {
            memory.heap().take(heap);
            memory.buffers().take(buffers);
        } catch (NoRoomException exception) {
            refuse(object, exception);
            return true;
        }
        requests += request ? 1 : 0;
        objects.add(new Kept(object, heap, buffers));
        return true;
    }

    /** Has something refused in its turn. */
    void refuse(HttpObject object, Throwable cause) {
        full = true;
        HttpObject failed = object;
        if (object instanceof HttpRequest request) {
            request.headers().clear(); // They do not count from here on.
        }
        if (!(object instanceof HttpRequest)) {
            ReferenceCountUtil.release(object);
            failed = new DefaultLastHttpContent();
        }
        failed.setDecoderResult(DecoderResult.failure(cause));
        objects.add(new Kept(failed, 0, 0));
    }

    /** How many bytes an object takes on the heap. */
    static long heap(HttpObject object) {
        long bytes = OBJECT_BYTES;
        if (object instanceof HttpRequest request) {
            bytes += request.uri().length();
            for (Map.Entry<String, String> header : request.headers()) {
                bytes += HEADER_BYTES
                        + header.getKey().length()
                        + header.getValue().length();
            }
        }
        return bytes;
    }

    /**
     * What comes next, now the caller's; null where there is nothing, or where it has to wait.
     *
     * @param busy whether another request has to wait
     */
    @Nullable
    HttpObject next(boolean busy) {
        Kept next = objects.peek();
        if (next == null || (busy && next.object() instanceof HttpRequest)) {
            return null;
        }
        objects.remove();
        requests -= next.object() instanceof HttpRequest ? 1 : 0;
        memory.heap().giveBack(next.heap());
        memory.buffers().giveBack(next.buffers());
        return next.object();
    }

    void release() {
        for (Kept kept = objects.poll(); kept != null; kept = objects.poll()) {
            ReferenceCountUtil.release(kept.object());
        }
    }
}
