package io.slipcover.dispatch;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.slipcover.exchange.AnswerSide;
import io.slipcover.exchange.Exchange;
import io.slipcover.exchange.OwnAnswer;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An answer of functions in design documents that Slipcover has made. If CouchDB says that a document is missing, then nobody has uploaded
 * the design document, and the client is told so. Any other answer goes to another side.
 */
final class MadeDesignAnswer implements AnswerSide {
    private static final JsonName REASON = JsonName.of("reason");

    /** What CouchDB says of a document that is not there. Of a function or a database that is not there it says something else. */
    private static final Set<String> REASONS = Set.of("missing", "deleted");

    /** CouchDB says so in fewer bytes. */
    private static final int LONGEST = 512;

    private final List<MadeDesign> designs;
    private final MissingDesigns missing;
    private final AnswerSide other;

    /** The head of an answer that may say so, while its body is read. */
    private @Nullable HttpResponse held;

    private final List<HttpContent> parts = new ArrayList<>(1);

    /**
     * @param designs the design documents; one, or two
     * @param missing hears of design documents that nobody has uploaded
     * @param other the side for an answer that says nothing of that kind
     */
    MadeDesignAnswer(List<MadeDesign> designs, MissingDesigns missing, AnswerSide other) {
        this.designs = List.copyOf(designs);
        this.missing = missing;
        this.other = other;
    }

    @Override
    public void head(Exchange exchange, HttpResponse head) {
        long length = HttpUtil.getContentLength(head, -1L);
        if (head.status().equals(HttpResponseStatus.NOT_FOUND) && length > 0 && length <= LONGEST) {
            held = head;
        } else {
            other.head(exchange, head);
        }
    }

    @Override
    public void content(Exchange exchange, HttpContent content) {
        HttpResponse head = held;
        if (head == null) {
            other.content(exchange, content);
            return;
        }
        parts.add(content);
        if (!(content instanceof LastHttpContent)) {
            return;
        }
        if (saysMissing()) {
            designs.forEach(missing::missed);
            discard();
            exchange.answerInstead(new OwnAnswer(
                    404,
                    "not_found",
                    String.join("; ", designs.stream().map(MadeDesign::remedy).toList())));
            return;
        }
        held = null;
        List<HttpContent> whole = List.copyOf(parts);
        parts.clear();
        other.head(exchange, head);
        whole.forEach(part -> other.content(exchange, part));
    }

    private boolean saysMissing() {
        int length =
                parts.stream().mapToInt(part -> part.content().readableBytes()).sum();
        byte[] body = new byte[length];
        int at = 0;
        for (HttpContent part : parts) {
            int readable = part.content().readableBytes();
            part.content().getBytes(part.content().readerIndex(), body, at, readable);
            at += readable;
        }
        try {
            String reason = JsonObject.parse(body, 0, length).string(REASON);
            return reason != null && REASONS.contains(reason);
        } catch (JsonFormatException notOfCouchDb) {
            return false;
        }
    }

    @Override
    public void discard() {
        parts.forEach(HttpContent::release);
        parts.clear();
        other.discard();
    }
}
