package io.slipcover.upstream;

import java.util.concurrent.CompletionStage;

/** What is known of whether CouchDB serves clients. */
@FunctionalInterface
public interface CouchHealth {
    /** Whether at least one node serves clients. The answer may come on any thread, and it always comes. */
    CompletionStage<Boolean> isServing();
}
