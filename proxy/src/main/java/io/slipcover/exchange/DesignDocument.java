package io.slipcover.exchange;

import io.slipcover.catalog.Release;
import io.slipcover.route.Target;
import java.util.List;

/**
 * Views of a release's own: clients that ask for {@code _design/app/_view/…} get {@code _design/app-v3/_view/…} where their release says
 * so. The design document itself keeps its name, so that it can be replicated.
 */
final class DesignDocument {
    private static final String DESIGN = "_design";

    private DesignDocument() {}

    /** Whether the target is something that a design document does. */
    static boolean isNamed(Target target) {
        List<String> segments = target.segments();
        return at(segments) > 0 && segments.size() > at(segments) + 2;
    }

    private static int at(List<String> segments) {
        return segments.size() > 1 && segments.get(1).equals(DESIGN)
                ? 1
                : segments.size() > 3
                                && segments.get(1).equals("_partition")
                                && segments.get(3).equals(DESIGN)
                        ? 3
                        : 0;
    }

    /** The raw target with the design document's name exchanged; the very same where the release has no other for it. */
    static String renamed(String raw, Target target, Release release) {
        int segment = at(target.segments()) + 1;
        String name = release.design().get(target.segments().get(segment));
        return name == null ? raw : Target.withSegment(raw, segment, name);
    }
}
