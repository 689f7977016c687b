package io.slipcover.release;

import io.slipcover.catalog.Release;
import io.slipcover.document.ReleaseView;

/**
 * A release with all that serving it needs and that is the same for every request of its clients.
 *
 * @param tags the entity tags of its views
 * @param headers what heads of answers say that are in its shape
 * @param verbatim what heads of answers say whose bytes are those that are stored
 */
public record ServedRelease(
        Release release, ReleaseView view, EntityTags tags, ReleaseHeaders headers, ReleaseHeaders verbatim) {
    static ServedRelease of(ReleaseView view, String versionHeader) {
        EntityTags tags = new EntityTags(view.digest());
        Deprecation deprecation = new Deprecation(view.release());
        return new ServedRelease(
                view.release(),
                view,
                tags,
                ReleaseHeaders.of(versionHeader, tags, deprecation),
                ReleaseHeaders.verbatim(versionHeader, deprecation));
    }
}
