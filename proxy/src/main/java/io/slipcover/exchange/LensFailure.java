package io.slipcover.exchange;

import io.slipcover.document.ReleaseView;
import io.slipcover.upstream.Unquoted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The failure of a lens in a way of its own, which is a mistake of the lens's author. */
public final class LensFailure {
    private static final Logger LOGGER = LoggerFactory.getLogger(LensFailure.class);

    private LensFailure() {}

    /** Tells the log where the lens failed. */
    public static void log(ReleaseView view, Throwable failure) {
        LOGGER.atError()
                .addKeyValue("release", view.release().name())
                .setCause(Unquoted.of(failure))
                .log("a lens failed unexpectedly");
    }
}
