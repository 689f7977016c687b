package io.slipcover.release;

import io.slipcover.catalog.Release;
import io.slipcover.document.ReleaseView;

/**
 * A release, with everything that serving it needs and that does not differ between the requests of its clients.
 *
 * @param tags the entity tags of its views
 * @param headers the headers of answers in the release's shape
 * @param verbatim the headers of answers with the bytes that are stored
 */
public record ServedRelease(
        Release release, ReleaseView view, EntityTags tags, ReleaseHeaders headers, ReleaseHeaders verbatim) {
    static ServedRelease of(ReleaseView view, String vary) {
        EntityTags tags = new EntityTags(view.digest());
        Deprecation deprecation = new Deprecation(view.release());
        return new ServedRelease(
                view.release(),
                view,
                tags,
                ReleaseHeaders.of(vary, tags, deprecation),
                ReleaseHeaders.verbatim(vary, deprecation));
    }
}
