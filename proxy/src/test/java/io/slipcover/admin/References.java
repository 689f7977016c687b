package io.slipcover.admin;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a file of a page asks the browser to load. */
final class References {
    private static final Pattern REFERENCE =
            Pattern.compile("(?:src|href)=\"(/page/[^\"]+)\"|from '\\./([^']+)'|url\\(([^)]*)\\)");

    private References() {}

    /** The paths, those of scripts beside the file among them. */
    static List<String> in(String text) {
        return REFERENCE.matcher(text).results().map(References::path).toList();
    }

    private static String path(MatchResult match) {
        return match.group(1) != null
                ? match.group(1)
                : match.group(2) != null ? "/page/" + match.group(2) : match.group(3);
    }
}
