package io.slipcover.admin;

import java.util.concurrent.CompletionStage;

/** Something that operators can ask for on the admin address: with {@code GET}, or with {@code POST} where the resource takes a body. */
public interface AdminResource {
    /** The path, such as {@code /metrics}, in the spelling in which operators ask for it. */
    String path();

    /**
     * Whether everybody may ask, whatever the token is. That is for resources that load balancers ask, and that tell no more than yes or
     * no, and for pages that hold no data.
     */
    default boolean isForEverybody() {
        return false;
    }

    /** How many bytes a body may have; 0 where operators ask with {@code GET}, and send none. */
    default int maximumBody() {
        return 0;
    }

    /** Whether the path is named to operators who ask for something that is not there. */
    default boolean isListed() {
        return true;
    }

    /** The answer. The event loop of the admin address asks, and nothing else happens there meanwhile. So what takes long comes later. */
    CompletionStage<AdminAnswer> answer(AdminQuestion question);
}
