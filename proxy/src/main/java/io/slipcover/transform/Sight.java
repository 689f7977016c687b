package io.slipcover.transform;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import io.slipcover.document.Obstacle;
import io.slipcover.document.ReleaseView;
import io.slipcover.document.UnshowableException;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a release sees of a stored document.
 *
 * @param version the release's version of the document's type; 0 where the release does not name the type
 * @param lines the view, compared with the views of the releases before and behind that see the document; empty where this one does not
 * @param reason why the document cannot be shown; null where it is shown
 */
public record Sight(
        Release release,
        int version,
        List<Line> lines,
        @Nullable String reason) {
    public Sight {
        lines = List.copyOf(lines);
    }

    /** What each release of a schema sees, oldest first. */
    public static List<Sight> of(Catalog catalog, EnvelopeLimits limits, GivenDocument stored) {
        List<Release> releases = catalog.releases();
        List<Attempt> attempts = new ArrayList<>();
        for (Release release : releases) {
            attempts.add(Attempt.at(new BoundedView(new ReleaseView(catalog, release), limits), stored));
        }
        List<Sight> sights = new ArrayList<>();
        for (int place = 0; place < attempts.size(); place++) {
            Attempt attempt = attempts.get(place);
            List<Line> lines = attempt.shown == null
                    ? List.of()
                    : Lines.of(attempt.shown, nearest(attempts, place, -1), nearest(attempts, place, 1));
            sights.add(new Sight(releases.get(place), attempt.version, lines, attempt.reason));
        }
        return sights;
    }

    private static @Nullable JsonObject nearest(List<Attempt> attempts, int place, int step) {
        for (int other = place + step; other >= 0 && other < attempts.size(); other += step) {
            if (attempts.get(other).shown != null) {
                return attempts.get(other).shown;
            }
        }
        return null;
    }

    /** The view of one release, before it is compared with others; without one, the reason why there is none. */
    private record Attempt(
            int version,
            @Nullable JsonObject shown,
            @Nullable String reason) {

        static Attempt at(BoundedView view, GivenDocument stored) {
            String type = view.view().typeOf(stored.copy());
            Integer named = type == null ? null : view.view().release().types().get(type);
            int version = named == null ? 0 : named;
            try {
                return new Attempt(version, view.view(stored.copy(), stored.depth()), null);
            } catch (UnshowableException e) {
                return new Attempt(version, null, e.reason());
            } catch (RuntimeException | StackOverflowError e) {
                return new Attempt(version, null, Obstacle.ofFailure(e).problem());
            }
        }
    }
}
