package io.slipcover.exchange;

import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.LastHttpContent;
import io.slipcover.find.FindException;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import io.slipcover.mango.MangoException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A request with a selector in its body, which is held whole. What is wrong with it is for CouchDB to say: it gets what the client sent,
 * and only its refusal goes out.
 */
abstract class QuerySide implements RequestSide {
    /** CouchDB takes no more than this either, unless it is told to. */
    private static final int MAXIMUM_BODY = 8 << 20;

    private static final int MAXIMUM_REFUSAL = 1 << 20;

    private final AsClient asClient;
    private final HeldBody body;
    private final Refusal refusal = new Refusal();

    private @Nullable UpstreamQuestion question;
    private boolean decided;

    QuerySide(AsClient asClient, BodyDecoder decoder) {
        this.asClient = asClient;
        this.body = new HeldBody(decoder, MAXIMUM_BODY);
    }

    /**
     * The body is here.
     *
     * @throws MangoException where CouchDB would not take it
     * @throws FindException where the query cannot be answered
     */
    abstract void received(Exchange exchange, JsonObject query);

    @Override
    public final void begin(Exchange exchange) {
        exchange.request().headers().remove(HttpHeaderNames.EXPECT);
        exchange.sendContinue();
    }

    @Override
    public final void content(Exchange exchange, HttpContent content) {
        try {
            if (!decided) {
                body.add(content.content());
            }
        } catch (DocumentTooLargeException exception) {
            refuse(exchange, new OwnAnswer(413, "too_large", "the request entity is too large"));
        } catch (DecompressionException exception) {
            refuse(exchange, new OwnAnswer(400, "bad_request", "the body is not gzip"));
        } finally {
            content.release();
        }
        if (!decided && content instanceof LastHttpContent) {
            decided = true;
            read(exchange);
        }
    }

    private void read(Exchange exchange) {
        try {
            JsonValue value = JsonValue.parse(body.array(), 0, body.length());
            if (value.kind() == JsonKind.OBJECT) {
                received(exchange, value.asObject());
            } else {
                letCouchDbRefuse(exchange, new OwnAnswer(400, "bad_request", "Request body must be a JSON object"));
            }
        } catch (JsonFormatException exception) {
            letCouchDbRefuse(exchange, new OwnAnswer(400, "bad_request", "invalid UTF-8 JSON"));
        } catch (MangoException exception) {
            letCouchDbRefuse(exchange, new OwnAnswer(exception.status(), exception.error(), exception.reason()));
        } catch (FindException exception) {
            refuse(exchange, new OwnAnswer(exception.status(), exception.error(), exception.reason()));
        }
    }

    /** Asks CouchDB what the client asked, to be told what is wrong with it. Where CouchDB finds nothing, it is told by us. */
    private void letCouchDbRefuse(Exchange exchange, OwnAnswer otherwise) {
        byte[] asCame = Arrays.copyOf(body.array(), body.length());
        ask(asClient.again(asCame, MAXIMUM_REFUSAL, new UpstreamQuestion.Asker() {
            @Override
            public void answered(UpstreamQuestion.Answer answer) {
                if (answer.status() >= 400) {
                    exchange.answerInstead(answer);
                } else {
                    exchange.answerInstead(otherwise);
                }
            }

            @Override
            public void unanswered(String reason) {
                exchange.answerInstead(OwnAnswer.later(reason));
            }
        }));
    }

    /** Asks a question, which is taken back when the exchange is over. */
    final void ask(UpstreamQuestion asked) {
        question = asked;
        asked.ask();
    }

    /** Refuses the request, after CouchDB has let the client in. */
    final void refuse(Exchange exchange, OwnAnswer answer) {
        decided = true;
        refusal.refuse(exchange, asClient, false, answer);
    }

    final AsClient asClient() {
        return asClient;
    }

    @Override
    public void discard() {
        decided = true;
        body.close();
        refusal.cancel();
        UpstreamQuestion asked = question;
        question = null;
        if (asked != null) {
            asked.cancel();
        }
    }
}
