package io.slipcover.dispatch;

import io.slipcover.route.DesignFunctions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The design documents that clients of a release need, and that nobody has uploaded. The log tells of each once. All event loops share this
 * record.
 */
final class MissingDesigns {
    private static final Logger LOGGER = LoggerFactory.getLogger(MissingDesigns.class);

    /** The most design documents that Slipcover remembers and logs. Names come from clients. */
    private static final int MOST = 1000;

    private final Set<MadeDesign> told = ConcurrentHashMap.newKeySet();

    void missed(MadeDesign missing) {
        if (told.size() < MOST && told.add(missing)) {
            LOGGER.atWarn()
                    .addKeyValue("release", missing.release())
                    .addKeyValue("database", missing.database())
                    .addKeyValue("asked", DesignFunctions.shown(missing.asked()))
                    .addKeyValue("made", DesignFunctions.shown(missing.made()))
                    .log(
                            "a client needs a design document that nobody has uploaded: run 'slipcover design' with --upload");
        }
    }
}
