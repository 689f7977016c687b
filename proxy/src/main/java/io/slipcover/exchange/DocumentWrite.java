package io.slipcover.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.LastHttpContent;
import io.slipcover.document.BaseChoice;
import io.slipcover.document.RefusedException;
import io.slipcover.document.TemporarilyRefusedException;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import io.slipcover.upstream.Unquoted;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One document on its way to CouchDB: held whole, its base looked up where the way up needs one, led up, and sent with its new length.
 * {@code 100 Continue} is our own here, as CouchDB is not asked before the document is known.
 */
final class DocumentWrite implements RequestSide {
    private static final Logger LOGGER = LoggerFactory.getLogger(DocumentWrite.class);

    private final Writer writer;
    private final @Nullable String id;
    private final boolean newEdits;
    private final @Nullable String given;
    private final BodyDecoder decoder;
    private final JsonBuffer body = new JsonBuffer();
    private final Refusal refusal = new Refusal();

    private @Nullable BaseLookup lookup;
    private boolean letIn;

    /** Whether the body is of no more interest. */
    private boolean decided;

    /** Whether that is so because it is not what it is said to be. */
    private boolean unreadable;

    /**
     * @param id as the path names it, or null where it does not
     * @param newEdits false in a replication
     * @param given the revision named beside the document, or null
     */
    DocumentWrite(Writer writer, @Nullable String id, boolean newEdits, @Nullable String given, BodyDecoder decoder) {
        this.writer = writer;
        this.id = id;
        this.newEdits = newEdits;
        this.given = given;
        this.decoder = decoder;
    }

    @Override
    public void begin(Exchange exchange) {
        exchange.request().headers().remove(HttpHeaderNames.EXPECT);
        exchange.sendContinue();
    }

    @Override
    public void content(Exchange exchange, HttpContent content) {
        try {
            if (!decided) {
                decoder.forEach(content.content(), this::hold);
            }
        } catch (DocumentTooLargeException exception) {
            refuse(
                    exchange,
                    new OwnAnswer(413, "document_too_large", "more than " + writer.maximumDocument() + " bytes"));
        } catch (DecompressionException exception) {
            decided = true;
            unreadable = true;
        } finally {
            content.release();
        }
        if (content instanceof LastHttpContent) {
            if (unreadable) {
                UnreadableBody.send(exchange);
            } else if (!decided) {
                decided = true;
                received(exchange);
            }
        }
    }

    private void hold(byte[] bytes, int from, int to) {
        if (to - from > writer.maximumDocument() - body.length()) {
            throw new DocumentTooLargeException();
        }
        body.write(bytes, from, to - from);
    }

    private void received(Exchange exchange) {
        JsonValue value;
        try {
            value = JsonValue.parse(body.array(), 0, body.length());
        } catch (JsonFormatException exception) {
            if (body.length() > 0) {
                exchange.request().headers().remove(HttpHeaderNames.CONTENT_ENCODING);
            }
            UnreadableBody.send(exchange);
            return;
        }
        if (value.kind() != JsonKind.OBJECT) {
            send(exchange, value); // CouchDB knows what to say.
            return;
        }
        JsonObject written = JsonObject.ofValidated(body.array(), 0, body.length());
        String ofDocument = id == null ? Writer.id(written) : id;
        if (Writer.isReserved(ofDocument)) {
            send(exchange, written);
            return;
        }
        if (newEdits) {
            Writer.bareRevision(written);
        }
        BaseChoice choice = BaseChoice.of(written, newEdits, given);
        if (choice instanceof BaseChoice.Unreadable) {
            refuse(exchange, Base.Unreadable.ANSWER);
            return;
        }
        if (ofDocument == null
                || choice instanceof BaseChoice.None
                || !writer.view().needsBase(ofDocument, written)) {
            upgrade(exchange, written, null);
            return;
        }
        BaseLookup begun = writer.lookup(List.of(new BaseLookup.Question(ofDocument, choice)), new BaseLookup.Asker() {
            @Override
            public void found(List<Base> bases, boolean asked) {
                lookup = null;
                letIn = asked;
                based(exchange, written, choice, bases.get(0));
            }

            @Override
            public void refused(UpstreamQuestion.Answer answer) {
                lookup = null;
                exchange.answerInstead(answer);
            }

            @Override
            public void failed(String reason) {
                lookup = null;
                exchange.answerInstead(OwnAnswer.later(reason));
            }
        });
        lookup = begun;
        begun.find();
    }

    private void based(Exchange exchange, JsonObject written, BaseChoice choice, Base base) {
        if (base instanceof Base.Unreadable) {
            exchange.answerInstead(Base.Unreadable.ANSWER);
            return;
        }
        if (base instanceof Base.Missing) {
            // Not a leaf, so that CouchDB would say the same; but were it there a moment later, the edit would be
            // stored without it.
            exchange.answerInstead(new OwnAnswer(409, "conflict", "Document update conflict."));
            return;
        }
        StoredDocument stored = base instanceof Base.Stored found ? found.document() : null;
        if (base instanceof Base.Leaves leaves && choice instanceof BaseChoice.Replicated replicated) {
            stored = StoredLeaves.nearest(replicated, leaves.leaves()).orElse(null);
        }
        upgrade(exchange, written, stored == null ? null : stored.toObject());
    }

    private void upgrade(Exchange exchange, JsonObject written, @Nullable JsonObject base) {
        JsonObject upgraded;
        try {
            upgraded = writer.view().upgrade(id, written, base);
        } catch (RefusedException exception) {
            refuse(
                    exchange,
                    newEdits || writer.skipsRefused()
                            ? new OwnAnswer(403, "forbidden", exception.reason())
                            : new OwnAnswer(500, "migration_failed", exception.reason()));
            return;
        } catch (TemporarilyRefusedException exception) {
            refuse(exchange, OwnAnswer.later(exception.reason()));
            return;
        } catch (RuntimeException exception) {
            LOGGER.atError()
                    .addKeyValue("release", writer.view().release().name())
                    .setCause(Unquoted.of(exception))
                    .log("a lens failed unexpectedly");
            refuse(
                    exchange,
                    new OwnAnswer(
                            500,
                            "migration_failed",
                            "unexpected: " + exception.getClass().getSimpleName()));
            return;
        }
        send(exchange, upgraded);
    }

    private void send(Exchange exchange, JsonValue document) {
        BufferSink sink = new BufferSink(exchange.client().allocator());
        document.writeTo(sink);
        ByteBuf bytes = sink.take();
        if (bytes == null) {
            throw new IllegalStateException("a document without a byte");
        }
        Writer.forgetBody(exchange.request().headers());
        exchange.request().headers().set(HttpHeaderNames.CONTENT_LENGTH, bytes.readableBytes());
        exchange.connect();
        exchange.send(new DefaultLastHttpContent(bytes));
    }

    private void refuse(Exchange exchange, OwnAnswer answer) {
        decided = true;
        refusal.refuse(exchange, writer.asClient(), letIn, answer);
    }

    @Override
    public void discard() {
        decided = true;
        decoder.close();
        refusal.cancel();
        BaseLookup begun = lookup;
        lookup = null;
        if (begun != null) {
            begun.cancel();
        }
    }
}
