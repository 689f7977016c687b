package io.slipcover.find;

import io.netty.handler.codec.http.HttpResponse;
import io.slipcover.budget.Budget;
import io.slipcover.budget.LimitException;
import io.slipcover.document.ReleaseView;
import io.slipcover.exchange.BodyDecoder;
import io.slipcover.exchange.Exchange;
import io.slipcover.exchange.HeldRequest;
import io.slipcover.exchange.OwnAnswer;
import io.slipcover.exchange.Refusal;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonScanner;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.mango.MangoException;
import io.slipcover.question.ClientQuestions;
import io.slipcover.question.NoAnswer;
import io.slipcover.question.UpstreamQuestion;
import io.slipcover.release.ReleaseHeaders;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The side of an exchange for a request with a selector in its body. Slipcover holds the body whole. CouchDB says what is wrong with a
 * body: CouchDB gets what the client sent, and the client gets only CouchDB's refusal.
 */
abstract class QuerySide extends HeldRequest {
    /** The most bytes that a body may have. CouchDB takes no more either, unless its configuration says so. */
    private static final int MAXIMUM_BODY = 8 << 20;

    /** How many times its own size a query takes while it is read and led back: as strings, as conditions, as questions. */
    private static final int WORK = 3;

    private static final int MAXIMUM_REFUSAL = 1 << 20;
    private static final int MAXIMUM_INDEXES = 16 << 20;
    private static final JsonName ERROR = JsonName.of("error");

    private static final String BUDGET = "query-budget";
    private static final long BUDGET_STEPS = 10_000_000;

    private final ClientQuestions asClient;
    private final Refusal refusal = new Refusal();

    private @Nullable UpstreamQuestion question;
    private @Nullable ComposedAnswer answer;

    QuerySide(ClientQuestions asClient, BodyDecoder decoder) {
        super(decoder, MAXIMUM_BODY);
        this.asClient = asClient;
    }

    /**
     * Takes the body, which has come whole.
     *
     * @param budget pays for reading the query and deciding about documents
     * @throws MangoException where CouchDB would not take the query
     * @throws FindException where the query cannot be answered
     * @throws LimitException where the query takes more than the budget, or exceeds another limit
     */
    abstract void received(Exchange exchange, JsonObject query, Budget budget);

    @Override
    protected final void received(Exchange exchange, byte[] bytes, int length) {
        try {
            exchange.memory().heap().take((long) WORK * length);
            // How deep a query may nest is told by those who read it.
            JsonScanner.validate(bytes, 0, length, Integer.MAX_VALUE);
            JsonValue value = JsonSlice.ofValidated(bytes, 0, length);
            if (value.kind() == JsonKind.OBJECT) {
                received(exchange, value.asObject(), Budget.of(BUDGET, BUDGET_STEPS));
            } else {
                letCouchDbRefuse(
                        exchange, bytes, length, new OwnAnswer(400, "bad_request", "the body is no JSON object"));
            }
        } catch (JsonFormatException exception) {
            letCouchDbRefuse(exchange, bytes, length, new OwnAnswer(400, "bad_request", "the body is no JSON"));
        } catch (MangoException exception) {
            letCouchDbRefuse(exchange, bytes, length, QueryRefusal.of(exception));
        } catch (FindException exception) {
            refuse(exchange, QueryRefusal.of(exception));
        } catch (LimitException exception) {
            refuse(exchange, OwnAnswer.of(exception));
        }
    }

    /** The target that Slipcover asks so that CouchDB says what is wrong with a body. CouchDB begins its answer there at once. */
    String targetToRefuse(String target) {
        return target;
    }

    @Override
    protected final void tooLarge(Exchange exchange) {
        refuse(exchange, new OwnAnswer(413, "too_large", "the request entity is too large"));
    }

