package io.slipcover.document;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the clients of each release read of a stored document. Immutable, shared by threads. */
public final class Readings {
    private static final JsonName ATTACHMENTS = JsonName.of("_attachments");
    private static final int NAMED = 3;

    private final Shapes shapes;
    private final List<ReleaseView> views;

    public Readings(Catalog catalog) {
        this.shapes = new Shapes(catalog);
        this.views = catalog.releases().stream()
                .map(release -> new ReleaseView(catalog, release))
                .toList();
    }

    /**
     * A release that cannot be shown a document.
     *
     * @param release the name of the release
     */
    public record Unshowable(String release, Obstacle obstacle) {}

    /** The releases that know the document's type, and cannot be shown the document. */
    public List<Unshowable> unshowable(JsonObject stored) {
        List<Unshowable> unshowable = new ArrayList<>();
        for (ReleaseView view : views) {
            Reading reading = Reading.of(view, stored);
            if (reading.obstacle() != null) {
                unshowable.add(new Unshowable(view.release().name(), reading.obstacle()));
            }
        }
        return unshowable;
    }

    /** The releases that know a type, for a document of the type that exceeds a limit, so that nobody can be shown the document. */
    public List<Unshowable> unshowableFor(String type, String limit) {
        Obstacle obstacle = Obstacle.ofLimit(type + ": " + limit);
        return views.stream()
                .filter(view -> view.release().types().containsKey(type))
                .map(view -> new Unshowable(view.release().name(), obstacle))
                .toList();
    }

    /**
     * The first release that reads two documents differently, in words; empty where each release that knows the type reads both alike, or
     * reads the second one and could not be shown the first. Revisions and the number of the version do not count, because these have to
     * differ.
     */
    public Optional<String> difference(JsonObject before, JsonObject after) {
        for (ReleaseView view : views) {
            if (view.typeOf(before) != null) {
                String difference = difference(view.release(), Reading.of(view, before), Reading.of(view, after));
                if (difference != null) {
                    return Optional.of(difference);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Whether some release reads a document differently under another schema. Releases that only one of the two schemas has do not count:
     * nobody has read for them, or nobody does any more.
     *
     * @param other the readings of the other schema
     */
    public boolean differFrom(Readings other, JsonObject stored) {
        for (ReleaseView view : views) {
            for (ReleaseView counterpart : other.views) {
                if (view.release().name().equals(counterpart.release().name())) {
                    Reading one = Reading.of(counterpart, stored);
                    Reading two = Reading.of(view, stored);
                    boolean bothFail = one.obstacle() != null && two.obstacle() != null;
                    boolean oneFails = (one.obstacle() == null) != (two.obstacle() == null);
                    if (oneFails || (!bothFail && difference(view.release(), one, two) != null)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Whether some release sees a document otherwise than it is stored, through a lens or with a default. */
    public boolean areThroughLenses(JsonObject stored) {
        for (ReleaseView view : views) {
            String type = view.typeOf(stored);
            int version = type == null ? 0 : view.versionOf(type, stored);
            if (type != null && version > 0 && !view.changes(type, version).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private @Nullable String difference(Release release, Reading before, Reading after) {
        if (before.obstacle() != null) {
            return null;
        }
        if (after.obstacle() != null) {
            return "release %s could not be shown it any more: %s".formatted(release.name(), after.obstacle());
        }
        List<String> members = new ArrayList<>();
        addDifferences(before.shown(), after.shown(), true, members);
        addDifferences(after.shown(), before.shown(), false, members);
        if (members.isEmpty()) {
            return null;
        }
        String more = members.size() > NAMED ? " and more" : "";
        return "release %s would read %s%s differently"
                .formatted(
                        release.name(), String.join(", ", members.subList(0, Math.min(NAMED, members.size()))), more);
    }

    /** Names the members of one view that the other lacks, and perhaps those that it has otherwise. */
    private void addDifferences(JsonObject view, JsonObject other, boolean values, List<String> names) {
        for (int index = 0; index < view.size(); index++) {
            JsonName name = view.name(index);
            if (!shapes.isEnvelope(name) || name.equals(ATTACHMENTS)) {
                JsonValue value = view.get(name); // Of duplicates the last one.
                JsonValue counterpart = other.get(name);
                if (counterpart == null || (values && value != null && !value.sameAs(counterpart))) {
                    names.add(name.text());
                }
            }
        }
    }

    /** What a release sees of a document: a view or an obstacle. */
    private record Reading(JsonObject shown, @Nullable Obstacle obstacle) {
        static Reading of(ReleaseView view, JsonObject stored) {
            try {
                return new Reading(view.view(stored.copy()), null);
            } catch (RuntimeException | StackOverflowError cannotBeShown) {
                return new Reading(stored, Obstacle.of(cannotBeShown));
            }
        }
    }
}
