package io.slipcover.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The media types that a client takes, as CouchDB reads {@code Accept}: none named is all. */
final class Accepted {
    private record Range(String type, boolean wanted) {}

    private final List<Range> ranges;

    private Accepted(List<Range> ranges) {
        this.ranges = ranges;
    }

    static Accepted of(@Nullable String header) {
        List<Range> ranges = new ArrayList<>();
        for (String part : (header == null || header.isBlank() ? "*/*" : header).split(",", -1)) {
            String[] pieces = part.split(";", -1);
            boolean wanted = true;
            for (int index = 1; index < pieces.length; index++) {
                String parameter = pieces[index].replace(" ", "").toLowerCase(Locale.ROOT);
                wanted &= !parameter.matches("q=0(\\.0*)?");
            }
            ranges.add(new Range(pieces[0].strip().toLowerCase(Locale.ROOT), wanted));
        }
        return new Accepted(ranges);
    }

    boolean json() {
        return takes("application/json");
    }

    /** Whether it takes one of the forms that CouchDB answers in parts. */
    boolean multipart() {
        return takes("multipart/mixed") || takes("multipart/related");
    }

    private boolean takes(String type) {
        String all = type.substring(0, type.indexOf('/')) + "/*";
        boolean wanted = false;
        for (Range range : ranges) {
            if (range.type().equals(type) || range.type().equals(all)) {
                if (!range.wanted()) {
                    return false;
                }
                wanted = true;
            } else if (range.type().equals("*/*")) {
                wanted |= range.wanted();
            }
        }
        return wanted;
    }
}
