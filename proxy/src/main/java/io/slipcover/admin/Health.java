package io.slipcover.admin;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/**
 * The answer to whether the program is alive. It says nothing of CouchDB: a program that is started again does not bring CouchDB back.
 *
 * @param alive whether the event loops that serve clients get on with their work
 */
public record Health(BooleanSupplier alive) implements AdminResource {
    @Override
    public String path() {
        return "/health";
    }

    @Override
    public boolean isForEverybody() {
        return true;
    }

    @Override
    public CompletionStage<AdminAnswer> answer(AdminQuestion question) {
        return CompletableFuture.completedFuture(
                alive.getAsBoolean()
                        ? AdminAnswer.json(200, "{\"status\":\"ok\"}")
                        : AdminAnswer.json(503, "{\"status\":\"stalled\"}"));
    }
}
