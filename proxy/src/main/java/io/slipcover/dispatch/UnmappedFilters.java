package io.slipcover.dispatch;

import io.slipcover.catalog.Release;
import io.slipcover.route.DesignFunctions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The filters of {@code _changes} that clients of old releases ask for, and for which no {@code design} gives a form that fits the stored
 * documents. Such a filter sees shapes that its author did not know. So the log tells of the filter, once for each release and filter. All
 * event loops share this record.
 */
final class UnmappedFilters {
    private static final Logger LOGGER = LoggerFactory.getLogger(UnmappedFilters.class);

    /** The most names that Slipcover remembers and logs. Names come from clients. */
    private static final int MOST = 1000;

    private record Told(String release, String filter) {}

    private final String store;
    private final Set<Told> told = ConcurrentHashMap.newKeySet();

    /**
     * @param store the name of the release whose shape is stored
     */
    UnmappedFilters(String store) {
        this.store = store;
    }

    void asked(Release release, DesignFunctions.Filter filter) {
        if (release.name().equals(store) || release.design().mayDiffer(filter.design()) || told.size() >= MOST) {
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
