package io.slipcover.exchange;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.slipcover.envelope.MediaType;
import io.slipcover.json.NoRoomException;
import io.slipcover.json.Room;
import io.slipcover.release.EntityTags;
import io.slipcover.release.ReleaseHeaders;
import io.slipcover.route.Compressible;
import io.slipcover.route.Target;
import org.jspecify.annotations.Nullable;

/**
 * The compression of one answer, if it turns out to be one that is worth it. It gathers what comes of the body until there is no more for
 * now, so that a change in a feed goes out at once, and holds {@value #MOST_GATHERED} bytes at most. What is
 * gathered counts. Where there is no room for it, each part is compressed as it comes.
 */
public final class Gzip {
    private static final int MOST_GATHERED = 32 * 1024;
    private static final int SHORTEST_ANSWER = 1024;

    private final boolean wanted;

    /** The tags of compressed answers that the client has, as it named them. */
    private final String knownTags;

    private final Room memory;
    private final GzipStream stream = new GzipStream();
    private boolean on;
    private @Nullable CompositeByteBuf gathered;

    private Gzip(boolean wanted, String knownTags, Room memory) {
        this.memory = memory;
        this.wanted = wanted;
        this.knownTags = knownTags;
    }

    /**
     * The compression of the answer to a request; null where the answer is never compressed. What the request names of compressed answers
     * becomes what CouchDB knows.
     *
     * @param method the request's method, after any override
     * @param version the version of HTTP that the client speaks
     * @param memory room for the buffers of what is gathered
     */
    public static @Nullable Gzip of(
            String method, HttpVersion version, Target target, HttpHeaders headers, Room memory) {
        if (!Compressible.is(target) || !version.equals(HttpVersion.HTTP_1_1)) {
            return null;
        }
        boolean wanted = !method.equals("HEAD")
                && !headers.contains(HttpHeaderNames.RANGE)
                && AcceptedEncodings.prefersGzip(String.join(",", headers.getAll(HttpHeaderNames.ACCEPT_ENCODING)));
        return new Gzip(wanted, wanted ? EntityTags.plainIfNoneMatch(headers) : "", memory);
    }

    /** Changes the answer's head into that of a compressed answer where it is to be one. */
    void begin(HttpResponse head) {
        HttpHeaders headers = head.headers();
        int status = head.status().code();
        if (status == 304) {
            ReleaseHeaders.addToList(headers, HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING.toString());
            EntityTags.markCompressed(headers, knownTags);
        } else if (isWorthIt(head)) {
            ReleaseHeaders.addToList(headers, HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING.toString());
            if (wanted) {
                on = true;
                headers.remove(HttpHeaderNames.CONTENT_LENGTH);
                headers.set(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.GZIP);
                EntityTags.markCompressed(headers);
            }
        }
    }

    private static boolean isWorthIt(HttpResponse head) {
        HttpHeaders headers = head.headers();
        int status = head.status().code();
        if (head instanceof FullHttpResponse
                || head.status().codeClass() != HttpStatusClass.SUCCESS
                || status == 204
                || status == 206
                || headers.contains(HttpHeaderNames.CONTENT_ENCODING)
                || headers.contains(HttpHeaderNames.SET_COOKIE)
                || headers.containsValue(HttpHeaderNames.CACHE_CONTROL, "no-transform", true)) {
            return false;
        }
        MediaType type = MediaType.parse(headers.get(HttpHeaderNames.CONTENT_TYPE, ""));
        return (type.is("application/json") || type.is("text/event-stream"))
                && HttpUtil.getContentLength(head, (long) SHORTEST_ANSWER) >= SHORTEST_ANSWER;
    }

    /** Writes a part of the answer's body to the client, which owns it from here on. */
    void write(Client client, HttpContent part) {
        if (!on) {
            client.write(part);
            return;
        }
        if (!hasRoomFor(part)) {
            pause(client);
            writeAtOnce(client, part);
            return;
        }
        CompositeByteBuf held = gathered;
        if (held == null) {
            held = client.allocator().compositeBuffer(64);
            gathered = held;
        }
        held.addComponent(true, part.content());
        if (part instanceof LastHttpContent) {
            client.write(new DefaultLastHttpContent(pack(client.allocator(), true)));
        } else if (held.readableBytes() >= MOST_GATHERED) {
            client.write(new DefaultHttpContent(pack(client.allocator(), false)));
        }
    }

    private boolean hasRoomFor(HttpContent part) {
        try {
            memory.take(part.content().readableBytes());
            return true;
        } catch (NoRoomException exception) {
            return false;
        }
    }

    /** Compresses a part alone, which takes more bytes to send and holds none. */
    private void writeAtOnce(Client client, HttpContent part) {
        boolean last = part instanceof LastHttpContent;
        try {
            ByteBuf packed = stream.piece(client.allocator(), part.content(), last);
            client.write(last ? new DefaultLastHttpContent(packed) : new DefaultHttpContent(packed));
        } finally {
            part.release();
        }
    }

    /** Writes to the client what has been gathered. The caller flushes. */
    void pause(Client client) {
        CompositeByteBuf held = gathered;
        if (held != null && held.isReadable()) {
            client.write(new DefaultHttpContent(pack(client.allocator(), false)));
        }
    }

    private ByteBuf pack(ByteBufAllocator allocator, boolean last) {
        ByteBuf plain = requireNonNull(gathered);
        gathered = null;
        try {
            return stream.piece(allocator, plain, last);
        } finally {
            memory.giveBack(plain.readableBytes());
            plain.release();
        }
    }

    /** Lets go of what was gathered. */
    void discard() {
        CompositeByteBuf held = gathered;
        gathered = null;
        if (held != null) {
            held.release();
        }
    }
}
