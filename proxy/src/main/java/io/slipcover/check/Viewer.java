package io.slipcover.check;

import static java.util.Objects.requireNonNull;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Defaults;
import io.slipcover.catalog.Release;
import io.slipcover.document.ReleaseView;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.lens.ObjectCondition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The clients of a release, as far as documents of one type go. Releases that have one version of the type and the same defaults are one
 * viewer.
 *
 * @param version the release's version of the type
 * @param defaults what the clients read where a member is missing
 */
record Viewer(Catalog catalog, ReleaseView view, String type, int version, Defaults defaults) {

    /** The viewers of a type, oldest first. */
    static List<Viewer> of(Catalog catalog, List<ReleaseView> views, String type) {
        List<Viewer> viewers = new ArrayList<>();
        for (ReleaseView view : views) {
            Release release = view.release();
            Integer version = release.types().get(type);
            if (version != null) {
                Viewer viewer = new Viewer(catalog, view, type, version, catalog.defaults(release, type));
                if (viewers.stream().noneMatch(viewer::seesAs)) {
                    viewers.add(viewer);
                }
            }
        }
        return viewers;
    }

    private boolean seesAs(Viewer other) {
        return version == other.version && defaults.toString().equals(other.defaults.toString());
    }

    /** What the clients are shown of a stored document. */
    JsonObject shown(JsonObject stored) {
        return view.view(stored.copy());
    }

    /** What is stored when a client writes a document. */
    JsonObject stored(JsonObject written, @Nullable JsonObject base) {
        return view.upgrade(written.copy(), base);
    }

    /** What a client reads of a document that it wrote: where a member is missing, the default. */
    JsonObject asRead(JsonObject written) {
        JsonObject read = written.copy();
        defaults.fill(read);
        return read;
    }

    /** Whether a client edits the member: it is none of CouchDB's and none of Slipcover's. */
    boolean edits(JsonName member) {
        return !member.text().startsWith("_")
                && !new OwnMembers(catalog).ofType(type).contains(member);
    }

    /** Whether the member may hold something that a client edits. */
    private boolean mayEdit(JsonName member) {
        return !member.text().startsWith("_") && !new OwnMembers(catalog).fill(type, member);
    }

    /** Whether {@code recognise} says that every document of the version has the member. */
    boolean requires(JsonName member) {
        ObjectCondition rule = catalog.recognition().rule(type, version);
        return rule != null && rule.present().contains(member);
    }

    /** The members that the clients edit, which differ between two documents. */
    List<JsonName> differences(JsonObject one, JsonObject other) {
        List<JsonName> names = new ArrayList<>();
        for (int index = 0; index < one.size(); index++) {
            JsonName name = one.name(index);
            if (mayEdit(name) && !names.contains(name)) {
                var found = other.get(name);
                if (found == null || !found.sameAs(requireNonNull(one.get(name)))) {
                    names.add(name);
                }
            }
        }
        for (int index = 0; index < other.size(); index++) {
            JsonName name = other.name(index);
            if (mayEdit(name) && !names.contains(name) && !one.has(name)) {
                names.add(name);
            }
        }
        return names;
    }
}
