package io.slipcover.transform;

import io.slipcover.document.BareTombstones;
import io.slipcover.document.ReleaseView;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** A release's view of documents of any depth. No lens looks into a document that nests too deeply, as in the proxy. */
public record BoundedView(ReleaseView view, EnvelopeLimits limits) {
    /**
     * The document to store for a written document.
     *
     * @param written may be changed, and may be what is returned
     * @param depth how deep the written document nests
     * @param base the stored revision that was edited, which is only read; null where there is none
     * @throws io.slipcover.document.RefusedException where the document cannot be stored
     * @throws io.slipcover.document.TemporarilyRefusedException where the base has a version that no release names
     */
    public JsonObject upgrade(JsonObject written, int depth, @Nullable JsonObject base) {
        return upgrade(written, depth, base, BareTombstones.UNHEARD);
    }

    /** The same, where somebody hears of the way that the document takes. */
    JsonObject upgrade(JsonObject written, int depth, @Nullable JsonObject base, BareTombstones listener) {
        return depth <= limits.maximumDepth()
                ? view.upgrade(null, written, base, listener)
                : view.upgradeOfExceeding(null, written, true, tooDeep(), listener);
    }

    /**
     * The view of a stored document.
     *
     * @param stored may be changed, and may be what is returned
     * @param depth how deep the stored document nests
     * @throws io.slipcover.document.UnshowableException where the document cannot be shown
     */
    public JsonObject view(JsonObject stored, int depth) {
        return depth <= limits.maximumDepth()
                ? view.view(stored)
                : view.viewOfExceeding(stored, true, tooDeep(), BareTombstones.UNHEARD);
    }

    private String tooDeep() {
        return limits.nestingExceeded().reason();
    }
}
