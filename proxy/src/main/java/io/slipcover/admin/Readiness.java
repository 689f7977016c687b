package io.slipcover.admin;

import io.slipcover.upstream.CouchHealth;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/**
 * The answer to whether clients should come here. They should not while the program is about to end, nor while no node of CouchDB can
 * serve them.
 *
 * @param path {@code /ready}, or {@code /_up}, which is CouchDB's name for the question
 * @param draining whether the program is about to end
 */
public record Readiness(String path, BooleanSupplier draining, CouchHealth couch) implements AdminResource {
    @Override
    public boolean isForEverybody() {
        return true;
    }

    @Override
    public CompletionStage<AdminAnswer> answer(AdminQuestion question) {
        if (draining.getAsBoolean()) {
            return CompletableFuture.completedFuture(not("draining"));
        }
        return couch.isServing()
                .thenApply(serving -> serving ? AdminAnswer.json(200, "{\"status\":\"ok\"}") : not("couchdb_away"));
    }

    private static AdminAnswer not(String status) {
        return AdminAnswer.json(503, "{\"status\":\"" + status + "\"}");
    }
}