    /**
     * Asks CouchDB what the client asked, so that CouchDB says what is wrong with the request. The head of CouchDB's answer tells whether
     * CouchDB finds anything wrong. Where it finds nothing, Slipcover says what is wrong.
     */
    private void letCouchDbRefuse(Exchange exchange, byte[] bytes, int length, OwnAnswer otherwise) {
        String target = targetToRefuse(exchange.request().uri());
        ask(asClient.again(target, Arrays.copyOf(bytes, length), MAXIMUM_REFUSAL, new UpstreamQuestion.Asker() {
            @Override
            public boolean wantsBody(HttpResponse head) {
                return head.status().code() >= 400;
            }

            @Override
            public void answered(UpstreamQuestion.Answer answer) {
                if (answer.status() >= 400) {
                    exchange.answerInstead(answer);
                } else {
                    exchange.answerInstead(otherwise);
                }
            }

            @Override
            public void unanswered(NoAnswer why) {
                exchange.answerInstead(OwnAnswer.of(why));
            }
        }));
    }

    /**
     * Asks which indexes the database has, and goes on with the query that says which of them to use.
     *
     * @param store what clients of the store's release see
     */
    final void chooseIndexes(Exchange exchange, FindQuery query, ReleaseView store, Consumer<FindQuery> then) {
        ask(asClient.indexes(MAXIMUM_INDEXES, new UpstreamQuestion.Asker() {
            @Override
            public void answered(UpstreamQuestion.Answer told) {
                if (told.status() != 200) {
                    exchange.answerInstead(told);
                    return;
                }
                try {
                    JsonObject listed = JsonObject.parse(told.body(), 0, told.body().length);
                    FindQuery chosen = query.choosing(ListedIndex.all(listed), store);
                    then.accept(chosen);
                } catch (JsonFormatException | MangoException exception) {
                    exchange.answerInstead(new OwnAnswer(502, "bad_gateway", "CouchDB does not tell its indexes"));
                } catch (FindException exception) {
                    exchange.answerInstead(QueryRefusal.of(exception));
                } catch (LimitException exception) {
                    exchange.answerInstead(OwnAnswer.of(exception));
                }
            }

            @Override
            public void unanswered(NoAnswer why) {
                exchange.answerInstead(OwnAnswer.of(why));
            }
        }));
    }

    /** CouchDB's word for what is wrong; empty where CouchDB gives none. */
    static String error(UpstreamQuestion.Answer answer) {
        try {
            String error =
                    JsonObject.parse(answer.body(), 0, answer.body().length).string(ERROR);
            return error == null ? "" : error;
        } catch (JsonFormatException exception) {
            return "";
        }
    }

    /** Asks a question. Slipcover takes the question back when the exchange is over. */
    final void ask(UpstreamQuestion asked) {
        question = asked;
        asked.ask();
    }

    /**
     * Begins an answer that Slipcover makes of CouchDB's answers, and discards when the exchange is over.
     *
     * @param mostHeld how much of the body Slipcover holds back, so that an error can still take its place
     */
    final ComposedAnswer compose(Exchange exchange, ReleaseHeaders releaseHeaders, int mostHeld) {
        ComposedAnswer begun = new ComposedAnswer(exchange, releaseHeaders, mostHeld);
        answer = begun;
        return begun;
    }

    @Override
    protected final void refuse(Exchange exchange, OwnAnswer answer) {
        refusal.refuse(exchange, asClient, false, answer);
    }

    final ClientQuestions asClient() {
        return asClient;
    }

    @Override
    public final void clientWritabilityChanged(Exchange exchange) {
        ComposedAnswer begun = answer;
        if (begun != null) {
            begun.writabilityChanged();
        }
    }

    @Override
    protected final void cancel() {
        refusal.cancel();
        UpstreamQuestion asked = question;
        question = null;
        if (asked != null) {
            asked.cancel();
        }
        ComposedAnswer begun = answer;
        if (begun != null) {
            begun.discard();
        }
    }
}
