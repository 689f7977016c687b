package io.slipcover.server;

import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What a client sent behind the request under way, in its order. It owns what it holds. */
final class SentAhead {
    private final Queue<HttpObject> objects = new ArrayDeque<>(2);

    boolean isEmpty() {
        return objects.isEmpty();
    }

    void add(HttpObject object) {
        objects.add(object);
    }

    /**
     * What comes next, now the caller's; null where there is nothing, or where it has to wait.
     *
     * @param busy whether a request is under way, so that another has to wait
     */
    @Nullable
    HttpObject next(boolean busy) {
        return busy && objects.peek() instanceof HttpRequest ? null : objects.poll();
    }

    void release() {
        for (HttpObject object = objects.poll(); object != null; object = objects.poll()) {
            ReferenceCountUtil.release(object);
        }
    }
}
