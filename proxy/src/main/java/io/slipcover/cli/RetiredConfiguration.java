package io.slipcover.cli;

import io.slipcover.config.Configuration;
import java.util.List;

/**
 * A configuration out of which a release was taken.
 *
 * @param checked the configuration, which has no mistake
 * @param stays whether the release stays in it, for documents that may be stored in its shapes
 * @param leftOut lens files and schemas that nothing needs any more, by their names
 */
record RetiredConfiguration(Configuration checked, boolean stays, List<String> leftOut) {
    RetiredConfiguration {
        leftOut = List.copyOf(leftOut);
    }
}
