package io.slipcover.dispatch;

import io.slipcover.catalog.Release;
import io.slipcover.route.DesignFunctions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Filters of {@code _changes} that clients of old releases ask for, and that no {@code design} gives them in a form for what is stored.
 * Such a filter sees shapes that its author did not know, so that the log tells of it, once for each release and filter. Shared by
 * all event loops.
 */
final class UnmappedFilters {
    private static final Logger LOGGER = LoggerFactory.getLogger(UnmappedFilters.class);

    /** Names come from clients: no more of them are remembered, nor told. */
    private static final int MOST = 1000;

    private record Told(String release, String filter) {}

    private final String store;
    private final Set<Told> told = ConcurrentHashMap.newKeySet();

    /**
     * @param store the name of the release that is stored
     */
    UnmappedFilters(String store) {
        this.store = store;
    }

    void asked(Release release, DesignFunctions.Filter filter) {
        if (release.name().equals(store) || release.design().containsKey(filter.design()) || told.size() >= MOST) {
            return;
        }
        Told now = new Told(release.name(), filter.toString());
        if (told.add(now)) {
            LOGGER.atWarn()
                    .addKeyValue("release", now.release())
                    .addKeyValue("filter", now.filter())
                    .log(
                            "a filter of _changes sees documents as they are stored: the release has no design document for it");
        }
    }
}
