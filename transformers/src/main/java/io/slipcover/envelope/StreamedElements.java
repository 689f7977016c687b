package io.slipcover.envelope;

import static io.slipcover.envelope.BodyShape.elements;
import static io.slipcover.envelope.BodyShape.entry;
import static io.slipcover.envelope.BodyShape.members;
import static java.util.Objects.requireNonNull;

import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A body with one long array in it, such as {@code {"docs":[…],"bookmark":…}}, taken apart as it streams by: each element is handed out,
 * and what stands around them is kept for the end.
 *
 * <p>One object serves one body, on one thread.
 */
public final class StreamedElements {
    /** Who gets the elements. */
    @FunctionalInterface
    public interface Taker {
        /**
         * One complete and validated JSON object stands at [from, to), for the time of the call.
         *
         * @param exceeded the limit that it exceeds, or null; where it is not there as a whole, its small members are
         */
        void take(byte[] bytes, int from, int to, @Nullable ExceededLimit exceeded);
    }

    private final StructureWalker walker;
    private final int maximumRest;
    private final JsonBuffer rest;
    private final ByteSink keeper = this::keep;
    private final ByteSink space;

    /**
     * @param array the name of the member that is the array; elements of it that are no objects are not looked at
     * @param space gets white space that comes on its own, as a heartbeat does
     */
    public StreamedElements(String array, EnvelopeLimits limits, Taker taker, ByteSink space) {
        requireNonNull(taker, "taker");
        this.space = requireNonNull(space, "space");
        this.maximumRest = limits.maximumEntryBytes();
        this.rest = new JsonBuffer(limits.room());
        this.walker = new StructureWalker(
                members(Map.of(array, elements(entry(EntryForm.DOCUMENT, BodyShape.document())))),
                false,
                held -> {
                    for (int index = 0; index < held.documents(); index++) {
                        taker.take(held.bytes(), held.documentFrom(index), held.documentTo(index), held.exceeded());
                    }
                    return out -> {};
                },
                limits);
    }

    /**
     * Takes the next bytes of the body; they are not kept.
     *
     * @throws JsonFormatException where the body is not JSON
     * @throws EntryTooLargeException where what stands around the elements passes the limit
     */
    public void feed(byte[] bytes, int from, int to) {
        walker.feed(bytes, from, to, keeper);
    }

    /**
     * The body is at its end.
     *
     * @return the body without elements
     * @throws JsonFormatException where it is cut short, or no object
     */
    public JsonObject end() {
        walker.end(keeper);
        return JsonObject.parse(rest.array(), 0, rest.length());
    }

    private void keep(byte[] bytes, int offset, int length) {
        if (isSpace(bytes, offset, length)) {
            space.write(bytes, offset, length);
            return;
        }
        if (length > maximumRest - rest.length()) {
            throw new EntryTooLargeException(rest.length(), maximumRest);
        }
        rest.write(bytes, offset, length);
    }

    private static boolean isSpace(byte[] bytes, int offset, int length) {
        for (int at = offset; at < offset + length; at++) {
            byte found = bytes[at];
            if (found != ' ' && found != '\n' && found != '\r' && found != '\t') {
                return false;
            }
        }
        return true;
    }
}
